"""Refusals: what the site says when it cannot do what an address asks for."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from argmap import addresses
from argmap.errors import (
    ArgmapError,
    NotFound,
    NotLoggedIn,
    NotPermitted,
    TooManyAttempts,
    UnreadableDebate,
)
from argmap.model import Debate
from argmap.views import View
from argmap.web import admission, guarding, problems, statuses
from argmap.web.api import refusals as details
from argmap.web.editing import standing
from argmap.web.opening import library
from argmap.web.shell import Link

CLOSED = "These debates are private, and nobody has an account yet: argmap user add makes one."
HOME = Link(text="All debates", href=addresses.HOME)


def register(app: Flask) -> None:
    """Let the site answer refusals with pages, and programs with problem details."""
    app.register_error_handler(UnreadableDebate, _or_details(_unreadable))
    app.register_error_handler(NotLoggedIn, _or_details(_unknown))
    app.register_error_handler(NotPermitted, _or_details(_denied))
    app.register_error_handler(TooManyAttempts, _or_details(_too_often))
    app.register_error_handler(ArgmapError, _or_details(_refused))
    app.register_error_handler(HTTPException, _or_details(_failed))


def told_by(app: Flask, error: ArgmapError) -> WSGIApplication:
    """Return an application that answers any request with a refusal of a site."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with app.request_context(environ):
            response = app.finalize_request(app.handle_user_exception(error))
            return response(environ, start_response)

    return answer


def _or_details(page: Callable[[Any], ResponseReturnValue]) -> Callable[[Any], ResponseReturnValue]:
    """Return what answers a refusal with a page, but under the addresses of the API as programs read it."""

    def answer(error: ArgmapError | HTTPException) -> ResponseReturnValue:
        return details.answer(error) if admission.is_api(request.path) else page(error)

    return answer


def _unreadable(_: UnreadableDebate) -> str:
    return problems.unreadable_page((request.view_args or {})["debate"])


def _unknown(error: NotLoggedIn) -> Response:
    """Lead a stranger to the page where one logs in, and from there back."""
    status, title = statuses.status_of(error)
    if not guarding.has_accounts():  # nobody can
        return make_response(_rendered("This is closed", CLOSED, back=HOME), status)
    log_in = addresses.log_in(onward=_wanted())
    if request.method in guarding.READING and not standing.is_script():
        return redirect(log_in)
    way = Link(text="Log in", href=log_in)
    if _is_written():  # a session may end while somebody writes
        return standing.kept("", error, status, "You are not logged in any more")
    return make_response(_rendered(title, str(error), back=way), status)


def _denied(error: NotPermitted) -> ResponseReturnValue:
    if request.method in guarding.READING or not _is_written():
        return _refused(error)
    status, title = statuses.status_of(error)  # a role may change while somebody writes
    return standing.kept((request.view_args or {}).get("debate", ""), error, status, title)


def _is_written() -> bool:
    """Return whether the address is one of a form that somebody writes a while at."""
    return request.blueprint in guarding.PARTS_FOR_AUTHORS


def _wanted() -> str:
    """Return the page that somebody is to come back to: the one asked for, or the one that a form stood on."""
    if request.method in guarding.READING:
        return request.full_path.removesuffix("?")
    return addresses.HOME


def _too_often(error: TooManyAttempts) -> Response:
    status, title = statuses.status_of(error)
    response = make_response(_rendered(title, str(error), back=HOME), status)
    response.headers["Retry-After"] = str(error.seconds)
    return response


def _refused(error: ArgmapError) -> tuple[str, HTTPStatus]:
    status, title = statuses.status_of(error)
    if isinstance(error, NotFound):
        sentence = f"There is no {error.what} “{error.name}”."
        return _page(title, sentence, status, offers=list(_offers(error)))
    return _page(title, str(error), status)


def _failed(error: HTTPException) -> tuple[str, HTTPStatus]:
    status = HTTPStatus(error.code or 500)
    if status == HTTPStatus.NOT_FOUND:
        return _page("There is nothing here", "No page stands at this address.", status)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        sentence = "argmap made a mistake here; it is written in the log of the server."
        return _page("Something went wrong", sentence, status)
    return _page(status.phrase, error.description or status.description, status)


def _page(
    title: str, sentence: str, status: HTTPStatus, *, offers: Iterable[Link] = ()
) -> tuple[str, HTTPStatus]:
    return _rendered(title, sentence, offers=offers, back=_back()), status


def _rendered(title: str, sentence: str, *, back: Link, offers: Iterable[Link] = ()) -> str:
    return render_template(
        "refusals/refusal.html", title=title, sentence=sentence, offers=offers, back=back
    )


def _back() -> Link:
    """Return the way on: to the debate if the address names one that is there, else home."""
    debate = _debate()
    return Link(text=debate.title, href=addresses.map_of(debate.id)) if debate else HOME


def _debate() -> Debate | None:
    id = (request.view_args or {}).get("debate")
    if id is None:
        return None
    try:
        return library().debate(id)
    except ArgmapError:
        return None


def _offers(error: NotFound) -> Iterable[Link]:
    """Yield links to what may have been meant."""
    debate = _debate()
    for name in error.nearest:
        if error.what == "debate":
            yield Link(text=_title(name), href=addresses.map_of(name))
        elif error.what == "tag":
            yield Link(text=name, href=addresses.tagged(name))
        elif error.what == "viewpoint" and debate:
            seen = addresses.map_of(debate.id, View(lens=name))
            yield Link(text=debate.viewpoints[name].name, href=seen)
        elif error.what == "claim" and debate:
            yield Link(text=debate.claims[name].text, href=addresses.claim_of(debate.id, name))


def _title(id: str) -> str:
    try:
        return library().debate(id).title
    except ArgmapError:
        return id
