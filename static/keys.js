// Keys on the map: a letter for each form of the claim whose box has the focus, and a list of them all.

const FORMS = {
  s: ["support", "Add a support"],
  o: ["objection", "Add an objection"],
  q: ["question", "Question this step"],
  e: ["edit", "Edit this claim"],
  v: ["evidence", "Evidence"],
};
const THESIS = ["t", "Add a thesis"];
const OTHERS = [
  ["↑ ↓ ← →", "Walk along the lines"],
  ["Enter", "Open the claim beside the map"],
  ["+ − 0", "Zoom in, zoom out, fit"],
  ["Esc", "Close the form, or the claim"],
  ["?", "Show these keys"],
];

/** Lets keys open forms while the map or the claim beside it has the focus, and nowhere else. */
export function offerKeys(map, open) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!event.target.closest?.(".map-frame, .panel") || event.target.closest("input, textarea, select")) return;
    if (event.key === "?") return showKeys();
    const form = formOf(event.key, event.target.closest(".claim") ?? map.chosen());
    if (!form) return;
    event.preventDefault();
    const parameters = new URLSearchParams(location.search);
    parameters.delete("claim");
    open(`${map.room.dataset.editing}/${form}${parameters.size ? `?${parameters}` : ""}`);
  });
  document.addEventListener("click", (event) => event.target.closest?.('[data-map="keys"]') && showKeys());
}

function formOf(key, box) {
  if (key === THESIS[0]) return "edit/thesis";
  return key in FORMS && box ? `claims/${encodeURIComponent(box.dataset.claim)}/edit/${FORMS[key][0]}` : "";
}

function showKeys() {
  const dialog = document.createElement("dialog");
  dialog.className = "ask keys-shown";
  dialog.lang = "en";
  dialog.setAttribute("aria-labelledby", "keys-title");
  const rows = Object.entries(FORMS).map(([key, [, text]]) => [key, text]).concat([THESIS], OTHERS);
  const row = ([keys, text]) => `<div><dt>${keys.split(" ").map((key) => `<kbd>${key}</kbd>`).join(" ")}</dt><dd>${text}</dd></div>`;
  dialog.innerHTML =
    `<h2 id="keys-title">Keys on the map</h2><dl>${rows.map(row).join("")}</dl>` +
    '<p class="actions"><button type="button" class="main" autofocus>Close</button></p>';
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("button") || event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
