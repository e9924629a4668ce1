"""Wishes: what somebody wants a debate to say, and the text that it would have then."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, TypeAlias

from argmap import drafting
from argmap.edits import codec, wording
from argmap.edits.applying import apply
from argmap.edits.merging import merge
from argmap.edits.values import Edit
from argmap.standing import Standing
from argmap.stores.entries import Entry
from argmap.stores.history.changes import Kind
from argmap.volumes import Volume, opened


class Proposal(NamedTuple):
    """The text that a debate shall have, and how the change is told."""

    result: Volume
    words: str
    edit: Mapping[str, Any] | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditWish:
    """An edit of the text with a revision; without one, of the present text."""

    edit: Edit
    revision: str

    kind: ClassVar[Kind] = "edit"

    @property
    def told(self) -> object:
        """Return what tells this wish from others."""
        return codec.to_record(self.edit)

    def proposal(self, entry: Entry, present: Volume, standing: Standing) -> Proposal | None:
        """Return what the wish makes of the present text; `None` when that says so already.

        Raises EditRefused and its kin.
        """
        current = drafting.debate_of(present)
        base = drafting.debate_of(standing.named(entry, self.revision, present))
        mine = apply(base, self.edit)
        after = mine if base is current else merge(base, current, mine)
        if drafting.are_same(after, current):
            return None
        result = drafting.spliced(entry, present, after)
        words = wording.describe(self.edit, base)
        return Proposal(result, words, edit=codec.to_record(self.edit))


@dataclass(frozen=True, slots=True, kw_only=True)
class TextWish:
    """A whole text in the place of the one with a revision; `claim` tells whose branch was edited."""

    text: str
    revision: str
    claim: str = ""

    kind: ClassVar[Kind] = "text"

    @property
    def told(self) -> object:
        """Return what tells this wish from others."""
        return self.text

    def proposal(self, entry: Entry, present: Volume, standing: Standing) -> Proposal | None:
        """Return what the wish makes of the present text; `None` when that is so already.

        Raises EditRefused and its kin.
        """
        base = standing.named(entry, self.revision, present)
        mine = opened(entry, drafting.written(self.text, like=base.data))
        drafting.refuse_new_errors(base, mine)
        result = drafting.texts_together(base, present, mine, entry)
        return Proposal(result, _text_words(base, self.claim)) if result else None


Wish: TypeAlias = EditWish | TextWish


def _text_words(base: Volume, claim: str) -> str:
    found = base.debate.claims.get(claim) if base.debate else None
    return f"edited the text of {wording.shortened(found.text)}" if found else "edited the text"
