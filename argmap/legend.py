"""The legend of a picture: what its lines, heads and signs mean, as far as they occur in it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from argmap import diagram, lettering, marks
from argmap.drawing import SIGNS_SIZE, Drawing
from argmap.lettering import LABEL, Style
from argmap.model import STANCES

Sample = Literal[
    "thesis", "support", "objection", "undercut", "linked", "reuse", "weak", "more", "unanswered",
    "accepts", "leans", "open", "doubts", "rejects", "silent", "",
]  # fmt: skip
Colors = Mapping[str, str]

ROW = 26.0
GAP = 26.0
_AFTER_SAMPLE = 8.0
_SIGN = Style(size=SIGNS_SIZE, leading=16, color="soft")
_LINE_SAMPLE, _MARK_SAMPLE = 48.0, 12.0

_MEANINGS: Mapping[Sample, str] = MappingProxyType(
    {
        "thesis": "Thesis",
        "support": "Support",
        "objection": "Objection",
        "undercut": "Undercut: questions a step, not a claim",
        "linked": "Linked premises: all are needed",
        "reuse": "The same claim used again",
        "weak": "A weak step",
        "more": "Claims below that are not drawn",
        "unanswered": "No reply in this debate",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A sample of what is drawn and what it means; the name of a lens has no sample."""

    sample: Sample
    label: str

    @property
    def sample_width(self) -> float:
        """Return the width in px of the sample and the gap behind it."""
        if not self.sample:
            return 0.0
        if self.sample == "unanswered":
            return lettering.measure(self.sample, _SIGN) + _AFTER_SAMPLE
        wide = _LINE_SAMPLE if self.sample in _MEANINGS else _MARK_SAMPLE
        return wide + _AFTER_SAMPLE

    @property
    def width(self) -> float:
        """Return the width in px of the whole entry."""
        return self.sample_width + lettering.measure(self.label, LABEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """The entries, each with its left top corner, and the height in px of them all."""

    places: tuple[tuple[Entry, float, float], ...]
    height: float


def entries(drawing: Drawing, lens: str) -> tuple[Entry, ...]:
    """Return the entries for what a drawing holds; `lens` is the name of the viewpoint looked through, or empty."""
    found = [Entry(sample=sample, label=_MEANINGS[sample]) for sample in _samples(drawing)]
    if lens:
        words: tuple[Sample, ...] = ("accepts", "leans", "open", "doubts", "rejects", "silent")
        present = {box.stance for box in drawing.boxes}
        found.append(Entry(sample="", label=f"{lens}:"))
        found.extend(Entry(sample=word, label=word) for word in words if word in present)
    return tuple(found)


def _samples(drawing: Drawing) -> Iterator[Sample]:
    boxes, steps = drawing.boxes, drawing.steps
    yield "thesis"
    yield "support"
    yield "objection"
    if any(step.kind == "undercut" for step in steps):
        yield "undercut"
    if any(len(step.premises) > 1 for step in steps):
        yield "linked"
    if any(any(step.is_cross) for step in steps):
        yield "reuse"
    if any(step.relevance <= diagram.WEAK for step in steps):
        yield "weak"
    if any(box.is_unanswered for box in boxes):
        yield "unanswered"
    if any(box.more for box in boxes):
        yield "more"


def lay_out(entries: Sequence[Entry], width: float) -> Legend:
    """Return the entries in rows of a width in px."""
    places = []
    x = y = 0.0
    for number, entry in enumerate(entries):
        # The stances stay together behind the name of the lens.
        together = entries[number:] if not entry.sample else (entry,)
        last = together[-1]
        if x and x + sum(map(_advance, together[:-1])) + last.width > width:
            x, y = 0.0, y + ROW
        places.append((entry, x, y))
        x += _advance(entry)
    return Legend(places=tuple(places), height=y + ROW if places else 0.0)


def _advance(entry: Entry) -> float:
    return entry.width + (GAP if entry.sample in _MEANINGS else GAP / 2)


def draw(legend: Legend, corner: tuple[float, float], *, colors: Colors) -> str:
    """Return the legend as SVG below and right of a corner."""
    parts = []
    for entry, x, y in legend.places:
        left, middle = corner[0] + x, corner[1] + y + ROW / 2
        text = (left + entry.sample_width, middle - LABEL.leading / 2 - 1)
        parts.append(
            f'<g class="entry">{_sample(entry.sample, left, middle, colors)}'
            f"{lettering.draw([entry.label], LABEL, text, colors=colors)}</g>\n"
        )
    return "".join(parts)


def _sample(sample: Sample, x: float, y: float, colors: Colors) -> str:
    if not sample:
        return ""
    if sample == "silent" or sample in STANCES:
        return marks.draw(sample, (x + _MARK_SAMPLE / 2, y), color=colors["ink"])
    return _DRAWN[sample](x, y, colors)


def _box(x: float, y: float, fill: str, color: str) -> str:
    return f'<rect x="{x:.1f}" y="{y - 7:.1f}" width="20" height="14" rx="4" fill="{fill}" stroke="{color}"/>'


def _stroke(path: str, color: str, width: float = 1.4, extra: str = "") -> str:
    return f'<path fill="none" stroke="{color}" stroke-width="{width:g}" d="{path}"{extra}/>'


def _arrow(x: float, y: float, color: str) -> str:
    return f'<path fill="{color}" d="M{x:.1f},{y:.1f}l8.5,-3.2v6.4z"/>'


_DASHES = ' stroke-dasharray="5,2"'


def _thesis(x: float, y: float, colors: Colors) -> str:
    return f'<rect x="{x:.1f}" y="{y - 8:.1f}" width="48" height="16" rx="5" fill="{colors["thesis"]}"/>'


def _support(x: float, y: float, colors: Colors) -> str:
    color = colors["support"]
    line = _stroke(f"M{x + 28:.1f},{y:.1f}H{x + 8:.1f}", color)
    return line + _arrow(x, y, color) + _box(x + 28, y, colors["support-wash"], color)


def _objection(x: float, y: float, colors: Colors) -> str:
    color = colors["objection"]
    line = _stroke(f"M{x + 28:.1f},{y:.1f}H{x + 2:.1f}M{x + 2:.1f},{y - 5:.1f}v10", color, 2.2)
    return line + _box(x + 28, y, colors["objection-wash"], color)


def _undercut(x: float, y: float, colors: Colors) -> str:
    color = colors["undercut"]
    line = _stroke(f"M{x + 28:.1f},{y:.1f}H{x + 7:.1f}", color, extra=_DASHES)
    ring = f'<circle cx="{x + 3.6:.1f}" cy="{y:.1f}" r="3" fill="none" stroke="{color}" stroke-width="1.4"/>'
    return line + ring + _box(x + 28, y, colors["undercut-wash"], color)


def _linked(x: float, y: float, colors: Colors) -> str:
    color = colors["support"]
    bracket = f"M{x + 44:.1f},{y - 7:.1f}H{x + 24:.1f}V{y + 7:.1f}H{x + 44:.1f}"
    line = _stroke(f"{bracket}M{x + 24:.1f},{y:.1f}H{x + 8:.1f}", color)
    dot = f'<circle cx="{x + 24:.1f}" cy="{y:.1f}" r="3.2" fill="{color}"/>'
    return line + dot + _arrow(x, y, color)


def _reuse(x: float, y: float, colors: Colors) -> str:
    line = _stroke(f"M{x + 48:.1f},{y:.1f}H{x + 8:.1f}", colors["support"], 0.9, _DASHES)
    return line + _arrow(x, y, colors["support"])


def _weak(x: float, y: float, colors: Colors) -> str:
    line = _stroke(f"M{x + 48:.1f},{y:.1f}H{x + 8:.1f}", colors["support"], 0.84)
    return line + _arrow(x, y, colors["support"])


def _more(x: float, y: float, colors: Colors) -> str:
    pill = (
        f'<rect x="{x + 16:.1f}" y="{y - 10:.1f}" width="32" height="20" rx="10" '
        f'fill="{colors["paper"]}" stroke="{colors["soft"]}"/>'
    )
    style = Style(size=SIGNS_SIZE, leading=16)
    return pill + lettering.draw(["+3"], style, (x + 32, y - 8.5), colors=colors, anchor="middle")


def _unanswered(x: float, y: float, colors: Colors) -> str:
    return lettering.draw(["unanswered"], _SIGN, (x, y - 8.5), colors=colors)


_DRAWN: Mapping[str, Callable[[float, float, Colors], str]] = MappingProxyType(
    {
        "thesis": _thesis,
        "support": _support,
        "objection": _objection,
        "undercut": _undercut,
        "linked": _linked,
        "reuse": _reuse,
        "weak": _weak,
        "more": _more,
        "unanswered": _unanswered,
    }
)
