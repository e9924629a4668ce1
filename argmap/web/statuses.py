"""Statuses: how HTTP says what argmap refuses, and a few words for each."""

from http import HTTPStatus

from argmap.errors import (
    AccountRefused,
    ArgmapError,
    Busy,
    EditClash,
    EditRefused,
    EngineError,
    NotFound,
    NotLoggedIn,
    NotPermitted,
    PictureRefused,
    TooManyAttempts,
    UnknownRevision,
    Unreachable,
    Unreadable,
    UnreadableDebate,
    Unwritable,
    WrongRequest,
)

STATUSES: tuple[tuple[type[ArgmapError], HTTPStatus, str], ...] = (
    (NotFound, HTTPStatus.NOT_FOUND, "There is nothing here"),
    (WrongRequest, HTTPStatus.BAD_REQUEST, "This address makes no sense"),
    (NotLoggedIn, HTTPStatus.UNAUTHORIZED, "This needs an account"),
    (NotPermitted, HTTPStatus.FORBIDDEN, "This is not for you to do"),
    (TooManyAttempts, HTTPStatus.TOO_MANY_REQUESTS, "This was tried too often"),
    (AccountRefused, HTTPStatus.UNPROCESSABLE_ENTITY, "This account cannot be so"),
    (PictureRefused, HTTPStatus.UNPROCESSABLE_ENTITY, "This picture was not made"),
    (EditClash, HTTPStatus.CONFLICT, "Somebody was faster"),
    (UnknownRevision, HTTPStatus.CONFLICT, "This revision is not known"),
    (EditRefused, HTTPStatus.UNPROCESSABLE_ENTITY, "This cannot be changed so"),
    (UnreadableDebate, HTTPStatus.CONFLICT, "This file holds no debate"),
    (Busy, HTTPStatus.SERVICE_UNAVAILABLE, "This cannot be saved now"),
    (Unreachable, HTTPStatus.SERVICE_UNAVAILABLE, "The debates cannot be reached"),
    (Unwritable, HTTPStatus.SERVICE_UNAVAILABLE, "This cannot be saved now"),
    (EngineError, HTTPStatus.SERVICE_UNAVAILABLE, "The map cannot be drawn"),
    (Unreadable, HTTPStatus.SERVICE_UNAVAILABLE, "This cannot be read"),
    (ArgmapError, HTTPStatus.INTERNAL_SERVER_ERROR, "This cannot be done"),
)
"""The status and the title of each refusal; the first that fits."""


def status_of(error: ArgmapError) -> tuple[HTTPStatus, str]:
    """Return the status and the title of a refusal."""
    return of_type(type(error))


def of_type(type_: type[ArgmapError]) -> tuple[HTTPStatus, str]:
    """Return the status and the title of refusals of a type."""
    return next((status, title) for kind, status, title in STATUSES if issubclass(type_, kind))
