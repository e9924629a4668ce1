"""Fields: what a form asks for, what was typed into it, and what is wrong with that."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import nan
from typing import Literal, TypeAlias

from argmap.edits.values import Edit
from argmap.errors import EditRefused, NotFound
from argmap.web.shell import Link

Typed: TypeAlias = Mapping[str, str]
"""What was typed, by the names of the fields; a field that was not sent is empty."""

Look = Literal["sentence", "line", "prose", "lines", "choice", "picked", "scheme", "hidden"]
"""How a field looks: `picked` is a line with proposals, `lines` holds one value a line.

`scheme` is a choice that is explained below it.
"""

ANYWHERE = ""
"""The name under which stands what is wrong with no field in particular."""

FEWEST_PERCENT = 2
"""From this on a number without its sign is a percentage; 1 is the whole, and between the two it could be either."""


class Mistyped(EditRefused):
    """Some fields hold what cannot be kept; `errors` has a sentence for each by its name."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = errors
        super().__init__(" ".join(errors.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value that a field may have, with what is to be known and asked about it."""

    value: str
    text: str
    description: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that a form asks for; `value` stands in it at first, and `read` refuses what cannot be kept."""

    name: str
    label: str
    look: Look = "line"
    hint: str = ""
    value: str = ""
    is_required: bool = False
    choices: tuple[Choice, ...] = ()
    read: Callable[[str], object] | None = None
    script: str = ""
    """What scripts know the field by, where they have something to add to it."""

    @property
    def id(self) -> str:
        """Return the id of the field in its page."""
        return f"field-{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Fields that belong together under a title."""

    title: str
    fields: tuple[Field, ...]
    script: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """What a form is about, in the debate's own words."""

    label: str
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form: what it asks for, what is optional, and the edit that it makes of what was typed.

    `removal` makes the edit of its second button, which takes away what the form shows. `goes_to_map` says that the
    result is seen there, wherever the form was opened. A form with obstacles has no button until they are gone.
    """

    title: str
    button: str
    make: Callable[[Typed], Edit]
    fields: tuple[Field, ...] = ()
    optional: tuple[Group, ...] = ()
    optional_title: str = "More"
    about: tuple[Quoted, ...] = ()
    explanation: str = ""
    remove: str = ""
    removal: Callable[[Typed], Edit] | None = None
    goes_to_map: bool = False
    items: tuple["Item", ...] = ()
    items_title: str = ""
    obstacles: tuple["Obstacle", ...] = ()
    script: str = ""

    def every_field(self) -> tuple[Field, ...]:
        """Return all fields in the order in which they stand."""
        return self.fields + tuple(each for group in self.optional for each in group.fields)

    def start(self) -> Typed:
        """Return what stands in the fields at first."""
        return {each.name: each.value for each in self.every_field()}

    def edit(self, typed: Typed) -> Edit:
        """Return the edit that was asked for; raises Mistyped with all that is wrong, or EditRefused."""
        errors: dict[str, str] = {}
        for each in self.every_field():
            refusal = _refusal(each, typed[each.name])
            if refusal:
                errors[each.name] = refusal
        if errors:
            raise Mistyped(errors)
        return self.make(typed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that is there already, with the form that changes it."""

    text: str
    detail: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """A claim that stands in the way of a form, what it does, and the form that clears it away."""

    claim: Link
    does: str
    way: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form with what was typed into it and what is wrong with that; `revision` is that of the text it was typed on.

    It is empty for the present text.
    """

    form: Form
    typed: Typed
    errors: Mapping[str, str] = field(default_factory=dict)
    revision: str = ""

    @property
    def first(self) -> str:
        """Return the name of the field where the cursor is to stand."""
        names = [each.name for each in self.form.every_field() if each.look != "hidden"]
        wrong = (name for name in names if name in self.errors)
        return next(wrong, names[0] if names else "")

    @property
    def is_open(self) -> bool:
        """True when what is optional must be seen: something was typed there, or is wrong."""
        optional = [each for group in self.form.optional for each in group.fields]
        return any(
            each.name in self.errors or self.typed.get(each.name, "") != each.value
            for each in optional
        )


def typed_into(form: Form, sent: Mapping[str, str]) -> Typed:
    """Return what was typed into the fields of a form, with the line ends of all systems made one."""
    return {
        each.name: sent.get(each.name, "").replace("\r\n", "\n").replace("\r", "\n")
        for each in form.every_field()
    }


def _refusal(field: Field, text: str) -> str:
    if field.choices and field.look == "choice" and text not in {c.value for c in field.choices}:
        return "This is none of the choices: choose again."
    if field.read is None:
        return ""
    try:
        field.read(text)
    except (EditRefused, NotFound) as refusal:
        return str(refusal)
    return ""


def refused_in(form: Form, refusal: str) -> Mapping[str, str]:
    """Return a refusal beside the field that it names, or beside none."""
    for each in form.every_field():
        if each.look != "hidden" and f"The {each.label.lower()} " in refusal:
            return {each.name: refusal}
    return {ANYWHERE: refusal}


def lines_of(text: str) -> tuple[str, ...]:
    """Return the values of a field that holds one a line."""
    return tuple(filter(None, (line.strip() for line in text.splitlines())))


def words_of(text: str) -> tuple[str, ...]:
    """Return the values of a field that holds several with commas between them."""
    return tuple(filter(None, (word.strip() for word in text.replace("\n", ",").split(","))))


def changed(typed: str, now: str) -> str | None:
    """Return what was typed if it is not what stands there now, else `None`: an edit leaves that as it is."""
    return None if typed.strip() == now.strip() else typed


def share(text: str, what: str) -> float:
    """Return a part of the whole that was typed as `80%`, `80` or `0.8`; all of it for nothing."""
    written = text.strip().replace(",", ".")
    if not written:
        return 1.0
    try:
        number = float(written.rstrip("% "))
    except ValueError:
        number = nan
    if written.endswith("%") or number >= FEWEST_PERCENT:
        number /= 100
    if not 0 <= number <= 1:
        raise EditRefused(
            f'The {what} is a percentage from 0% to 100%, such as 80%; "{text.strip()}" is none.'
        )
    return number


def percentage(share: float) -> str:
    """Return a part of the whole as people type it."""
    return f"{share * 100:.10g}%"


def choices(pairs: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    """Return choices from their values and texts."""
    return tuple(Choice(value=value, text=text) for value, text in pairs)
