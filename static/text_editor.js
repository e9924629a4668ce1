// Edit as text: the lines are numbered, the server checks them while one types, and each problem stands by its line.
// The text area itself stays as it is: Tab leaves it, and a text of megabytes is as quick as the browser makes it.

const PAUSE = 400; // ms without a key before the text is checked
const SLOWEST = 2_000; // longer for long texts, so that typing in them is not held up by sending them
const CHARACTERS_PER_MS = 1_000;

/** Adds line numbers and problems to a form that holds a text of YAML. */
export function editText(form) {
  const area = form.querySelector('[data-field="text"] textarea');
  if (!area || area.readOnly || !form.dataset.check) return;
  const gutter = new Gutter(area);
  const report = new Report(area, gutter);
  let asking = null;
  let timer = 0;

  async function check() {
    asking?.abort();
    asking = new AbortController();
    try {
      const body = new FormData(form); // sent as it is; to write megabytes as an address would hold up typing
      const headers = { "X-Requested-With": "argmap" };
      const answer = await fetch(form.dataset.check, { method: "POST", body, headers, signal: asking.signal });
      if (answer.ok) report.show((await answer.json()).problems);
      else report.fail();
    } catch (error) {
      if (error.name !== "AbortError") report.fail();
    }
  }

  area.addEventListener("input", () => {
    report.wait();
    clearTimeout(timer);
    timer = setTimeout(check, Math.min(SLOWEST, PAUSE + area.textLength / CHARACTERS_PER_MS));
  });
  check();
}

// The numbers of the lines in sight; those of a text of 100,000 lines are not all drawn.
class Gutter {
  constructor(area) {
    this.area = area;
    this.marks = new Map();
    this.above = Number(area.dataset.firstLine ?? 1) - 1; // how many lines of the file stand above a branch
    this.element = document.createElement("div");
    this.element.className = "gutter";
    this.element.setAttribute("aria-hidden", "true");
    const frame = document.createElement("div");
    frame.className = "numbered";
    area.replaceWith(frame);
    frame.append(this.element, area);
    area.wrap = "off";
    const style = getComputedStyle(area);
    this.lineHeight = Number.parseFloat(style.lineHeight);
    this.before = Number.parseFloat(style.paddingTop);
    this.planned = 0;
    area.addEventListener("scroll", () => this.draw());
    area.addEventListener("input", () => this.plan());
    new ResizeObserver(() => this.draw()).observe(area);
  }

  // Before the next picture, when the browser lays out the text anyway.
  plan() {
    cancelAnimationFrame(this.planned);
    this.planned = requestAnimationFrame(() => this.draw());
  }

  // How many lines there are is told by the height that the browser has given them, without reading them.
  get lines() {
    return Math.max(1, Math.round((this.area.scrollHeight - 2 * this.before) / this.lineHeight));
  }

  draw() {
    const { lineHeight, before } = this;
    const { scrollTop, clientHeight } = this.area;
    const first = Math.max(0, Math.floor((scrollTop - before) / lineHeight));
    const last = Math.min(this.lines, Math.ceil((scrollTop + clientHeight) / lineHeight));
    const rows = [];
    for (let line = first + 1; line <= last; line++) {
      const row = document.createElement("span");
      row.textContent = line + this.above;
      row.style.top = `${before + (line - 1) * lineHeight - scrollTop}px`;
      if (this.marks.has(line)) row.className = this.marks.get(line);
      rows.push(row);
    }
    this.element.replaceChildren(...rows);
  }

  mark(problems) {
    this.marks = new Map();
    for (const { line, severity } of problems) {
      if (this.marks.get(line) !== "error") this.marks.set(line, severity);
    }
    this.draw();
  }

  // Bring a line into sight and the cursor to its place in it.
  goTo(line, column) {
    const text = this.area.value;
    let start = 0;
    for (let passed = 1; passed < line; passed++) {
      const end = text.indexOf("\n", start);
      if (end < 0) break;
      start = end + 1;
    }
    const end = text.indexOf("\n", start);
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(Math.min(start + column - 1, text.length), end < 0 ? text.length : end);
    this.area.scrollTop = Math.max(0, (line - 1) * this.lineHeight - this.area.clientHeight / 3);
    this.area.scrollLeft = 0;
  }
}

// The problems below the text, and how many there are, said politely.
class Report {
  constructor(area, gutter) {
    this.gutter = gutter;
    this.element = document.createElement("div");
    this.element.className = "report";
    this.state = document.createElement("p");
    this.state.className = "state";
    this.state.setAttribute("role", "status");
    this.list = document.createElement("ol");
    this.element.append(this.state, this.list);
    area.closest(".field").append(this.element);
    this.say("Checking …");
  }

  say(words) {
    if (this.state.textContent !== words) this.state.textContent = words;
  }

  wait() {
    this.element.classList.add("is-old");
  }

  fail() {
    this.say("The text could not be checked just now; saving checks it too.");
  }

  show(problems) {
    document.querySelector(".as-text .checked .problems")?.closest(".checked").remove(); // each is said once
    this.element.classList.remove("is-old");
    this.gutter.mark(problems);
    const count = (number, word) => (number === 1 ? `1 ${word}` : `${number} ${word}s`);
    const errors = problems.filter((problem) => problem.severity === "error").length;
    const warnings = problems.length - errors;
    const parts = [errors && count(errors, "error"), warnings && count(warnings, "warning")].filter(Boolean);
    this.say(parts.length ? parts.join(", ") : "No problems.");
    this.list.replaceChildren(...problems.map((problem) => this.row(problem)));
  }

  row({ line, column, severity, sentence }) {
    const row = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = severity;
    const place = document.createElement("span");
    place.className = "line";
    place.textContent = `Line ${line + this.gutter.above}`;
    button.append(place, ` ${sentence}`);
    button.addEventListener("click", () => this.gutter.goTo(line, column));
    row.append(button);
    return row;
  }
}
