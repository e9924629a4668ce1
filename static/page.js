// Small comforts of the pages. Nothing here is needed to read them.

/** Copies a citation and says so on the button that was pressed. */
function offerCopies() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    const words = button.innerHTML;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Select the line to copy it";
      }
      setTimeout(() => {
        button.innerHTML = words;
      }, 2000);
    });
  }
}

/** Opens or closes every branch of an outline at once; closing leaves the theses' own lines. */
function offerUnfolding() {
  const branches = document.querySelectorAll(".outline details");
  if (branches.length === 0) return;
  for (const row of document.querySelectorAll(".unfold")) row.hidden = false;
  for (const button of document.querySelectorAll("[data-unfold]")) {
    button.addEventListener("click", () => {
      for (const branch of branches) branch.open = button.dataset.unfold === "open";
    });
  }
}

/** Opens the branches above a row that an address points to, so that it can be seen. */
function showTarget() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target || !target.closest(".outline")) return;
  for (let branch = target.parentElement?.closest("details"); branch; ) {
    branch.open = true;
    branch = branch.parentElement?.closest("details");
  }
  target.scrollIntoView({ block: "center" });
}

/** Opens folded branches for the printer in browsers whose style sheets cannot. */
function openForPrint() {
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const branch of closed) branch.open = true;
  });
  addEventListener("afterprint", () => {
    for (const branch of closed) branch.open = false;
  });
}

/** Closes the menu of the site when one turns to something else. */
function closeMenu() {
  const menu = document.querySelector(".menu");
  if (!menu) return;
  addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.firstElementChild.focus();
  });
}

offerCopies();
offerUnfolding();
closeMenu();
showTarget();
openForPrint();
addEventListener("hashchange", showTarget);
