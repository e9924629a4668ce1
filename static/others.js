// What others save: told in a notice, and taken over at once, or as soon as the form that is open has been closed.

import { ask } from "./asking.js";
import * as notices from "./notices.js";
import { watch } from "./watching.js";

export class Others {
  #map;
  #place;
  #outcomes;
  #last = 0; // the number of the last change that is known, once there is one
  #isBehind = false;

  constructor(map, place, outcomes) {
    this.#map = map;
    this.#place = place;
    this.#outcomes = outcomes;
    const { watch: href, revision } = map.room.dataset;
    watch(href, { revision, same: ({ change }) => (this.#last = change), changed: (now) => this.#changed(now) });
  }

  /** Says that the map shows what has gone meanwhile. */
  miss() {
    this.#isBehind = true;
  }

  /** Takes over what others have saved, without losing the place. */
  async catchUp() {
    if (!this.#isBehind) return;
    this.#isBehind = false;
    const map = this.#map;
    const known = new Set(drawn(map));
    const otherwise = location.search ? location.pathname : ""; // what is open or in focus may have gone
    const address = location.pathname + location.search;
    await map.go(address, { record: false, isChanged: true, keep: map.standing(), otherwise });
    for (const claim of drawn(map)) if (!known.has(claim)) map.boxOf(claim).dataset.new = "";
  }

  async #changed(now) {
    await this.#outcomes.saving;
    const count = this.#last ? now.change - this.#last : Math.min(1, now.change);
    const numbers = Array.from({ length: count }, (_, passed) => now.change - passed);
    const theirs = numbers.filter((number) => !this.#outcomes.own.has(number));
    this.#last = now.change;
    if (count && !theirs.length) return;
    this.#tell(now, theirs);
    this.#isBehind = true;
    if (this.#place.isEmpty) await this.catchUp();
  }

  #tell(now, theirs) {
    if (!theirs.length) return notices.say("others", "Somebody has changed this debate outside argmap.");
    const isLast = theirs[0] === now.change;
    const told = isLast ? `${now.author || "Somebody"} ${small(now.words)}` : "Somebody else has changed this debate too.";
    const rest = theirs.length > 1 ? ` And ${theirs.length - 1} more.` : "";
    notices.say("others", told + rest, [{ text: "Show", act: () => this.#show(theirs[0]) }]);
  }

  async #show(number) {
    if (!(await this.#place.close())) return;
    notices.quiet("others");
    const { editing } = this.#map.room.dataset;
    const view = new URL(location.href);
    view.searchParams.delete("claim");
    const answer = await ask(`${editing}/history/${number}/seen${view.search}`).catch(() => null);
    if (!answer?.told) return location.assign(`${editing}/history`);
    await this.#outcomes.take(new URL(answer.told.href, location.href), answer.told.claim);
  }
}

const drawn = (map) => [...map.frame.querySelectorAll(".claim")].map((box) => box.dataset.claim);

function small(words) {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
