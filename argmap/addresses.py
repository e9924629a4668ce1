"""Addresses: where each page of the site stands, so that pages, pictures and prose agree on it."""

import re
from collections.abc import Callable
from urllib.parse import quote

from argmap.views import View

Parameters = tuple[tuple[str, str], ...]

HOME = "/"
SEARCH = "/search"
CHANGES = "/changes"
FEED = "/changes.atom"
REFUSALS = "/refusals"
API = "/api"
SUGGESTIONS = "/suggestions"
LOG_IN = "/log-in"
LOG_OUT = "/log-out"
ACCOUNT = "/account"
PEOPLE = "/people"

_OF_A_DEBATE = re.compile(rf"(?:{API})?/debates/([^/]+)(?:/.*)?", re.DOTALL).fullmatch
_PLAIN = re.compile(r"[\w.~-]*", re.ASCII).fullmatch


def tagged(tag: str) -> str:
    """Return the home page with the debates of one tag."""
    return _with(HOME, (("tag", tag),))


def map_of(debate: str, view: View | None = None, *, claim: str = "") -> str:
    """Return a debate's map in a view, with a claim opened beside it."""
    if claim:
        return maps_with(debate, view, "claim")(claim)
    return _with(_debate(debate), _parameters(view))


def maps_with(debate: str, view: View | None, parameter: str) -> Callable[[str], str]:
    """Return what gives a debate's map in a view with one more parameter; a picture asks for hundreds."""
    alone = map_of(debate, view)
    start = f"{alone}{'&' if '?' in alone else '?'}{parameter}="
    return lambda value: start + quoted(value)


def outline_of(debate: str, view: View | None = None) -> str:
    """Return a debate's outline; of a view it keeps the lens and the focus."""
    if view is None:
        return f"{_debate(debate)}/outline"
    pairs = (("lens", view.lens), ("focus", view.focus))
    return _with(f"{_debate(debate)}/outline", tuple(pair for pair in pairs if pair[1]))


def page_of(debate: str, page: str, view: View | None = None) -> str:
    """Return a page of a debate, `sources`, `timeline` or `problems`; of a view it keeps the lens."""
    return _with(f"{_debate(debate)}/{page}", _lens(view))


def export_of(debate: str, parameters: Parameters, *, format: str = "") -> str:
    """Return the menu of what a debate can be saved as, or with a format the file."""
    page = f"export.{format}" if format else "export"
    return _with(f"{_debate(debate)}/{page}", parameters)


def source_of(debate: str, source: str) -> str:
    """Return a source's place in a debate's bibliography."""
    return f"{_debate(debate)}/sources#source-{quoted(source)}"


def claim_of(debate: str, claim: str, view: View | None = None) -> str:
    """Return a claim's own page; of a view it keeps the lens."""
    return _with(f"{_debate(debate)}/claims/{quoted(claim)}", _lens(view))


def claim_edit(
    debate: str, claim: str, action: str, view: View | None = None, more: Parameters = ()
) -> str:
    """Return the form of an edit of a claim; it keeps the whole view, so that one comes back to it."""
    return _with(f"{claim_of(debate, claim)}/edit/{quoted(action)}", (*_parameters(view), *more))


def debate_edit(debate: str, action: str, view: View | None = None, more: Parameters = ()) -> str:
    """Return the form of an edit of what belongs to the whole debate."""
    return _with(f"{_debate(debate)}/edit/{quoted(action)}", (*_parameters(view), *more))


def history_of(debate: str) -> str:
    """Return the changes of a debate."""
    return f"{_debate(debate)}/history"


def change_of(debate: str, number: int, action: str = "") -> str:
    """Return one change of a debate; with an action, `undo` or `again`, where it is asked for."""
    return f"{history_of(debate)}/{number}{f'/{action}' if action else ''}"


def changes(*, author: str = "", debate: str = "", before: str = "") -> str:
    """Return the changes of all debates, or those of an author or a debate, or those before a moment."""
    pairs = (("author", author), ("debate", debate), ("before", before))
    return _with(CHANGES, tuple(pair for pair in pairs if pair[1]))


def feed(*, author: str = "", debate: str = "") -> str:
    """Return the feed of the changes of all debates, or of those of an author or a debate."""
    pairs = (("author", author), ("debate", debate))
    return _with(FEED, tuple(pair for pair in pairs if pair[1]))


def log_in(onward: str = "") -> str:
    """Return the page where people log in; from there they go on to another page of the site."""
    return _with(LOG_IN, (("next", onward),) if onward else ())


def join(secret: str) -> str:
    """Return the page of an invitation."""
    return f"/join/{quoted(secret)}"


def with_changed(address: str, number: int) -> str:
    """Return the address of a page that says what a change has done, with a way to undo it."""
    return _with_more(address, f"changed={number}")


def suggestion_of(number: int, action: str = "") -> str:
    """Return one suggestion; with an action, `accept`, `return` or `withdraw`, where it is decided on."""
    return f"{SUGGESTIONS}/{number}{f'/{action}' if action else ''}"


def with_suggested(address: str, number: int) -> str:
    """Return the address of a page that says, where it is seen at once, that a suggestion waits."""
    return f"{_with_more(address, f'suggested={number}')}#notice"


def with_suggestion(address: str, number: int) -> str:
    """Return the address of a form that is filled as a suggestion has it."""
    return _with_more(address, f"suggestion={number}")


def at_box(address: str, claim: str) -> str:
    """Return the address of a map that brings the box of a claim into sight."""
    return f"{address}#box-{quoted(claim)}"


def page_at(path: str, parameters: Parameters) -> str:
    """Return the address of a page by its path and parameters, both as they read."""
    return _with(quote(path, safe="/"), parameters)


def in_prose(debate: str) -> Callable[[str], str | None]:
    """Return what turns a link of a debate's prose, `claim` or `debate/claim`, into an address.

    Whether the claim is there is not asked: the reader has said so, and the page of a missing one offers the nearest.
    """

    def address(target: str) -> str | None:
        other, slash, claim = target.rpartition("/")
        if not claim or (slash and not other):
            return None
        return claim_of(other or debate, claim)

    return address


def in_about(target: str) -> str | None:
    """Return the address that a link of the folder's own text means: `debate` or `debate/claim`."""
    debate, slash, claim = target.partition("/")
    if not debate or "/" in claim or (slash and not claim):
        return None
    return claim_of(debate, claim) if claim else map_of(debate)


def debate_in(path: str) -> str:
    """Return the id of the debate whose page or record stands at a path; empty for what shows many."""
    found = _OF_A_DEBATE(path)
    return found[1] if found else ""


def _debate(debate: str) -> str:
    return f"/debates/{quoted(debate)}"


def _parameters(view: View | None) -> Parameters:
    return view.parameters() if view else ()


def _lens(view: View | None) -> Parameters:
    return (("lens", view.lens),) if view and view.lens else ()


def _with_more(address: str, pair: str) -> str:
    page, hash_sign, fragment = address.partition("#")
    return f"{page}{'&' if '?' in page else '?'}{pair}{hash_sign}{fragment}"


def _with(path: str, parameters: Parameters) -> str:
    if not parameters:
        return path
    return f"{path}?{'&'.join([f'{name}={quoted(value)}' for name, value in parameters])}"


def quoted(text: str) -> str:
    """Return a text as it stands in an address."""
    # Most are ids that stand as they are, and quote() takes long to see that; a page has hundreds.
    return text if _PLAIN(text) else quote(text, safe="")
