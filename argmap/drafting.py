"""Drafting: the text that a change would give a file, made and checked before anything is written."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from argmap.edits import codec
from argmap.edits.applying import apply
from argmap.edits.merging import merge
from argmap.errors import Clash, EditClash, EditRefused, Unspliceable, WrongText
from argmap.model import Debate
from argmap.problems import Problem
from argmap.stores import contents, splicing
from argmap.stores.entries import SIZE_LIMIT, SIZE_LIMIT_WORDS, Entry
from argmap.stores.history import deltas
from argmap.stores.parsing import Event
from argmap.volumes import Volume, opened, revision_of, volume_of

AS_TEXT = "{} holds no debate that could be changed by a form: mend it as text first. {}"
OTHERWISE_READ = "this place cannot be changed safely: edit the file as text."
NO_PLACE = "This change has no place any more as it was: make it by hand."
TOO_FAR_APART = (
    "What was changed cannot be brought together with what the file says now: edit it as text."
)
SAME_LINES = "Somebody else has changed the same lines meanwhile: put both texts together."

_LINE = re.compile(r"\bline \d+")


def debate_of(volume: Volume) -> Debate:
    """Return the debate of a volume; raises EditRefused when it holds none."""
    if volume.debate is None:
        first = volume.problems[0].sentence if volume.problems else ""
        raise EditRefused(AS_TEXT.format(volume.file.name, first).rstrip())
    return volume.debate


def are_same(one: Debate | None, other: Debate | None) -> bool:
    """Return whether two debates say the same in the same order."""
    if one is None or other is None:
        return False
    return (
        one == other
        and tuple(one.viewpoints) == tuple(other.viewpoints)
        and tuple(one.sources) == tuple(other.sources)
    )


def spliced(entry: Entry, present: Volume, after: Debate) -> Volume:
    """Return the present text changed to say what `after` says. Raises Unspliceable."""
    data = splicing.splice_bytes(present.data, debate_of(present), after)
    syntax: list[Event] = []
    result = volume_of(entry, data, revision_of(data), contents.parse(entry, data, syntax))
    refuse_new_errors(present, result)
    if not are_same(result.debate, after):
        raise Unspliceable(OTHERWISE_READ, _first_changed_line(present.data, data))
    if not result.has_errors:
        splicing.remember(data, syntax)
    return result


def together(base: Volume, present: Volume, mine: Volume, entry: Entry) -> Volume | None:
    """Return the present text with all that leads from `base` to `mine`, comments too where that can be.

    `None` when it has all of that already. Raises EditClash, EditRefused or Unspliceable.
    """
    if present.revision == base.revision:
        return None if mine.revision == present.revision else mine
    if base.debate is None or present.debate is None or mine.debate is None:
        raise EditRefused(TOO_FAR_APART)
    merged = merge(base.debate, present.debate, mine.debate)
    joined = _joined(base, present, mine, merged, entry)
    if joined:
        return None if joined.revision == present.revision else joined
    return None if are_same(merged, present.debate) else spliced(entry, present, merged)


def texts_together(base: Volume, present: Volume, mine: Volume, entry: Entry) -> Volume | None:
    """Return the present text with what somebody wrote into that of `base`; `None` when it has all of that already.

    Raises EditClash when both have touched the same lines, since no word and no comment of either may go.
    """
    if present.revision == base.revision:
        return None if mine.revision == present.revision else mine
    merged = None
    if base.debate and present.debate and mine.debate:
        merged = merge(base.debate, present.debate, mine.debate)
    joined = merged and _joined(base, present, mine, merged, entry)
    if not joined:
        texts = (_text(base), _text(present), _text(mine))
        raise EditClash(SAME_LINES, [Clash("the text", *texts, texts[2])])
    return None if joined.revision == present.revision else joined


def says_both(base: Volume, theirs: Volume, mine: Volume, result: Volume) -> bool:
    """Return whether a text says what `theirs` and `mine` have made of `base`, without an error of its own."""
    try:
        refuse_new_errors(theirs, result)
        merged = merge(debate_of(base), debate_of(theirs), debate_of(mine))
    except EditRefused:
        return False
    return are_same(result.debate, merged)


def forced(
    edit: Mapping[str, Any] | None, before: Volume, after: Volume, present: Volume, entry: Entry
) -> Volume | None:
    """Return the present text with an edit made again, over what somebody else has put in its place.

    Without one, or when it has made claims, it is refused: those may be there in other words. `None` when the text has
    all of it already.
    """
    if edit is None or debate_of(after).claims.keys() - debate_of(before).claims.keys():
        raise EditRefused(NO_PLACE)
    current = debate_of(present)
    again = apply(current, codec.from_record(edit))
    return None if are_same(again, current) else spliced(entry, present, again)


def written(text: str, like: bytes) -> bytes:
    """Return a text as the bytes of a file, with the line ends and the byte-order mark that the file has.

    A form sends other line ends than it was given.
    """
    lines = text.replace("\r\n", "\n").removeprefix("\ufeff")
    if 2 * like.count(b"\r\n") > like.count(b"\n"):
        lines = lines.replace("\n", "\r\n")
    mark = b"\xef\xbb\xbf" if like.startswith(b"\xef\xbb\xbf") else b""
    return mark + lines.encode("utf-8", "replace")


def refuse_new_errors(present: Volume, result: Volume) -> None:
    """Raise WrongText when a text would have an error that the file does not have, EditRefused for a huge one."""
    if len(result.data) > SIZE_LIMIT:
        raise EditRefused(f"The file would be larger than {SIZE_LIMIT_WORDS}.")
    new = new_problems(present, result, is_error=True)
    if new:
        first = new[0]
        raise WrongText(f"Line {first.line} would be wrong: {first.sentence}", new)


def new_problems(before: Volume, after: Volume, *, is_error: bool) -> tuple[Problem, ...]:
    """Return the errors or warnings that a text has and the one before it has not, wherever they stand."""
    known = Counter(_identities(before.problems))
    new = []
    for problem, identity in zip(after.problems, _identities(after.problems), strict=True):
        if known[identity] > 0:
            known[identity] -= 1
        elif problem.is_error == is_error:
            new.append(problem)
    return tuple(new)


def _identities(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    # Lines that a sentence points to move with every line that is added.
    return [(each.code, _LINE.sub("line", each.sentence)) for each in problems]


def _joined(
    base: Volume, present: Volume, mine: Volume, merged: Debate, entry: Entry
) -> Volume | None:
    """Return the text with the changed bytes of both, if it says what is wanted without an error of its own."""
    data = deltas.combined(base.data, present.data, mine.data)
    joined = None if data is None else opened(entry, data)
    if joined is None or not are_same(joined.debate, merged):
        return None
    # A key that both have added stands there twice, and is read all the same.
    return None if new_problems(present, joined, is_error=True) else joined


def _first_changed_line(old: bytes, new: bytes) -> int:
    first = next(iter(deltas.compare(old, new)), None)
    return old[: first.start].count(b"\n") + 1 if first else 1


def _text(volume: Volume) -> str:
    return volume.data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
