// Notices: what was done, by oneself or by others, said in words, read aloud politely, and there until it is put away.

let region = null;

/** Makes room for notices; a screen reader must know the place before something is said there. */
export function prepare(parent) {
  region = document.createElement("div");
  region.className = "notices";
  region.lang = "en";
  region.setAttribute("role", "status");
  parent.append(region);
}

/** Says something in the place of the last notice of its kind; each action is a button `{ text, act }` or a link. */
export function say(kind, words, actions = []) {
  const notice = document.createElement("div");
  notice.className = `notice-card ${kind}`;
  notice.dataset.kind = kind;
  const said = document.createElement("p");
  said.textContent = words;
  notice.append(said);
  for (const action of actions) notice.append(control(action));
  notice.append(control({ text: "×", label: "Put this notice away", act: () => notice.remove(), look: "away" }));
  quiet(kind);
  region.append(notice);
  return notice;
}

export function quiet(kind) {
  region.querySelector(`[data-kind="${kind}"]`)?.remove();
}

function control({ text, label = "", href = "", act = null, look = "" }) {
  const control = document.createElement(href ? "a" : "button");
  if (href) control.href = href;
  else control.type = "button";
  control.textContent = text;
  if (look) control.className = look;
  if (label) control.setAttribute("aria-label", label);
  if (act) control.addEventListener("click", act);
  return control;
}
