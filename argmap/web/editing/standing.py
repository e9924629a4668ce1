"""Standing: a form at its address, rendered with what was typed into it, and what is kept when it cannot be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import render_template, request
from werkzeug.wrappers import Response

from argmap import addresses
from argmap.errors import ArgmapError, Clash, NotLoggedIn, Unreachable
from argmap.web import guarding
from argmap.web.editing import sending
from argmap.web.editing.fields import Filled, Form, Typed, typed_into
from argmap.web.opening import Opened, library
from argmap.web.shell import Link

TROUBLE: Mapping[int, str] = {
    HTTPStatus.BAD_REQUEST: "This form was opened too long ago",
    HTTPStatus.CONFLICT: "Somebody was faster",
    HTTPStatus.SERVICE_UNAVAILABLE: "It could not be saved now",
}
NOT_TYPED = ("csrf_token", "key", "revision", "remove")
STALE = "Nothing was saved yet: look it over, and send it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A form, the debate and claim that it is about, and the address that it stands at."""

    opened: Opened
    claim: str
    action: str
    form: Form
    back: str


def is_script() -> bool:
    """True when a script has asked, which wants the form alone."""
    return request.headers.get("X-Requested-With") == "argmap"


def page(
    standing: Standing,
    filled: Filled,
    status: int = HTTPStatus.OK,
    *,
    clashes: Sequence[Clash] = (),
) -> Response:
    """Return the page of a form, or the form alone for a script."""
    template = "editing/_form.html" if is_script() else "editing/form.html"
    purpose = sending.purpose()
    html = render_template(
        template,
        language=standing.opened.debate.language,
        shell=standing.opened.shell("edit"),
        filled=filled,
        trouble=TROUBLE.get(status, "There is something to mend"),
        clashes=clashes,
        action=here(),
        back=purpose.back or standing.back,
        token=guarding.token(),
        revision=filled.revision or standing.opened.volume.revision,
        purpose=purpose,
        key=guarding.new_key(),
    )
    return Response(html, status=status, mimetype="text/html")


def here() -> str:
    """Return the address of the form, as the browser sends it back."""
    return addresses.page_at(request.path, tuple(request.args.items(multi=True)))


def came_back(
    standing: Standing,
    status: int,
    errors: Mapping[str, str],
    *,
    clashes: Sequence[Clash] = (),
    revision: str = "",
    opened: Form | None = None,
) -> Response:
    """Return the form as it was sent, with what is wrong and what to do.

    It is sent again as made on a revision; without one as made on the present text, and then what was left as it was
    when the form was `opened` shows what others have put there.
    """
    typed = typed_into(standing.form, request.form)
    if opened and not revision:
        typed = _with_theirs(typed, opened, standing.form)
    filled = Filled(form=standing.form, typed=typed, errors=errors, revision=revision)
    return page(standing, filled, status, clashes=clashes)


def sent_revision() -> str:
    """Return the revision of the text that the form of this request was made on."""
    return request.form.get("revision", "")


def _with_theirs(typed: Typed, opened: Form, present: Form) -> Typed:
    then, now = opened.start(), present.start()
    named = [each.name for each in present.every_field() if each.look == "hidden"]
    if any(then.get(name) != now[name] for name in named):  # it was about another one of several
        return typed
    return {name: now[name] if text == then.get(name) else text for name, text in typed.items()}


def kept(
    debate: str, refusal: ArgmapError, status: int, title: str, *, form: Form | None = None
) -> Response:
    """Return what was typed into a form that has no place any more, for copying; all of it without the form."""
    template = "editing/_kept.html" if is_script() else "editing/kept.html"
    html = render_template(
        template,
        title=title,
        sentence=str(refusal),
        kept=_typed(form) if form else _sent(),
        back=_way_on(debate, refusal),
        history_href=addresses.history_of(debate) if form else "",
    )
    if isinstance(refusal, Unreachable):  # whatever else there is to say, nobody knows it
        status = HTTPStatus.SERVICE_UNAVAILABLE
    return Response(html, status=status, mimetype="text/html")


def _sent() -> list[tuple[str, str]]:
    return [
        (name.replace("_", " ").replace("-", " ").capitalize(), text)
        for name, text in request.form.items()
        if name not in NOT_TYPED and text.strip()
    ]


def _typed(form: Form) -> list[tuple[str, str]]:
    """Return what was typed, without what stood in the form at first."""
    typed = typed_into(form, request.form)
    return [
        (each.label, typed[each.name])
        for each in form.every_field()
        if typed[each.name].strip() and typed[each.name] != each.value
    ]


def _way_on(debate: str, refusal: ArgmapError) -> Link:
    if isinstance(refusal, NotLoggedIn):
        return Link(text="Log in", href=addresses.log_in())
    try:
        return Link(text=library().debate(debate).title, href=addresses.map_of(debate))
    except ArgmapError:
        return Link(text="All debates", href=addresses.HOME)
