// Walking a map by the arrow keys: along the lines of the drawing, and across from box to box of a column.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function placeOf(box) {
  const place = box.querySelector("path, polygon, rect").getBoundingClientRect();
  return { x: place.x + place.width / 2, y: place.y + place.height / 2, width: place.width, height: place.height };
}

function boxOf(svg, claim) {
  return svg.querySelector(`.claim[data-claim="${CSS.escape(claim)}"]`);
}

// The claims at the other end of this claim's lines: what it bears on, or what bears on it.
function connected(svg, claim, isTowardThesis) {
  const found = new Set();
  const others = new Set();
  for (const step of svg.querySelectorAll(".step[data-from]")) {
    const premises = step.dataset.from.split(" ");
    // Back goes the way the box was reached: by its own line before any cross link.
    if (isTowardThesis && premises.includes(claim)) (step.matches(".reuse") ? others : found).add(step.dataset.to);
    if (!isTowardThesis && step.dataset.to === claim) premises.forEach((premise) => found.add(premise));
  }
  return [...(found.size ? found : others)].map((other) => boxOf(svg, other)).filter(Boolean);
}

// The box that an arrow key leads to from a box, or null at the edge of the map.
export function neighbor(svg, box, key, direction) {
  if (!(key in ARROWS)) return null;
  const [x, y] = ARROWS[key];
  const here = placeOf(box);
  const isAlong = direction === "TB" ? y !== 0 : x !== 0;
  const ahead = (place) => (x ? (place.x - here.x) * x : (place.y - here.y) * y);
  const aside = (place) => Math.abs(x ? place.y - here.y : place.x - here.x);
  const candidates = isAlong
    ? connected(svg, box.dataset.claim, x + y < 0)
    : [...svg.querySelectorAll(".claim")].filter((other) => aside(placeOf(other)) < (x ? here.height : here.width) / 2);
  let best = null;
  let least = Infinity;
  for (const other of candidates) {
    const place = placeOf(other);
    if (other === box || ahead(place) <= 1) continue;
    const distance = isAlong ? aside(place) + ahead(place) / 1000 : ahead(place);
    if (distance < least) [best, least] = [other, distance];
  }
  return best;
}

export const isArrow = (key) => key in ARROWS;
