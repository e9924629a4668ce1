"""One edit, from the form's values to the saved file, against reading that file; every edit at every place."""

import random
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

from argmap import resources
from argmap.edits import values as v
from argmap.edits.applying import apply
from argmap.edits.codec import TYPES
from argmap.errors import ArgmapError, EditRefused, NotFound, Unspliceable
from argmap.library import Library
from argmap.model import Debate
from argmap.stores import yaml_reader
from argmap.stores.splicing import splice_bytes
from bench import figures, timing
from bench.every_edit import every_edit
from bench.figures import Figure
from bench.plan import Plan

BOUNDS = {1_000: 4.0, 10_000: 4.0}
STYLES = Path(__file__).parent.parent / "tests" / "debates" / "styles"
MOST_TOLD = 20


class Tried(NamedTuple):
    """What has come of trying an edit at a place: `done`, `refused` by the debate, `unspliceable`, or `wrong`."""

    name: str
    result: str
    reason: str = ""


def measure(plan: Plan) -> Iterator[Figure]:
    """Yield what an edit costs."""
    for claims in plan.sizes:
        yield _cost(plan, claims)


def _cost(plan: Plan, claims: int) -> Figure:
    file = plan.file(claims, name=f"edited-{claims}/debate")
    library, data, number = Library(file.parent), file.read_bytes(), count()

    def edit() -> None:
        sentence = f"An argument of its own, number {next(number)}."
        added = v.AddClaim(role="objection", target="claim-0", sentence=sentence)
        volume = library.volume(file.stem)
        library.submit(file.stem, added, revision=volume.revision, author="bench")

    cases: dict[str, timing.Case] = {
        "edit": edit,
        "read": partial(yaml_reader.read, data, id="measured"),
    }
    times = timing.in_turn(cases, plan.rounds)
    what = f"one edit of {claims:,} claims, from its values to the saved file / reading the file"
    return figures.ratio(
        f"edit {claims:,}", what, times["edit"], times["read"], bound=BOUNDS.get(claims)
    )


def everywhere(share: float = 1.0, *, seed: int = 0) -> Iterator[str]:
    """Try every edit, or a random share, at every place of all debates at hand; yield what came of it as lines.

    Those are the shipped debates and the ones in awkward styles. Raises AssertionError, at the end, for a result that
    does not say what its edit means.
    """
    counts: Counter[tuple[str, str]] = Counter()
    reasons: Counter[str] = Counter()
    for file in (*sorted(resources.debates().glob("*.yaml")), *sorted(STYLES.glob("*.y*ml"))):
        for tried in try_all(file, share=share, seed=seed):
            counts[tried.name, tried.result] += 1
            if tried.reason:
                reasons[f"{tried.result}: {tried.reason}"] += 1
        yield f"tried: {file.name}"
    yield from _table(counts)
    yield from (f"{times:>7,}  {reason}" for reason, times in reasons.most_common(MOST_TOLD))
    if any(result == "wrong" for _, result in counts):
        raise AssertionError("an edit came out wrong; see above")


def try_all(file: Path, *, share: float = 1.0, seed: int = 0) -> Iterator[Tried]:
    """Yield what comes of every edit at every place of a file, or of a share of them."""
    data = file.read_bytes()
    debate = yaml_reader.read(data, id=file.stem).debate
    chance = random.Random(f"{seed} {file.name}")  # noqa: S311  # no secret
    for edit in every_edit(debate) if debate else ():
        if debate and chance.random() < share:
            yield attempt(data, debate, edit)


def attempt(data: bytes, debate: Debate, edit: v.Edit) -> Tried:
    """Return what comes of one edit: the text is spliced, read again and compared with what the edit means."""
    name = next((name for name, each in TYPES.items() if isinstance(edit, each)), "together")
    try:
        after = apply(debate, edit)
        spliced = splice_bytes(data, debate, after)
    except Unspliceable as refusal:
        return Tried(name, "unspliceable", str(refusal).partition(": ")[2])
    except (EditRefused, NotFound):
        return Tried(name, "refused")
    except ArgmapError as refusal:
        return Tried(name, "wrong", str(refusal))
    reading = yaml_reader.read(spliced, id=debate.id)
    if reading.debate != after or not _same_order(reading.debate, after):
        return Tried(name, "wrong", f"{debate.id}: {edit}"[:300])
    return Tried(name, "done")


def _same_order(one: Debate | None, other: Debate) -> bool:
    return one is not None and all(
        tuple(mine) == tuple(theirs)
        for mine, theirs in ((one.viewpoints, other.viewpoints), (one.sources, other.sources))
    )


def _table(counts: Counter[tuple[str, str]]) -> Iterator[str]:
    results = ("done", "refused", "unspliceable", "wrong")
    names = sorted({name for name, _ in counts})
    rows = [(name, *(f"{counts[name, result]:,}" for result in results)) for name in names]
    total = ("all", *(f"{sum(counts[n, result] for n in names):,}" for result in results))
    for row in (("edit", *results), *rows, total):
        yield f"{row[0]:<18}" + "".join(f"{cell:>14}" for cell in row[1:])
