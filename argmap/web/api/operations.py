"""Operations: what the API can be asked for, as values that make both its routes and its description."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Literal, TypeAlias

from flask import Blueprint
from werkzeug.wrappers import Response

from argmap.errors import NotPermitted
from argmap.web import guarding
from argmap.web.api import asking
from argmap.web.api.inputs import Input

Method: TypeAlias = Literal["GET", "POST", "PUT"]

Need: TypeAlias = Literal["reading", "account", "suggesting", "editing", "deciding"]
"""What whoever asks must be allowed to do; reading needs an account on a private site alone."""

LARGEST_NUMBER = 10**9 - 1
"""Changes and suggestions have no larger numbers; those of a database end soon above it."""

ONLY_READ = "These debates are only read here: nobody has an account."

_NEEDS: Mapping[Need, Callable[[], object]] = {
    "reading": lambda: None,  # `guarding` has asked before
    "account": lambda: guarding.require("read"),
    "suggesting": guarding.contributor,
    "editing": lambda: guarding.require("edit"),
    "deciding": lambda: guarding.require("decide"),
}

_PLACES: Mapping[str, str] = {
    "{debate}": "<debate>",
    "{claim}": "<claim>",
    "{number}": f"<int(min=1, max={LARGEST_NUMBER}):number>",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that the API does.

    `name` is also that of its route. `answers` holds the schema of each answer by its status; `None` stands for the
    text of a debate. `headers` are inputs by the headers that carry them. What is read is handed to `answer` by name.
    """

    name: str
    method: Method
    path: str
    summary: str
    answer: Callable[..., Response]
    answers: Mapping[HTTPStatus, str | None]
    needs: Need = "reading"
    parameters: tuple[Input, ...] = ()
    members: tuple[Input, ...] | None = None
    headers: Mapping[str, Input] = field(default_factory=dict)
    takes_text: bool = False

    @property
    def rule(self) -> str:
        """Return the path as Flask reads it."""
        rule = self.path
        for place, converter in _PLACES.items():
            rule = rule.replace(place, converter)
        return rule

    @property
    def is_change(self) -> bool:
        """Return whether it changes anything."""
        return self.method != "GET"

    def serve(self, **named: str | int) -> Response:
        """Answer a request. Raises ArgmapError or HTTPException."""
        if self.needs != "reading" and not (guarding.viewer() or guarding.has_accounts()):
            raise NotPermitted(ONLY_READ)
        _NEEDS[self.needs]()
        asked: dict[str, Any] = {each.name: each.default for each in self.headers.values()}
        asked |= asking.parameters(self.parameters)
        if self.members is not None:
            asked |= asking.members(self.members)
        if self.takes_text:
            asked["text"] = asking.whole_text()
        asked |= asking.headers(self.headers)
        return self.answer(**named, **asked)


def blueprint(operations: Iterable[Operation]) -> Blueprint:
    """Return the routes of operations."""
    bp = Blueprint("api", __name__)
    for each in operations:
        bp.add_url_rule(each.rule, each.name, each.serve, methods=[each.method])
    return bp
