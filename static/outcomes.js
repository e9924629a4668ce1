// What was saved: the map is taken over as it is now, the claim chosen and in sight, and a notice offers to undo it.
// What was suggested: a notice leads to it.

import { ask, newKey } from "./asking.js";
import * as notices from "./notices.js";

const SMALL = matchMedia("(max-width: 720px)");
const UNCOVERED = 120; // px below the top of a small screen, between a notice and the claim that slides over its foot

export class Outcomes {
  /** The numbers of the changes that were made on this page. */
  own = new Set();
  /** Done when what is being saved has been. */
  saving = Promise.resolve();
  #map;

  constructor(map) {
    this.#map = map;
  }

  /** Shows what was done, and how to take it back; `token` shows that we may ask for that. */
  async settle(done, token) {
    const before = location.pathname + location.search;
    const seen = new URL(done.href, location.href);
    if (seen.pathname !== location.pathname) return location.assign(done.href);
    if (done.suggestion) return this.#suggested(done);
    this.own.add(done.change);
    await this.take(seen, done.claim);
    if (!done.change) notices.say("own", "It says so already: nothing was changed.");
    else this.#tell(done.words, { text: "Undo", href: done.undo, token, back: before }, done.unfinished);
  }

  // Nothing has changed yet: the map stays as it is.
  #suggested({ words, claim, suggestion }) {
    this.focus(this.#map.boxOf(claim) || this.#map.chosen());
    notices.say("own", words, [{ text: "Your suggestion", href: suggestion }]);
  }

  /** Goes to where a change is seen; the address keeps the view, and not what was changed last. */
  take(seen, claim) {
    const map = this.#map;
    const lasting = new URL(seen);
    lasting.searchParams.delete("changed");
    return map.go(lasting.pathname + lasting.search, {
      from: seen.pathname + seen.search,
      isChanged: true,
      keep: map.standing(),
      after: () => {
        const box = map.boxOf(claim) || map.chosen();
        this.focus(box);
        if (box) this.#bringUp(box);
      },
    });
  }

  /** Gives the focus to a box, or to the map. */
  focus(box) {
    (this.#map.linkOf(box) ?? this.#map.frame).focus({ preventScroll: true });
  }

  #bringUp(box) {
    const { frame } = this.#map;
    if (!SMALL.matches) return this.#map.reveal(box);
    scrollBy({ top: frame.getBoundingClientRect().top - UNCOVERED / 2, behavior: "instant" });
    const { left, top } = box.getBoundingClientRect();
    frame.scrollBy({ left: left - 24, top: top - UNCOVERED, behavior: "instant" });
  }

  #tell(words, way, unfinished = "") {
    const more = unfinished ? [{ text: "Complete the source", href: unfinished }] : [];
    notices.say("own", words, [{ text: way.text, act: () => (this.saving = this.#turn(way)) }, ...more]);
  }

  // Undo or redo a change, and offer the other.
  async #turn({ text, href, token, back }) {
    notices.quiet("own");
    const before = location.pathname + location.search;
    const answer = await ask(href, { csrf_token: token, key: newKey(), back }).catch(() => null);
    const done = answer?.told;
    if (!answer?.ok || !done?.href) return this.#fail(done?.sentence ?? answer?.sentence ?? "The server does not answer.");
    this.own.add(done.change);
    await this.take(new URL(done.href, location.href), done.claim);
    const [next, action] = text === "Undo" ? ["Redo", "redo"] : ["Undo", "undo"];
    this.#tell(done.words, { text: next, href: done.undo.replace(/undo$/, action), token, back: before });
  }

  #fail(sentence) {
    const history = { text: "History", href: `${this.#map.room.dataset.editing}/history` };
    notices.say("own", `Nothing was changed. ${sentence}`, [history]).querySelector("a").focus();
  }
}
