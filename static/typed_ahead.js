// Typing ahead: who presses a key for a form and types on before it is there finds the sentence in it.

export class TypedAhead {
  #typed = null; // null while no form is awaited

  constructor() {
    document.addEventListener("keydown", (event) => this.#catch(event), true);
  }

  /** Begins to wait for a form; false when one is awaited already. */
  begin() {
    if (this.#typed !== null) return false;
    this.#typed = "";
    return true;
  }

  /** Puts what was typed meanwhile where the cursor is now. */
  end() {
    const typed = this.#typed;
    this.#typed = null;
    const field = document.activeElement;
    if (!typed || !field?.matches("textarea, input[type=text]")) return;
    field.setRangeText(typed, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #catch(event) {
    const isCharacter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (this.#typed === null || !isCharacter || event.target.matches?.("input, textarea, select")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#typed += event.key;
  }
}
