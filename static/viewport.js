// The window onto a map: native scrolling, with dragging, zooming and fitting added to it.

const SENTENCE = 14; // px, as the picture sets it
const READABLE = 12; // px: fitting never makes the sentence smaller
const CLOSEST = 3;
const FARTHEST = 0.2;
const DRAG_THRESHOLD = 4; // px a pointer may tremble in a click

const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class Viewport {
  constructor(frame) {
    this.frame = frame;
    this.zoom = 1;
    this.drag();
    frame.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  get svg() {
    return this.frame.querySelector("svg.map");
  }

  get size() {
    const box = this.svg.viewBox.baseVal;
    return { width: box.width, height: box.height };
  }

  // Around the map lies empty room, so that any box can be brought to any place of the window.
  get room() {
    const style = getComputedStyle(this.svg);
    return { x: Number.parseFloat(style.paddingLeft), y: Number.parseFloat(style.paddingTop) };
  }

  // Show the map at a zoom, keeping the point (x, y) of the window where it is.
  zoomTo(zoom, x = this.frame.clientWidth / 2, y = this.frame.clientHeight / 2) {
    const next = Math.min(CLOSEST, Math.max(FARTHEST, zoom));
    const ratio = next / this.zoom;
    const room = this.room;
    const left = (this.frame.scrollLeft + x - room.x) * ratio + room.x - x;
    const top = (this.frame.scrollTop + y - room.y) * ratio + room.y - y;
    this.zoom = next;
    this.apply();
    this.frame.scrollTo({ left, top, behavior: "instant" });
  }

  apply() {
    const { width, height } = this.size;
    this.svg.setAttribute("width", width * this.zoom);
    this.svg.setAttribute("height", height * this.zoom);
  }

  // Show as much of the map as can be read: all of it in the middle, or what there is around a box.
  fit(box) {
    const { width, height } = this.size;
    const fits = Math.min(this.frame.clientWidth / width, this.frame.clientHeight / height);
    this.zoom = Math.min(1, Math.max(READABLE / SENTENCE, fits));
    this.apply();
    const place = this.placeOf(box);
    const room = this.room;
    const along = (start, scrolled, window, before, length) => {
      if (length <= window) return before + (length - window) / 2;
      const wanted = start + scrolled - window / 2;
      return Math.min(before + length - window, Math.max(before, wanted));
    };
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.frame;
    this.frame.scrollTo({
      left: along(place.x + place.width / 2, scrollLeft, clientWidth, room.x, width * this.zoom),
      top: along(place.y + place.height / 2, scrollTop, clientHeight, room.y, height * this.zoom),
      behavior: "instant",
    });
  }

  // Scroll no further than it takes to see the whole box, and a little around it.
  reveal(box) {
    const around = 24;
    const needed = this.placeOf(box).height + 2 * around;
    if (this.uncovered() < needed) scrollBy({ top: this.frame.getBoundingClientRect().top, behavior: "instant" });
    const place = this.placeOf(box);
    const over = (start, length, room) =>
      start < around ? start - around : Math.max(0, Math.min(start - around, start + length + around - room));
    const down = over(place.y, place.height, this.uncovered());
    const left = this.frame.scrollHeight - this.frame.clientHeight - this.frame.scrollTop;
    if (down > left && this.uncovered() < this.frame.clientHeight) scrollBy({ top: down - left, behavior: "instant" });
    this.frame.scrollBy({
      left: over(place.x, place.width, this.frame.clientWidth),
      top: down,
      behavior: calm.matches ? "instant" : "smooth",
    });
  }

  // How much of the window's height is not under the claim, which is a sheet over the map on a small screen.
  uncovered() {
    const sheet = document.querySelector(".panel");
    if (!sheet || getComputedStyle(sheet).position !== "fixed") return this.frame.clientHeight;
    const end = innerHeight - sheet.offsetHeight - this.frame.getBoundingClientRect().top - this.frame.clientTop;
    return Math.max(0, Math.min(this.frame.clientHeight, end));
  }

  // Where a box stands in the window.
  placeOf(box) {
    const frame = this.frame.getBoundingClientRect();
    const place = (box.querySelector("path, polygon, rect") ?? box).getBoundingClientRect();
    return {
      x: place.x - frame.x - this.frame.clientLeft,
      y: place.y - frame.y - this.frame.clientTop,
      width: place.width,
      height: place.height,
    };
  }

  // Put a box back where it stood in the window, after the picture around it has changed.
  restore(box, before) {
    const now = this.placeOf(box);
    this.frame.scrollBy({ left: now.x - before.x, top: now.y - before.y, behavior: "instant" });
  }

  get state() {
    return { left: this.frame.scrollLeft, top: this.frame.scrollTop, zoom: this.zoom };
  }

  set state({ left, top, zoom }) {
    this.zoom = zoom;
    this.apply();
    this.frame.scrollTo({ left, top, behavior: "instant" });
  }

  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return; // a plain wheel scrolls, as everywhere
    event.preventDefault();
    const frame = this.frame.getBoundingClientRect();
    this.zoomTo(this.zoom * Math.exp(-event.deltaY / 300), event.clientX - frame.x, event.clientY - frame.y);
  }

  drag() {
    let start = null;
    let dragged = false;
    this.frame.addEventListener("pointerdown", (event) => {
      dragged = false;
      // A finger scrolls by itself; only the mouse needs help.
      if (event.pointerType === "mouse" && event.button === 0) {
        start = { x: event.clientX, y: event.clientY, left: this.frame.scrollLeft, top: this.frame.scrollTop };
      }
    });
    this.frame.addEventListener("pointermove", (event) => {
      if (!start) return;
      const [x, y] = [event.clientX - start.x, event.clientY - start.y];
      if (!dragged && Math.hypot(x, y) < DRAG_THRESHOLD) return;
      if (!dragged) this.frame.setPointerCapture(event.pointerId);
      dragged = true;
      this.frame.classList.add("dragging");
      this.frame.scrollTo({ left: start.left - x, top: start.top - y, behavior: "instant" });
    });
    const end = () => {
      start = null;
      this.frame.classList.remove("dragging");
    };
    this.frame.addEventListener("pointerup", end);
    this.frame.addEventListener("pointercancel", end);
    // Boxes are links: neither the click that ends a drag nor the browser's own dragging of links may act.
    this.frame.addEventListener("click", (event) => dragged && (event.preventDefault(), event.stopPropagation()), true);
    this.frame.addEventListener("dragstart", (event) => event.preventDefault());
  }
}
