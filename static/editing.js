// Editing beside the map: forms open where a claim is shown, what they save is taken over in place and can be undone,
// and what others save is seen within seconds. Without this module every form is a page of its own.

import { enliven } from "./form.js";
import { addressOf } from "./form_address.js";
import { offerKeys } from "./keys.js";
import * as notices from "./notices.js";
import { isUnsaved, mayLose, mind, release } from "./unsaved.js";
import { watch } from "./watching.js";

const FROM_SCRIPT = { "X-Requested-With": "argmap" };
const SMALL = matchMedia("(max-width: 720px)");
const UNCOVERED = 120; // px below the top of a small screen, between a notice and the claim that slides over its foot
const UNREACHABLE = "The server does not answer. What you wrote is still here: try again in a moment.";

/** Makes the map page one on which claims are edited in place. */
export function edit(map) {
  const { room } = map;
  const forms = []; // the one on top is seen; a form that leads to another waits below it
  const own = new Set(); // the numbers of the changes that were made here
  let place = null; // where the forms stand, while there is one
  let opener = null;
  let saving = Promise.resolve();
  let last = 0; // the number of the last change that is known, once there is one
  let isBehind = false; // others have changed the debate while a form was open

  notices.prepare(room);

  const top = () => forms.at(-1);
  const formOf = (edit) => edit.querySelector("form[data-form]");
  const here = () => location.pathname + location.search;

  async function open(href, { onTop = false } = {}) {
    if (!onTop && !(await close())) return;
    if (!onTop) opener = document.activeElement;
    try {
      const answer = await fetch(href, { headers: FROM_SCRIPT });
      const page = parsed(await answer.text());
      const edit = page.querySelector(".edit");
      if (answer.ok && edit) show(edit);
      else notices.say("own", page.querySelector(".refusal p")?.textContent ?? `This form cannot be opened: ${answer.statusText}.`);
    } catch {
      notices.say("own", "The server does not answer, so the form cannot be opened.");
    }
  }

  function show(edit, old = null) {
    notices.quiet("own");
    if (!place) {
      place = document.createElement("aside");
      place.className = "editor";
      place.setAttribute("aria-label", "Form");
      room.append(place);
    }
    const title = headed(edit);
    const first = edit.querySelector("[autofocus]") ?? title;
    first?.removeAttribute("autofocus"); // the browser would say that it does not follow it
    first?.setAttribute("data-first", "");
    top()?.setAttribute("hidden", "");
    if (old) forms.splice(forms.indexOf(old), 1, edit);
    else forms.push(edit);
    if (old) old.replaceWith(edit);
    else place.append(edit);
    enliven(edit, { save, reuse: (href) => reuse(formOf(edit), href) });
    place.scrollTop = 0;
    first?.focus();
    if (first?.matches("textarea")) first.setSelectionRange(first.value.length, first.value.length);
    const box = map.chosen();
    if (box) map.reveal(box);
  }

  // Put the form on top away; false when its text is to be kept. What lies below it comes back.
  async function close() {
    while (top()) {
      const form = formOf(top());
      if (form && !(await mayLose(form))) return false;
      drop();
    }
    return true;
  }

  function drop() {
    const edit = forms.pop();
    const form = formOf(edit);
    if (form) release(form);
    edit.remove();
    top()?.removeAttribute("hidden");
    if (top()) return top().querySelector("[data-first]")?.focus();
    place.remove();
    place = null;
    if (isBehind) catchUp();
  }

  async function leave() {
    const form = top() && formOf(top());
    if (form && !(await mayLose(form))) return;
    drop();
    if (top()) return;
    if (opener?.isConnected && opener.checkVisibility()) opener.focus({ preventScroll: true });
    else focusBox(map.chosen());
  }

  function bringUp(box) {
    if (!SMALL.matches) return map.reveal(box);
    scrollBy({ top: map.frame.getBoundingClientRect().top - UNCOVERED / 2, behavior: "instant" });
    const { left, top } = box.getBoundingClientRect();
    map.frame.scrollBy({ left: left - 24, top: top - UNCOVERED, behavior: "instant" });
  }

  function focusBox(box) {
    (map.linkOf(box) ?? map.frame).focus({ preventScroll: true });
  }

  // The same step with a claim that is there already: its form lies over the first, whose text is kept until then.
  function reuse(form, href) {
    const url = new URL(href, location.href);
    for (const [name, value] of addressOf(form).url.searchParams) url.searchParams.append(name, value);
    open(url.pathname + url.search, { onTop: true });
  }

  function save(edit, form, submitter) {
    if (edit.getAttribute("aria-busy")) return;
    edit.setAttribute("aria-busy", "true");
    saving = send(edit, form, submitter).finally(() => edit.removeAttribute("aria-busy"));
  }

  async function send(edit, form, submitter) {
    try {
      const body = new URLSearchParams(new FormData(form, submitter));
      const answer = await fetch(addressOf(form).url, { method: "POST", headers: FROM_SCRIPT, body });
      if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
        return await settle(await answer.json(), form.elements.csrf_token.value);
      }
      const page = parsed(await answer.text());
      const fresh = page.querySelector(".edit");
      if (fresh) show(fresh, edit);
      else trouble(edit, page.querySelector(".refusal p")?.textContent ?? answer.statusText);
    } catch {
      trouble(edit, UNREACHABLE);
    }
  }

  // Take over what was saved: the map as it is now, the claim chosen, and a notice that can undo it.
  async function settle(done, token) {
    const before = here();
    const url = new URL(done.href, location.href);
    for (const edit of forms.splice(0)) release(formOf(edit) ?? edit);
    place?.remove();
    place = null;
    isBehind = false;
    if (done.change) own.add(done.change);
    if (url.pathname !== location.pathname) return location.assign(done.href);
    await take(url, done.claim);
    tell(done, token, before);
  }

  // Go to what a change has made; the address keeps the view, and not what was changed last.
  async function take(url, claim) {
    const lasting = new URL(url);
    lasting.searchParams.delete("changed");
    await map.go(lasting.pathname + lasting.search, {
      from: url.pathname + url.search,
      isChanged: true,
      keep: map.standing(),
      after: () => {
        const box = map.boxOf(claim) || map.chosen();
        focusBox(box);
        if (box) bringUp(box);
      },
    });
  }

  function tell(done, token, before) {
    if (!done.change) return notices.say("own", "It says so already: nothing was changed.");
    notices.say("own", done.words, [{ text: "Undo", act: () => act(done.undo, "Redo", token, before) }]);
  }

  function act(...what) {
    saving = turn(...what);
  }

  // Undo or redo a change, and offer the other.
  async function turn(href, next, token, back) {
    const body = new URLSearchParams({ csrf_token: token, key: crypto.randomUUID(), back });
    try {
      const answer = await fetch(href, { method: "POST", headers: FROM_SCRIPT, body });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.sentence);
      own.add(told.change);
      const before = here();
      await take(new URL(told.href, location.href), told.claim);
      const [action, then] = next === "Redo" ? ["redo", "Undo"] : ["undo", "Redo"];
      const other = told.undo.replace(/undo$/, action);
      notices.say("own", told.words, [{ text: next, act: () => act(other, then, token, before) }]);
    } catch (error) {
      notices.say("own", `Nothing was changed. ${error.message}`, [{ text: "History", href: `${room.dataset.editing}/history` }]);
    }
  }

  function trouble(edit, words) {
    edit.querySelector(".summary")?.remove();
    const summary = document.createElement("div");
    summary.className = "summary";
    summary.setAttribute("role", "alert");
    const said = document.createElement("p");
    said.textContent = words;
    summary.append(said);
    formOf(edit).before(summary);
    mind(formOf(edit), { cameBack: true });
  }

  // What others have saved: told at once, taken over unless a form is open.
  async function others(now) {
    await saving;
    const count = last ? now.change - last : Math.min(1, now.change);
    const numbers = Array.from({ length: count }, (_, passed) => now.change - passed);
    const theirs = numbers.filter((number) => !own.has(number));
    last = now.change;
    if (count && !theirs.length) return;
    tellOthers(now, theirs);
    isBehind = true;
    if (!top()) await catchUp();
  }

  function tellOthers(now, theirs) {
    if (!theirs.length) return notices.say("others", "Somebody has changed this debate outside argmap.");
    const isLast = theirs[0] === now.change;
    const told = isLast ? `${now.author || "Somebody"} ${small(now.words)}` : "Somebody else has changed this debate too.";
    const rest = theirs.length > 1 ? ` And ${theirs.length - 1} more.` : "";
    notices.say("others", told + rest, [{ text: "Show", act: () => showChange(theirs[0]) }]);
  }

  async function showChange(number) {
    if (!(await close())) return;
    notices.quiet("others");
    const view = new URL(location.href);
    view.searchParams.delete("claim");
    const answer = await fetch(`${room.dataset.editing}/history/${number}/seen${view.search}`, { headers: FROM_SCRIPT });
    if (!answer.ok) return location.assign(`${room.dataset.editing}/history`);
    const found = await answer.json();
    await take(new URL(found.href, location.href), found.claim);
  }

  async function catchUp() {
    isBehind = false;
    const known = new Set(drawn());
    const url = new URL(location.href);
    const address = url.pathname + url.search;
    const otherwise = url.search ? url.pathname : ""; // what is open or in focus may have gone
    await map.go(address, { record: false, isChanged: true, keep: map.standing(), otherwise });
    for (const claim of drawn()) if (!known.has(claim)) map.boxOf(claim).dataset.new = "";
  }

  const drawn = () => [...map.frame.querySelectorAll(".claim")].map((box) => box.dataset.claim);

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || !map.isPlain(event) || event.defaultPrevented) return;
    if (place?.contains(link) && link.hasAttribute("data-cancel")) {
      event.preventDefault();
      leave();
    } else if (link.matches("[data-form-link], .editor .items a") && !link.pathname.endsWith("/edit/text")) {
      event.preventDefault();
      link.closest("details")?.removeAttribute("open");
      open(link.pathname + link.search);
    }
  });

  // Choosing another claim puts an open form away; growing and folding branches to look around does not.
  document.addEventListener(
    "click",
    async (event) => {
      const link = event.target.closest?.("a[href]");
      if (!top() || !link || !map.isPlain(event) || place.contains(link)) return;
      if (!link.matches(".map-frame .claim a, .outline a") || link.matches(".grow, .fold")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (await close()) link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    },
    true,
  );

  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || event.isComposing || !top() || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      event.stopPropagation();
      leave();
    },
    true,
  );

  addEventListener("popstate", () => {
    if (!forms.some((edit) => formOf(edit) && isUnsaved(formOf(edit)))) while (top()) drop();
  });

  offerKeys(map, open);
  watch(room.dataset.watch, {
    revision: room.dataset.revision,
    same: (now) => (last = now.change),
    changed: others,
  });
}

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

// A form beside the map stands below the page's own heading.
function headed(edit) {
  const old = edit.querySelector("h1");
  if (!old) return null;
  const title = document.createElement("h2");
  title.className = "title";
  title.tabIndex = -1;
  title.append(...old.childNodes);
  old.replaceWith(title);
  return title;
}

function small(words) {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
