// Where a form stands, which says what it is about: /debates/DEBATE/claims/CLAIM/edit/ACTION.

export function addressOf(form) {
  const url = new URL(form.getAttribute("action"), location.href);
  const [, debate, claim = "", action] = /^(.*?)(?:\/claims\/([^/]+))?\/edit\/([^/]+)$/.exec(url.pathname);
  return { url, debate, claim: decodeURIComponent(claim), action };
}
