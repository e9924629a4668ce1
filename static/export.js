// Copies the picture of the menu of exports; without this the picture can be downloaded.

/** Fetches the picture that a form asks for, but for what a clipboard does not take. */
async function picture(button) {
  const address = new URL(button.dataset.copyPicture, location.href);
  const chosen = new FormData(button.form);
  for (const name of ["scale", "theme", "transparent"]) {
    address.searchParams.delete(name);
    if (chosen.get(name)) address.searchParams.set(name, chosen.get(name));
  }
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.blob();
}

function offerPicture(button) {
  const said = button.form.querySelector(".said");
  button.hidden = false;
  button.addEventListener("click", async () => {
    said.textContent = "Drawing …";
    try {
      // The promise is handed over unfinished: some browsers allow copying only while the press lasts.
      await navigator.clipboard.write([new ClipboardItem({ "image/png": picture(button) })]);
      said.textContent = "Copied";
    } catch {
      said.textContent = "The browser does not allow it; download the picture instead.";
    }
  });
}

if (navigator.clipboard && window.ClipboardItem) {
  for (const button of document.querySelectorAll("[data-copy-picture]")) offerPicture(button);
}
