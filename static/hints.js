// Hints while a sentence is typed: what is said already, how long it is, and what its scheme makes one ask.

import { addressOf } from "./form_address.js";

const PAUSE = 250; // ms without a key before the server is asked
const FEWEST = 8; // characters that are worth a question
const MOST_CHARACTERS = 300;
const MOST_WORDS = 25;

const ROLES = { support: "support", objection: "objection", question: "undercut", premise: "premise" };

/** Adds hints to the form of a sentence; `reuse(href)` opens the form in which another claim takes its place. */
export function hint(form, reuse) {
  const sentence = form.querySelector('[data-field="sentence"] textarea');
  if (!sentence) return;
  const length = made("p", "length");
  const similar = made("div", "similar");
  const spoken = made("p", "unseen"); // says once what the eye finds by itself
  spoken.setAttribute("role", "status");
  sentence.after(length);
  form.querySelector(".actions").after(similar, spoken); // below the button, which must not move while one aims at it
  const say = (words) => {
    if (spoken.textContent !== words) spoken.textContent = words;
  };
  sayLength(sentence, length);
  sayScheme(form, say);
  let asking = null;
  let timer = 0;

  async function ask() {
    asking?.abort();
    const text = sentence.value.trim();
    if (text.length < FEWEST) return show([]);
    asking = new AbortController();
    try {
      const answer = await fetch(similarTo(form, text), { signal: asking.signal });
      if (answer.ok) show((await answer.json()).similar.filter((claim) => !isItself(claim, form)));
    } catch {
      // A hint that does not come is not missed; one for an older text was called off.
    }
  }

  function show(claims) {
    const title = heading(claims, addressOf(form).debate);
    similar.replaceChildren(...(claims.length ? [title, list(claims, reuse)] : []));
    say(claims.length ? `${title.textContent} ${claims.map((claim) => claim.text).join(" ")}` : "");
  }

  sentence.addEventListener("input", () => {
    sayLength(sentence, length);
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  if (sentence.value && sentence.value !== sentence.defaultValue) ask();
}

function made(name, look) {
  const element = document.createElement(name);
  element.className = look;
  return element;
}

// The question, with what is being written, so that the answer knows how a claim could take its place.
function similarTo(form, text) {
  const { debate, claim, action } = addressOf(form);
  const target = form.elements.step?.value ?? claim;
  const about = action in ROLES ? { role: ROLES[action], target } : {};
  return `${debate}/similar?${new URLSearchParams({ q: text, ...about })}`;
}

function isItself(claim, form) {
  const { debate, claim: edited, action } = addressOf(form);
  return action === "edit" && claim.claim === edited && claim.href.startsWith(`${debate}/`);
}

// The questions of the chosen scheme are shown by the style sheet alone; here they are read aloud.
function sayScheme(form, say) {
  const chosen = form.querySelector('[data-field="scheme"] select');
  chosen?.addEventListener("change", () => {
    const asked = form.querySelector(`[data-scheme="${CSS.escape(chosen.value)}"]`);
    say(asked?.textContent.replace(/\s+/g, " ").trim() ?? "");
  });
}

function sayLength(sentence, length) {
  const text = sentence.value.trim();
  const words = text ? text.split(/\s+/).length : 0;
  const isLong = text.length > MOST_CHARACTERS;
  length.classList.toggle("too-long", isLong);
  if (isLong) length.textContent = `${text.length} characters: a sentence has ${MOST_CHARACTERS} at most.`;
  else if (words > MOST_WORDS) length.textContent = `${words} words: a sentence of up to ${MOST_WORDS} is read at a glance.`;
  else length.textContent = "";
}

function heading(claims, debate) {
  const title = made("p", "label");
  const isHere = claims.some((claim) => claim.href.startsWith(`${debate}/`));
  const canBeReused = claims.some((claim) => claim.reuse);
  if (canBeReused) title.textContent = "Already said here: reuse it instead?";
  else title.textContent = isHere ? "Already said here" : "Said in another debate";
  return title;
}

function list(claims, reuse) {
  const list = made("ul", "found");
  for (const claim of claims) {
    const item = document.createElement("li");
    const said = made("p", "said");
    said.textContent = claim.text;
    item.append(said, claim.reuse && reuse ? reuseButton(claim, reuse) : link(claim));
    list.append(item);
  }
  return list;
}

function reuseButton(claim, reuse) {
  const button = made("button", "reuse");
  button.type = "button";
  button.textContent = "Reuse it";
  button.setAttribute("aria-label", `Reuse it: ${claim.text}`);
  button.addEventListener("click", () => reuse(claim.reuse));
  return button;
}

// Another tab, since this one holds what was typed; on a form's own page the form that reuses the claim, instead of it.
function link(claim) {
  const link = made("a", "elsewhere");
  link.href = claim.reuse || claim.href;
  link.target = "_blank";
  link.textContent = claim.reuse ? "Reuse it" : claim.title;
  link.append(unseen(`: ${claim.text} (in a new tab)`));
  return link;
}

function unseen(text) {
  const span = made("span", "unseen");
  span.textContent = text;
  return span;
}
