// One form, on its page or beside the map: its keys, what it says while one types, and the text that it must not lose.

import { hint } from "./hints.js";
import { offerSources } from "./sources.js";
import { editText } from "./text_editor.js";
import { mind, release } from "./unsaved.js";

/** Adds to a form what scripts can; without `save` the browser sends it, without `reuse` claims are links. */
export function enliven(edit, { save = null, reuse = null } = {}) {
  const form = edit.querySelector("form[data-form]");
  if (!form) return;
  mind(form, { cameBack: edit.querySelector(".summary, .clashes, .checked") !== null });
  form.addEventListener("submit", (event) => {
    if (!save) return release(form);
    event.preventDefault();
    save(edit, form, event.submitter);
  });
  form.addEventListener("keydown", (event) => sendByKey(event, form));
  sayKey(form);
  hint(form, reuse);
  offerSources(form);
  editText(form);
}

function sayKey(form) {
  if (!form.querySelector("textarea")) return;
  const key = document.createElement("span");
  key.className = "key";
  key.textContent = /Mac|iPhone|iPad/.test(navigator.platform) ? "or ⌘ Enter" : "or Ctrl+Enter";
  form.querySelector(".actions .main")?.after(key);
}

// Enter ends what is one line, as everywhere; in longer texts it is Ctrl or Cmd with Enter that saves.
function sendByKey(event, form) {
  if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return; // 229: Enter chose a character
  const isOneLine = event.target.closest(".as-sentence") && !event.shiftKey;
  const isMeant = event.ctrlKey || event.metaKey || isOneLine;
  if (!isMeant || event.target.closest("button, a")) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button.main"));
}

for (const edit of document.querySelectorAll("main .edit")) enliven(edit);
