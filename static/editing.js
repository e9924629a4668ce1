// Editing beside the map: forms open where a claim is shown, and what they save is taken over in place. Without this
// module every form is a page of its own.

import { ask } from "./asking.js";
import { enliven } from "./form.js";
import { addressOf } from "./form_address.js";
import { FormPlace, formOf } from "./form_place.js";
import { offerKeys } from "./keys.js";
import * as notices from "./notices.js";
import { Others } from "./others.js";
import { Outcomes } from "./outcomes.js";
import { TypedAhead } from "./typed_ahead.js";
import { mind } from "./unsaved.js";

const UNREACHABLE = "The server does not answer.";

/** Makes the map page one on which claims are edited in place. */
export function edit(map) {
  notices.prepare(map.room);
  const place = new FormPlace(map.room, () => others.catchUp());
  const outcomes = new Outcomes(map);
  const others = new Others(map, place, outcomes);
  const ahead = new TypedAhead();
  let opener = null;

  async function open(href) {
    if (!(await place.close())) return;
    opener = document.activeElement;
    await bring(href);
  }

  // Put a form on top of those that stand there.
  async function bring(href) {
    if (!ahead.begin()) return;
    const answer = await ask(href).catch(() => ({ sentence: UNREACHABLE }));
    if (answer.ok && answer.edit) show(answer.edit);
    else notices.say("own", answer.sentence);
    ahead.end();
  }

  function show(edit, old = null) {
    notices.quiet("own");
    const first = place.show(edit, old);
    enliven(edit, { save, reuse: (href) => reuse(formOf(edit), href) });
    first?.focus();
    if (first?.matches("textarea")) first.setSelectionRange(first.value.length, first.value.length);
    const box = map.chosen();
    if (box) map.reveal(box);
  }

  async function leave() {
    if (!(await place.leave())) return;
    if (opener?.isConnected && opener.checkVisibility()) opener.focus({ preventScroll: true });
    else outcomes.focus(map.chosen());
  }

  // The same step with a claim that is there already: its form lies over the first, whose text is kept until then.
  function reuse(form, href) {
    const url = new URL(href, location.href);
    for (const [name, value] of addressOf(form).url.searchParams) url.searchParams.append(name, value);
    bring(url.pathname + url.search);
  }

  function save(edit, form, submitter) {
    if (edit.getAttribute("aria-busy")) return;
    edit.setAttribute("aria-busy", "true");
    outcomes.saving = send(edit, form, submitter).finally(() => edit.removeAttribute("aria-busy"));
  }

  async function send(edit, form, submitter) {
    const fields = new FormData(form, submitter);
    const answer = await ask(addressOf(form).url, fields).catch(() => ({ sentence: UNREACHABLE }));
    if (answer.told) {
      place.clear();
      await outcomes.settle(answer.told, fields.get("csrf_token"));
    } else if (answer.edit) {
      show(answer.edit, edit);
      if (!formOf(answer.edit)) others.miss(); // what it was about has gone
    } else {
      trouble(edit, form, answer.sentence);
    }
  }

  const links = [
    ["[data-cancel], .editor .refusal a:not([href$='/history'])", leave],
    ['[data-form-link]:not([href*="/edit/text"]), .editor .items a', (link) => open(link.pathname + link.search)],
  ];
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || !map.isPlain(event) || event.defaultPrevented) return;
    const [, follow] = links.find(([selector]) => link.matches(selector)) ?? [];
    if (!follow) return;
    event.preventDefault();
    link.closest(".offers details")?.removeAttribute("open");
    follow(link);
  });

  // Choosing another claim puts an open form away; growing and folding branches to look around does not.
  const choosing = async (event) => {
    const link = event.target.closest?.("a[href]");
    if (place.isEmpty || !link || !map.isPlain(event) || !link.matches(".map-frame .claim a:not(.grow, .fold)")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await place.close()) link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  };
  document.addEventListener("click", choosing, true);

  const escaping = (event) => {
    if (event.key !== "Escape" || event.isComposing || isSuggesting(event.target) || place.isEmpty || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  };
  document.addEventListener("keydown", escaping, true);

  addEventListener("popstate", () => place.isUnsaved || place.clear());
  offerKeys(map, open);
}

// Escape there puts the browser's suggestions away, of which a page is not told.
function isSuggesting(element) {
  return Boolean(element.matches?.("input[list]") && element.value);
}

// The form was not sent, or not understood: it stays as it is, with the reason.
function trouble(edit, form, sentence) {
  edit.querySelector(".summary")?.remove();
  const summary = document.createElement("div");
  summary.className = "summary";
  summary.setAttribute("role", "alert");
  const said = document.createElement("p");
  said.textContent = `${sentence} What you wrote is still here: try again in a moment.`;
  summary.append(said);
  form.before(summary);
  mind(form, { cameBack: true });
}
