// Asking the server as a script: it answers with a form alone, or tells as JSON what was done.

const FROM_SCRIPT = { "X-Requested-With": "argmap" };

/** Fetches an address; with fields it asks for a change. Fails only if the server does not answer. */
export async function ask(address, fields = null) {
  const sent = fields ? { method: "POST", body: new URLSearchParams(fields) } : {};
  const answer = await fetch(address, { headers: FROM_SCRIPT, ...sent });
  const isTold = answer.headers.get("Content-Type")?.startsWith("application/json");
  return { ok: answer.ok, ...(isTold ? { told: await answer.json() } : parted(await answer.text(), answer)) };
}

// The form of an answer, or the sentence that says why there is none.
function parted(html, answer) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const sentence = page.querySelector(".refusal p")?.textContent ?? `The server says: ${answer.statusText}.`;
  return { edit: page.querySelector(".edit"), sentence };
}

/** A key by which the server knows that a change was asked for twice. */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
