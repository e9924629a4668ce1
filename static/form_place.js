// The place beside the map where forms stand. One that leads to another waits below it with all that was typed.

import { isUnsaved, mayLose, release } from "./unsaved.js";

export const formOf = (edit) => edit.querySelector("form[data-form]");

export class FormPlace {
  #room;
  #emptied;
  #edits = []; // the last is on top and seen
  #element = null;

  /** `emptied` is called when the last form has been put away. */
  constructor(room, emptied) {
    this.#room = room;
    this.#emptied = emptied;
  }

  get isEmpty() {
    return this.#edits.length === 0;
  }

  get isUnsaved() {
    return this.#edits.some((edit) => formOf(edit) && isUnsaved(formOf(edit)));
  }

  contains(node) {
    return this.#element?.contains(node) ?? false;
  }

  /** Shows a form on top, or in the place of an old one, and returns where one begins to type. */
  show(edit, old = null) {
    this.#open();
    const title = titled(edit);
    const first = edit.querySelector("[autofocus]") ?? title;
    first?.removeAttribute("autofocus"); // the browser would say that it does not follow it
    first?.setAttribute("data-first", "");
    if (old) {
      this.#edits[this.#edits.indexOf(old)] = edit;
      old.replaceWith(edit);
    } else {
      this.#edits.at(-1)?.setAttribute("hidden", "");
      this.#edits.push(edit);
      this.#element.append(edit);
    }
    this.#element.scrollTop = 0;
    return first;
  }

  /** Puts the form on top away, unless its text is to be kept; true when none is left. */
  async leave() {
    return (await this.#mayDrop()) && this.isEmpty;
  }

  /** Puts all forms away; false when the text of one is to be kept. */
  async close() {
    while (!this.isEmpty) if (!(await this.#mayDrop())) return false;
    return true;
  }

  /** Puts all forms away, whatever they hold. */
  clear() {
    while (!this.isEmpty) this.#drop();
  }

  async #mayDrop() {
    const form = this.isEmpty ? null : formOf(this.#edits.at(-1));
    if (form && !(await mayLose(form))) return false;
    if (!this.isEmpty) this.#drop();
    return true;
  }

  #drop() {
    const edit = this.#edits.pop();
    const form = formOf(edit);
    if (form) release(form);
    edit.remove();
    const below = this.#edits.at(-1);
    below?.removeAttribute("hidden");
    if (below) return below.querySelector("[data-first]")?.focus();
    this.#element.remove();
    this.#element = null;
    this.#emptied();
  }

  #open() {
    if (this.#element) return;
    this.#element = document.createElement("aside");
    this.#element.className = "editor";
    this.#element.setAttribute("aria-label", "Form");
    this.#room.append(this.#element);
  }
}

// A form beside the map stands below the page's own heading.
function titled(edit) {
  const old = edit.querySelector("h1");
  if (!old) return null;
  const title = document.createElement("h2");
  title.className = "title";
  title.tabIndex = -1;
  title.append(...old.childNodes);
  old.replaceWith(title);
  return title;
}
