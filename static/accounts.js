// Small comforts of the pages of accounts; without them everything works.

/** Puts a button beside each password that shows what was typed. */
function offerSight() {
  for (const input of document.querySelectorAll("input[type=password]")) {
    const button = document.createElement("button");
    const row = document.createElement("div");
    row.className = "with-eye";
    button.type = "button";
    const show = (isShown) => {
      input.type = isShown ? "text" : "password";
      button.textContent = isShown ? "Hide" : "Show";
      button.setAttribute("aria-label", `${button.textContent} the ${input.labels[0].textContent.toLowerCase()}`);
    };
    show(false);
    button.addEventListener("click", () => show(input.type === "password"));
    // What is shown is hidden again before it is sent, so that the browser keeps it as a password.
    input.form.addEventListener("submit", () => show(false));
    input.replaceWith(row);
    row.append(input, button);
    if (input.autofocus) input.focus();
  }
}

/** Selects a secret as soon as one comes to it. */
function offerSelection() {
  for (const input of document.querySelectorAll("[data-select]")) {
    input.addEventListener("focus", () => input.select());
  }
}

function offerPrint() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}

/** Sends a form once, however often its button is pressed: a second press would make links that nobody sees. */
function sendOnce() {
  for (const form of document.querySelectorAll("main form")) {
    let isSent = false;
    form.addEventListener("submit", (event) => {
      if (isSent) event.preventDefault();
      isSent = true;
    });
    addEventListener("pageshow", () => {
      isSent = false;
    });
  }
}

offerSight();
offerSelection();
offerPrint();
sendOnce();
