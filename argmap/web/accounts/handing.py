"""Handing out: links that are secrets, shown once, to be copied, printed or sent."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import render_template, request, session
from werkzeug.wrappers import Response

from argmap import addresses
from argmap.permissions import AccountRole
from argmap.stores.accounts.values import INVITED_FOR
from argmap.web.accounts import answering

LAST = "links"
"""What the browser's session calls the key of the form that links were last made by."""


def is_repeated() -> bool:
    """Return whether the browser sends a form again whose links it was shown, as a page does that is loaded anew."""
    key = request.form.get("key", "")
    if key and session.get(LAST) == key:
        return True
    session[LAST] = key
    return False


def invitations(secrets: Sequence[str], role: AccountRole) -> Response:
    """Return the page of links that make an account of a role each."""
    return _page("accounts/invitations.html", secrets, role=role, plural=answering.PLURALS[role])


def new_password(secret: str, name: str) -> Response:
    """Return the page of a link that gives an account a new password."""
    return _page("accounts/new_password.html", (secret,), name=name)


def _page(template: str, secrets: Sequence[str], **more: object) -> Response:
    site = request.host_url.rstrip("/")
    page = render_template(
        template,
        links=[site + addresses.join(each) for each in secrets],
        ends=answering.day(datetime.now(UTC) + INVITED_FOR),
        **more,
    )
    return answering.page(page)
