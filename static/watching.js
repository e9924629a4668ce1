// Watching a debate: a short question every few seconds whether somebody has changed it; no connection is held open.

const PAUSE = 3_000; // ms
const LONGEST_PAUSE = 60_000;

/** Calls `changed` with what the server says of a debate when its revision is not the known one, or was changed again. */
export function watch(href, { revision, same, changed }) {
  let known = revision;
  let tag = "";
  let pause = PAUSE;
  let timer = 0;

  async function ask() {
    try {
      const headers = tag ? { "If-None-Match": tag } : {};
      const answer = await fetch(href, { headers, cache: "no-store" });
      if (!answer.ok && answer.status !== 304) throw new Error(answer.statusText);
      pause = PAUSE;
      if (answer.ok) {
        const now = await answer.json();
        tag = answer.headers.get("ETag") ?? "";
        await (now.revision === known ? same : changed)(now);
        known = now.revision;
      }
    } catch {
      pause = Math.min(LONGEST_PAUSE, pause * 2);
    }
    plan();
  }

  function plan() {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(ask, pause);
  }

  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (!document.hidden) ask();
  });
  plan();
}
