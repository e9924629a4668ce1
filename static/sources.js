// The source of evidence: a pasted address fills in what is known of a page, and nothing is fetched from it.

import { addressOf } from "./form_address.js";

/** Adds to the field in which a source is picked. */
export function offerSources(form) {
  const picked = form.querySelector('[data-field="source"] input');
  const fresh = form.querySelector('[data-group="new-source"]');
  if (!picked || !fresh) return;
  let latest = 0;

  picked.addEventListener("input", async () => {
    const turn = ++latest;
    if (!URL.canParse(picked.value.trim())) return;
    const asked = new URLSearchParams({ address: picked.value.trim() });
    try {
      const answer = await fetch(`${addressOf(form).debate}/source?${asked}`);
      if (answer.ok && turn === latest) fill(picked, fresh, await answer.json());
    } catch {
      // What the form means by an address, the server knows without this.
    }
  });
}

// What somebody typed stays; only empty fields are filled in.
function fill(picked, fresh, known) {
  if (known.name) {
    picked.value = known.name;
    return;
  }
  for (const [name, value] of Object.entries(known)) {
    const input = fresh.querySelector(`[name="new_${name}"]`);
    if (input && !input.value) input.value = value;
  }
  picked.value = "";
  const title = fresh.querySelector('[name="new_title"]');
  title.focus();
  title.select();
}
