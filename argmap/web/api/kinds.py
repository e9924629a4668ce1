"""Kinds: what the API refuses, by the names under which programs know it and a page explains it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from argmap import addresses
from argmap.errors import (
    ArgmapError,
    Busy,
    EditClash,
    EditRefused,
    NotFound,
    NotLoggedIn,
    NotPermitted,
    SearchMissing,
    UnknownRevision,
    Unreachable,
    Unreadable,
    UnreadableDebate,
    Unspliceable,
    Unwritable,
    WrongRequest,
    WrongText,
)
from argmap.web import statuses

_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")  # NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of refusal: its name, its status, a title that never changes, and what to do about it."""

    name: str
    status: HTTPStatus
    title: str
    about: str

    @property
    def address(self) -> str:
        """Return where the kind is explained, which is how answers name it."""
        return f"{addresses.REFUSALS}#{self.name}"


_ABOUT: Mapping[type[ArgmapError], str] = {
    NotFound: (
        "The address or the edit names something that is not there. `nearest` holds the names that may be meant."
    ),
    WrongRequest: (
        "A parameter, a member of the body or a header is unknown, missing or not what it should be. "
        "`nearest` holds the name that may be meant."
    ),
    NotLoggedIn: (
        "This needs the token of an account, or the one that was sent is nobody's. Make a token on the page "
        "of your account, and send it as `Authorization: Bearer TOKEN`."
    ),
    NotPermitted: "The role of the account does not allow this, or the request came from another site.",
    EditClash: (
        "Somebody else has changed the same since the revision that the edit was made on. "
        "`clashes` holds both values of each field: read the debate again, decide, and send the edit on its "
        "present revision."
    ),
    UnknownRevision: (
        "The history knows no text with the revision that was sent: read the debate again, and send the edit "
        "with the revision that it has now."
    ),
    WrongText: (
        "The text would have errors that the file does not have. `problems` holds them with their lines, as "
        "`argmap check` tells them."
    ),
    Unspliceable: "The text of the file has no safe place for the edit: change it as a text.",
    EditRefused: "The edit makes no sense for the debate as it is; `detail` says why.",
    UnreadableDebate: (
        "The file holds no debate that could be shown. `problems` says why; its text can be had and put all the same."
    ),
    Busy: "Somebody else is saving the same debate for too long. Send the same again after `retry_after` seconds.",
    Unreachable: "The database does not answer; nothing was saved. Send the same again after `retry_after` seconds.",
    Unwritable: "The debates cannot be written now; `detail` says why.",
    Unreadable: "A file cannot be read now; `detail` says why.",
    SearchMissing: "The SQLite of this server cannot search.",
}

_OF_HTTP = (
    Kind(
        name="no-operation",
        status=HTTPStatus.NOT_FOUND,
        title="There is no such operation",
        about="No operation stands at this address; all are listed at `/api/openapi.json`.",
    ),
    Kind(
        name="other-method",
        status=HTTPStatus.METHOD_NOT_ALLOWED,
        title="This is not done so",
        about="The address knows other methods; the header `Allow` lists them.",
    ),
    Kind(
        name="too-large",
        status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        title="This is too large",
        about="A body of JSON has at most 1 MiB, the text of a debate 16 MiB.",
    ),
    Kind(
        name="other-media-type",
        status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        title="This is not read here",
        about="The body must be `application/json`, that of a text `application/yaml`; say so in `Content-Type`.",
    ),
    Kind(
        name="misdirected",
        status=HTTPStatus.MISDIRECTED_REQUEST,
        title="This is another address",
        about="The server answers under its own names only; `detail` says under which.",
    ),
    Kind(
        name="revision-missing",
        status=HTTPStatus.PRECONDITION_REQUIRED,
        title="Which text did you see?",
        about=(
            "A whole text is only put in the place of one that you name: send the `ETag` that came with that "
            "as `If-Match`."
        ),
    ),
    Kind(
        name="our-mistake",
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
        title="Something went wrong",
        about="argmap made a mistake; it is written in the log of the server.",
    ),
)

_TITLES: Mapping[type[ArgmapError], str] = {
    NotFound: "It is not there",
    WrongRequest: "This request makes no sense",
    WrongText: "The text would be wrong",
    Unspliceable: "The text has no place for this",
    Busy: "Somebody else is saving",
    Unwritable: "Nothing can be saved now",
    Unreadable: "This cannot be read now",
    SearchMissing: "Nothing can be searched here",
}
"""Titles that say more than the page of a refusal does, where that says the rest itself."""


def _kind(type_: type[ArgmapError], about: str) -> Kind:
    status, title = statuses.of_type(type_)
    name = _WORD.sub("-", type_.__name__).lower()
    return Kind(name=name, status=status, title=_TITLES.get(type_, title), about=about)


_OF_TYPE = {type_: _kind(type_, about) for type_, about in _ABOUT.items()}
_OF_STATUS = {
    **{_OF_TYPE[type_].status: _OF_TYPE[type_] for type_ in (NotLoggedIn, NotPermitted)},
    **{kind.status: kind for kind in _OF_HTTP},
}
OUR_MISTAKE = _OF_HTTP[-1]

KINDS = tuple(sorted((*_OF_TYPE.values(), *_OF_HTTP), key=lambda kind: (kind.status, kind.name)))
"""Every kind, by status and name."""


def of_error(error: ArgmapError) -> Kind:
    """Return the kind of a refusal."""
    found = (_OF_TYPE[type_] for type_ in type(error).__mro__ if type_ in _OF_TYPE)
    return next(found, OUR_MISTAKE)


def of_status(status: int) -> Kind:
    """Return the kind of a refusal of HTTP's own."""
    if status in _OF_STATUS:
        return _OF_STATUS[HTTPStatus(status)]
    is_ours = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return OUR_MISTAKE if is_ours else _OF_TYPE[WrongRequest]
