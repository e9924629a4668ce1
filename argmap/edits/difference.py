"""Difference: one thing that changed in an argument, as a value that pages and commands can show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from argmap.edits.spans import Span, spans
from argmap.edits.structure import a
from argmap.edits.wording import shortened

Change = Literal["added", "removed", "moved", "changed"]
Subject = Literal["claim", "reuse", "step", "viewpoint", "source", "event", "debate"]

SIGNS: Mapping[Change, str] = {"added": "+", "removed": "-", "moved": ">", "changed": "~"}

EVIDENCE = "evidence"
"""The field of a claim that holds several values; each is a difference of its own."""

LONGEST_VALUE = 40
"""Two values that are no longer stand side by side in the terminal; longer ones are laid over each other."""

CONTEXT = 40
"""How much of an unchanged stretch is shown in the terminal on either side of a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that two revisions of a debate differ in.

    `id` is that of a claim, viewpoint or source, the place of a step, the date of an event. `words` are its sentence,
    name, title or text, as it is now, or was last; for a step they say what bears on what. `claim` is the one on
    whose page it shows, if any.

    With a `field`, `old` and `new` are its values as texts; of a thing that was moved within a list, `field` is the
    list, and they count from 1. Without one, `old` and `new` say what the claim was and is to the rest ("a support of
    …"). `count` is how many claims were added, removed or moved as one branch, or how many have stances of a viewpoint
    that came or went.
    """

    kind: Change
    about: Subject
    id: str
    words: str
    field: str = ""
    old: str = ""
    new: str = ""
    claim: str = ""
    count: int = 1

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return the old and the new text laid over each other."""
        return spans(self.old, self.new)

    @property
    def sentence(self) -> str:
        """Return what happened in words, without the texts of a field; the verb comes first, in the past tense."""
        if self.kind == "moved":
            within = f" within {self.field}" if self.field else self._below()
            return f"moved {self._named()}{within}: from {self.old} to {self.new}"
        if self.field == "kind":
            return f"turned {a(self.old)} into {self._named()}"
        if self.field:
            return self._of_field()
        if self.about == "reuse":
            return (
                f"reused {self._named()} as {self.new}"
                if self.kind == "added"
                else f"ended the reuse of {self._named()} as {self.old}"
            )
        role = f"{self.new or self.old}: " if self.about == "claim" else ""
        return f"{self.kind} {role}{self._named()}{self._below()}"

    def _of_field(self) -> str:
        verb = self.kind if self.old and self.new else "added" if self.new else "removed"
        field = self.field if self.field == EVIDENCE else f"the {self.field}"
        return f"{verb} {field} {'on' if field.startswith('the stance') else 'of'} {self._named()}"

    def _named(self) -> str:
        match self.about:
            case "claim" | "reuse":
                return shortened(self.words)
            case "step":
                return self.words
            case "event":
                return f"the event of {self.id}, {shortened(self.words)}"
            case "debate":
                return "the debate"
            case _:
                return f"the {self.about} {shortened(self.words)}"

    def _below(self) -> str:
        if self.about == "viewpoint":
            return f", with stances on {_claims(self.count)}" if self.count else ""
        return f", with {_claims(self.count - 1)} below it" if self.count > 1 else ""


def as_lines(difference: Difference) -> tuple[str, ...]:
    """Return a difference as lines for a terminal: what happened, and below it the texts of a field."""
    line = f"{SIGNS[difference.kind]} {difference.sentence}"
    old, new = difference.old, difference.new
    if not difference.field or difference.kind == "moved" or difference.field == "kind":
        return (line,)
    if max(len(old), len(new)) <= LONGEST_VALUE and "\n" not in old + new:
        return (f"{line}: {' → '.join(filter(None, (old, new)))}",)
    texts = _marked(difference.spans).splitlines()
    return (f"{line}:", *(f"    {text}".rstrip() for text in texts))


def _marked(found: tuple[Span, ...]) -> str:
    """Return spans as one text: `[-gone-]`, `{+new+}`, and of what is the same what stands beside them."""
    return "".join(_shown(found))


def _shown(found: tuple[Span, ...]) -> Iterator[str]:
    for at, (text, state) in enumerate(found):
        if state == "same":
            begin = _cut(text[:CONTEXT], at_end=True) + " " if at else ""
            end = " " + _cut(text[-CONTEXT:], at_end=False) if at < len(found) - 1 else ""
            yield text if len(text) <= 2 * CONTEXT else f"{begin}…{end}"
        else:
            yield f"[-{text}-]" if state == "gone" else f"{{+{text}+}}"


def _cut(text: str, *, at_end: bool) -> str:
    """Return a stretch of text without the word that it begins or ends in."""
    words = text.rpartition(" ")[0] if at_end else text.partition(" ")[2]
    return words or text


def _claims(count: int) -> str:
    return f"{count} claim{'' if count == 1 else 's'}"
