// The map page: boxes open beside the map, branches grow and fold where they stand, and the address follows.
// Every link works by itself; this module fetches the page that a link leads to and takes over the parts that differ.
//
// What it asks of the page: the window `<div data-map data-direction="LR" tabindex="0">` with `[data-part="map"]` in it,
// which holds the picture; `[data-part="…"]` on whatever else changes with the address (panel, tools, viewpoints,
// count); the panel's heading with tabindex="-1"; and, hidden until they work, buttons with
// `data-tool="fit|closer|farther"`. Links within a part, or within `[data-in-place]`, are followed in place.

import { Viewport } from "./viewport.js";
import { isArrow, neighbor } from "./walk.js";

const frame = document.querySelector("[data-map]");
if (frame?.querySelector("svg.map")) start(frame);

function start(frame) {
  const viewport = new Viewport(frame);
  const part = (name, root = document) => root.querySelector(`[data-part="${name}"]`);
  const boxOf = (claim) => claim && frame.querySelector(`.claim[data-claim="${CSS.escape(claim)}"]`);
  const linkOf = (box) => box?.querySelector("a[href]");
  const chosen = () => frame.querySelector(".claim[data-chosen]");
  const view = (url) => {
    const parameters = new URLSearchParams(new URL(url, location.href).search);
    parameters.delete("claim");
    return parameters.toString();
  };
  let latest = 0; // a slow answer must not overwrite a newer one

  document.documentElement.classList.add("live");
  for (const tool of document.querySelectorAll("[data-tool]")) tool.hidden = false;

  function choose(claim) {
    for (const box of frame.querySelectorAll(".claim[data-chosen]")) box.removeAttribute("data-chosen");
    boxOf(claim)?.setAttribute("data-chosen", "");
  }

  // Take over the parts of another page of this debate; false when it is no such page.
  function adopt(page, url, keep) {
    const claim = new URL(url, location.href).searchParams.get("claim");
    const isSameView = view(url) === frame.dataset.view;
    for (const fresh of page.querySelectorAll("[data-part]")) {
      const old = part(fresh.dataset.part);
      if (old && !(isSameView && fresh.dataset.part === "map")) old.replaceWith(document.importNode(fresh, true));
    }
    if (!isSameView) {
      frame.dataset.view = view(url);
      viewport.apply();
      const box = keep && boxOf(keep.claim);
      if (box) viewport.restore(box, keep.place);
    }
    choose(claim);
    document.title = page.title;
    for (const tool of document.querySelectorAll("[data-tool]")) tool.hidden = false;
  }

  // Go to another address of this debate in place; anything unexpected is left to the browser.
  async function go(url, { keep = null, record = true, after = () => {} } = {}) {
    const turn = ++latest;
    frame.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (turn !== latest) return;
      if (!answer.ok || !part("map", page)) throw new Error(answer.statusText);
      if (record) {
        remember();
        history.pushState({}, "", url);
      }
      adopt(page, url, keep);
      after();
      remember();
    } catch {
      if (turn === latest) location.assign(url);
    } finally {
      frame.removeAttribute("aria-busy");
    }
  }

  function remember() {
    const active = document.activeElement?.closest?.(".claim")?.dataset.claim ?? null;
    history.replaceState({ ...viewport.state, active }, "");
  }

  function isPlain(event) {
    return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || !isPlain(event) || event.defaultPrevented) return;
    const href = link.getAttribute("href");
    const url = new URL(href, location.href);
    if (url.origin !== location.origin || url.pathname !== location.pathname || link.hasAttribute("download")) return;
    if (!link.closest("[data-part], [data-in-place]") || href.startsWith("#")) return;
    event.preventDefault();
    const box = link.closest(".claim");
    const isChange = link.matches(".grow, .fold");
    const claim = box?.dataset.claim ?? url.searchParams.get("claim") ?? url.searchParams.get("focus");
    const anchor = box ?? boxOf(claim) ?? chosen() ?? nearest();
    const keep = anchor && { claim: anchor.dataset.claim, place: viewport.placeOf(anchor) };
    const byKey = event.detail === 0;
    go(url.pathname + url.search, {
      keep,
      after: () => {
        const target = boxOf(claim);
        if (isChange) linkOf(target)?.focus({ preventScroll: true });
        else if (box && byKey) part("panel")?.querySelector("h1, h2, h3")?.focus({ preventScroll: true });
        if (target && !isChange) viewport.reveal(target);
      },
    });
  });

  // The box that stands nearest to the middle of the window, as the fixed point of a change of view.
  function nearest() {
    const [x, y] = [frame.clientWidth / 2, frame.clientHeight / 2];
    let best = null;
    let least = Infinity;
    for (const box of frame.querySelectorAll(".claim")) {
      const place = viewport.placeOf(box);
      const distance = Math.hypot(place.x + place.width / 2 - x, place.y + place.height / 2 - y);
      if (distance < least) [best, least] = [box, distance];
    }
    return best;
  }

  function closePanel() {
    const box = chosen();
    const url = new URL(location.href);
    if (!url.searchParams.has("claim")) return false;
    url.searchParams.delete("claim");
    const claim = box?.dataset.claim;
    go(url.pathname + url.search, { after: () => linkOf(boxOf(claim))?.focus({ preventScroll: true }) });
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.target.closest("input, textarea, select, dialog, details[open] > summary")) return;
    if (closePanel()) event.preventDefault();
  });

  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const box = event.target.closest(".claim");
    if (isArrow(event.key) && box) {
      const next = neighbor(viewport.svg, box, event.key, frame.dataset.direction);
      event.preventDefault();
      if (!next) return;
      linkOf(next).focus({ preventScroll: true });
      viewport.reveal(next);
    } else if (event.key === "+" || event.key === "=") {
      viewport.zoomTo(viewport.zoom * 1.2);
    } else if (event.key === "-") {
      viewport.zoomTo(viewport.zoom / 1.2);
    } else if (event.key === "0") {
      viewport.fit(chosen() ?? first());
    }
  });

  const first = () => frame.querySelector(".claim.thesis") ?? frame.querySelector(".claim");
  const tools = {
    fit: () => viewport.fit(chosen() ?? first()),
    closer: () => viewport.zoomTo(viewport.zoom * 1.25),
    farther: () => viewport.zoomTo(viewport.zoom / 1.25),
  };
  document.addEventListener("click", (event) => {
    const tool = event.target.closest?.("[data-tool]");
    if (tool) tools[tool.dataset.tool]?.();
  });

  frame.addEventListener("focusin", (event) => {
    const box = event.target.closest(".claim");
    if (box && event.target.matches(":focus-visible")) viewport.reveal(box);
  });

  addEventListener("popstate", (event) => {
    const state = event.state;
    go(location.pathname + location.search, {
      record: false,
      after: () => {
        if (state?.zoom) viewport.state = state;
        linkOf(boxOf(state?.active))?.focus({ preventScroll: true });
      },
    });
  });

  frame.dataset.view = view(location.href);
  if (history.state?.zoom) viewport.state = history.state;
  else viewport.fit(chosen() ?? boxOf(new URLSearchParams(location.search).get("focus")) ?? first());
  history.scrollRestoration = "auto";
  addEventListener("pagehide", remember);
}
