// Hints while a sentence is typed: what is said already, how long it is, and what its scheme makes one ask.

const PAUSE = 250; // ms without a key before the server is asked
const FEWEST = 8; // characters that are worth a question
const MOST_CHARACTERS = 300;
const MOST_WORDS = 25;

/** Adds hints to the form of a sentence; `reuse(claim)` lets a claim stand in the place of the one being typed. */
export function hint(form, reuse) {
  const sentence = form.querySelector('[data-field="sentence"] textarea');
  if (!sentence) return;
  const length = made("p", "length");
  const similar = made("div", "similar");
  const spoken = made("p", "unseen"); // says once what the eye finds by itself
  spoken.setAttribute("role", "status");
  sentence.after(length, similar, spoken);
  const say = (words) => {
    if (spoken.textContent !== words) spoken.textContent = words;
  };
  sayLength(sentence, length);
  if (!similarTo(form)) return;
  let asking = null;
  let timer = 0;

  async function ask() {
    asking?.abort();
    const text = sentence.value.trim();
    if (text.length < FEWEST) return show([]);
    asking = new AbortController();
    const address = similarTo(form);
    address.searchParams.set("q", text);
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok) show((await answer.json()).claims);
    } catch {
      // A hint that does not come is not missed; one for an older text was called off.
    }
  }

  function show(claims) {
    similar.replaceChildren(...(claims.length ? [heading(claims), list(claims, reuse)] : []));
    say(claims.length ? `${heading(claims).textContent} ${claims.map((claim) => claim.text).join(" ")}` : "");
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

function similarTo(form) {
  return form.dataset.similar ? new URL(form.dataset.similar, location.href) : null;
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

function heading(claims) {
  const title = made("p", "label");
  const isHere = claims.some((claim) => claim.is_here);
  title.textContent = isHere ? "Already said here: reuse it instead?" : "Said in another debate";
  return title;
}

function list(claims, reuse) {
  const list = made("ul", "found");
  for (const claim of claims) {
    const item = document.createElement("li");
    const said = made("p", "said");
    said.textContent = claim.text;
    said.lang = claim.language;
    item.append(said, claim.is_here && reuse ? reuseButton(claim, reuse) : link(claim));
    list.append(item);
  }
  return list;
}

function reuseButton(claim, reuse) {
  const button = made("button", "reuse");
  button.type = "button";
  button.textContent = "Reuse it";
  button.setAttribute("aria-label", `Reuse it: ${claim.text}`);
  button.addEventListener("click", () => reuse(claim.claim));
  return button;
}

// Another tab, since this one holds what was typed.
function link(claim) {
  const link = made("a", "elsewhere");
  link.href = claim.href;
  link.target = "_blank";
  link.textContent = claim.is_here ? "Look at it" : claim.title;
  link.append(unseen(" (in a new tab)"));
  return link;
}

function unseen(text) {
  const span = made("span", "unseen");
  span.textContent = text;
  return span;
}
