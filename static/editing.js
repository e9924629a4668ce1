// Editing beside the map: forms open where a claim is shown, what they save is taken over in place and can be undone,
// and what others save is seen within seconds. Without this module every form is a page of its own.

import { enliven } from "./form.js";
import { offerKeys } from "./keys.js";
import * as notices from "./notices.js";
import { mayLose, mind, release } from "./unsaved.js";
import { watch } from "./watching.js";

const FROM_SCRIPT = { "X-Requested-With": "argmap" };
const UNREACHABLE = "The server does not answer. What you wrote is still here: try again in a moment.";

/** Makes the map page one on which claims are edited in place. */
export function edit(map) {
  const { room } = map;
  const forms = []; // the one on top is seen; a form that leads to another waits below it
  const own = new Set(); // the numbers of the changes that were made here
  let place = null; // where the forms stand, while there is one
  let opener = null;
  let saving = Promise.resolve();
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
    enliven(edit, { save, reuse: (claim) => reuse(edit, claim) });
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

  function focusBox(box) {
    (map.linkOf(box) ?? map.frame).focus({ preventScroll: true });
  }

  // The same step with a claim that is there already: its form lies over the first, whose text is kept until then.
  function reuse(edit, claim) {
    const [, base, target, action] = /^(.*)\/claims\/([^/]+)\/edit\/([^/]+)$/.exec(address(formOf(edit)).pathname);
    const url = new URL(`${base}/claims/${encodeURIComponent(claim)}/edit/reuse`, location.href);
    url.search = address(formOf(edit)).search;
    const step = formOf(edit).elements.step?.value;
    url.searchParams.set("role", action === "question" ? "undercut" : action);
    url.searchParams.set("target", step || decodeURIComponent(target));
    open(url.pathname + url.search, { onTop: true });
  }

  const address = (form) => new URL(form.getAttribute("action"), location.href);

  function save(edit, form, submitter) {
    if (edit.getAttribute("aria-busy")) return;
    edit.setAttribute("aria-busy", "true");
    saving = send(edit, form, submitter).finally(() => edit.removeAttribute("aria-busy"));
  }

  async function send(edit, form, submitter) {
    try {
      const body = new URLSearchParams(new FormData(form, submitter));
      const answer = await fetch(address(form), { method: "POST", headers: FROM_SCRIPT, body });
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
    own.add(done.change);
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
        if (box) map.reveal(box);
      },
    });
  }

  function tell(done, token, before) {
    const actions = done.undo ? [{ text: "Undo", act: () => undo(done, token, before) }] : [];
    notices.say("own", sentence(done.words), actions);
  }

  async function undo(done, token, before) {
    const body = new URLSearchParams({ csrf_token: token, key: crypto.randomUUID(), back: before });
    try {
      const answer = await fetch(done.undo, { method: "POST", headers: FROM_SCRIPT, body });
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
        const page = parsed(await answer.text());
        throw new Error(page.querySelector(".refusal p, .summary li")?.textContent ?? answer.statusText);
      }
      const undone = await answer.json();
      own.add(undone.change);
      await take(new URL(undone.href ?? before, location.href), undone.claim);
      tell(undone, token, here());
    } catch (error) {
      notices.say("own", `This was not undone. ${error.message}`);
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
    if (own.has(now.change)) return;
    const show = async () => {
      if (!(await close())) return;
      notices.quiet("others");
      await take(new URL(now.href, location.href), now.claim);
    };
    notices.say("others", sentence(`${now.author} ${now.words}`), now.href ? [{ text: "Show", act: show }] : []);
    isBehind = true;
    if (!top()) await catchUp();
  }

  async function catchUp() {
    isBehind = false;
    const known = new Set(drawn());
    const url = new URL(location.href);
    await map.go(url.pathname + url.search, { record: false, isChanged: true, keep: map.standing() });
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

  offerKeys(map, open);
  if (room.dataset.watch) watch(room.dataset.watch, room.dataset.revision, others);
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

function sentence(words) {
  const said = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.?!]”?$/.test(said) ? said : `${said}.`;
}
