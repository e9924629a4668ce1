// What was typed and not saved: known at any time, and nobody loses it unasked.

const starts = new Map(); // form → what stood in it at first, or null where it came back and is unsaved as it is

function content(form) {
  return JSON.stringify([...new FormData(form)]);
}

/** Minds a form from now on; one that came back holds unsaved text from its start. */
export function mind(form, { cameBack = false } = {}) {
  starts.set(form, cameBack ? null : content(form));
}

/** Minds a form no longer, because its text was saved or given up. */
export function release(form) {
  starts.delete(form);
}

export function isUnsaved(form) {
  return starts.has(form) && (starts.get(form) === null || starts.get(form) !== content(form));
}

/** Asks, if a form holds unsaved text, whether it may be lost. */
export function mayLose(form) {
  if (!isUnsaved(form)) return Promise.resolve(true);
  const dialog = document.createElement("dialog");
  dialog.className = "ask";
  dialog.lang = "en";
  dialog.setAttribute("aria-labelledby", "ask-title");
  dialog.innerHTML =
    '<h2 id="ask-title">Discard what you wrote?</h2><p>It has not been saved.</p>' +
    '<p class="actions"><button type="button" class="main" value="" autofocus>Keep writing</button> ' +
    '<button type="button" value="discard">Discard</button></p>';
  dialog.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) dialog.close(button.value);
  });
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "discard");
    });
  });
}

addEventListener("beforeunload", (event) => {
  if ([...starts.keys()].some((form) => form.isConnected && isUnsaved(form))) event.preventDefault();
});
