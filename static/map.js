// The map page: boxes open beside the map, branches grow and fold where they stand, and the address follows.
// Every link works by itself; this module fetches the page that a link leads to and takes over the parts that differ.
//
// What it asks of the page: the window `.map-frame` (tabindex="0") with the picture in it, `[data-map]` buttons of which
// `.by-script` is hidden until they work, and the PARTS below, any of which may be missing. Where the debate can be
// edited, `.room` has `data-editing`, and the module that edits is loaded.

import { Viewport } from "./viewport.js";
import { isArrow, neighbor } from "./walk.js";

// What changes with the address, beside the picture; a part that is only on one of two pages comes or goes.
const PARTS = [".debate", ".tabs", ".viewpoints", ".map-tools", ".legend", ".first-outline", ".panel"];
const frame = document.querySelector(".map-frame");
if (frame?.querySelector("svg.map")) {
  const map = start(frame);
  if (map.room.dataset.editing) import("./editing.js").then(({ edit }) => edit(map));
}

function start(frame) {
  const viewport = new Viewport(frame);
  const room = document.querySelector(".room");
  const boxOf = (claim) => claim && frame.querySelector(`.claim[data-claim="${CSS.escape(claim)}"]`);
  const linkOf = (box) => box?.querySelector("a[href]");
  const chosen = () => frame.querySelector(".claim[data-chosen]");
  const view = (url) => {
    const parameters = new URLSearchParams(new URL(url, location.href).search);
    parameters.delete("claim");
    return parameters.toString();
  };
  let latest = 0; // a slow answer must not overwrite a newer one

  const offerTools = () => document.querySelectorAll(".by-script").forEach((tools) => (tools.hidden = false));
  document.documentElement.classList.add("live");
  offerTools();

  function choose(claim) {
    for (const box of frame.querySelectorAll(".claim[data-chosen]")) box.removeAttribute("data-chosen");
    boxOf(claim)?.setAttribute("data-chosen", "");
  }

  function adoptPart(page, selector) {
    const old = document.querySelector(selector);
    const fresh = page.querySelector(selector);
    if (!fresh) return old?.remove();
    const scrolled = old?.scrollTop ?? 0;
    const pressed = old ? [...old.querySelectorAll("a, button")].indexOf(document.activeElement) : -1;
    const part = document.importNode(fresh, true);
    if (old) old.replaceWith(part);
    else room.append(part);
    if (selector !== ".panel") part.scrollTop = scrolled;
    if (pressed >= 0) part.querySelectorAll("a, button")[pressed]?.focus({ preventScroll: true });
  }

  function adoptPicture(page) {
    const active = document.activeElement?.closest?.(".claim")?.dataset.claim;
    frame.replaceChildren(document.importNode(page.querySelector(".map-frame svg.map"), true));
    viewport.apply();
    linkOf(boxOf(active))?.focus({ preventScroll: true });
  }

  // Take over what another page of this debate shows otherwise, and put away what an earlier one said of a change; after a change the picture does, whatever the view.
  function adopt(page, url, keep, isChanged) {
    for (const selector of PARTS) adoptPart(page, selector);
    document.querySelector(".changed")?.remove();
    const other = page.querySelector(".room");
    room.className = other.className;
    Object.assign(room.dataset, other.dataset);
    if (isChanged || view(url) !== frame.dataset.view) adoptPicture(page);
    frame.dataset.view = view(url);
    const box = keep && boxOf(keep.claim);
    if (box) viewport.restore(box, keep.place);
    choose(new URL(url, location.href).searchParams.get("claim"));
    document.title = page.title;
    offerTools();
  }

  // Go to another address of this debate in place; anything unexpected is left to the browser. `from` is where the page
  // is fetched if it has more to say than its address shall keep, `otherwise` where to go if there is no such page.
  async function go(url, options = {}) {
    const { keep = null, record = true, after = () => {}, from = url, isChanged = false, otherwise = "" } = options;
    const turn = ++latest;
    frame.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(from, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (turn !== latest) return;
      if (!answer.ok || !page.querySelector(".map-frame svg.map")) throw new Error(answer.statusText);
      if (record) {
        remember();
        history.pushState({}, "", url);
      }
      adopt(page, url, keep, isChanged);
      after();
      remember();
    } catch {
      if (turn !== latest) return;
      if (!otherwise) return location.assign(url);
      history.replaceState(history.state, "", otherwise);
      await go(otherwise, { ...options, from: otherwise, otherwise: "", record: false });
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
    if (href.startsWith("#") || link.hasAttribute("data-away")) return;
    event.preventDefault();
    const box = link.closest(".claim");
    const isChange = link.matches(".grow, .fold");
    const claim = box?.dataset.claim ?? url.searchParams.get("claim") ?? url.searchParams.get("focus");
    const keep = standing(box ?? boxOf(claim));
    const byKey = event.detail === 0;
    go(url.pathname + url.search, {
      keep,
      after: () => {
        const target = boxOf(claim);
        if (isChange) linkOf(target)?.focus({ preventScroll: true });
        else if (box && byKey) document.querySelector(".panel h2")?.focus({ preventScroll: true });
        if (target && !isChange) viewport.reveal(target);
      },
    });
  });

  // What is to stay where it is in the window: a box, or else the one that a reader has in view.
  function standing(box) {
    const anchor = box ?? chosen() ?? nearest();
    return anchor && { claim: anchor.dataset.claim, place: viewport.placeOf(anchor) };
  }

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
      const next = neighbor(viewport.svg, box, event.key, direction());
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
  const direction = () => new URLSearchParams(location.search).get("direction") ?? "LR";
  const tools = {
    fit: () => viewport.fit(chosen() ?? first()),
    in: () => viewport.zoomTo(viewport.zoom * 1.25),
    out: () => viewport.zoomTo(viewport.zoom / 1.25),
  };
  document.addEventListener("click", (event) => tools[event.target.closest?.("[data-map]")?.dataset.map]?.());

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
  return { frame, room, go, boxOf, linkOf, chosen, standing, reveal: (box) => viewport.reveal(box), isPlain };
}
