"""Person: one account, as a coach looks after it."""

from http import HTTPStatus

from flask import render_template, request
from werkzeug.wrappers import Response

from argmap import addresses, permissions
from argmap.errors import AccountRefused, NotFound
from argmap.stores.accounts.values import Account
from argmap.web import guarding
from argmap.web.accounts import answering, handing
from argmap.web.site import library

bp = answering.blueprint("person", __name__, home=addresses.PEOPLE)

LAST = "Nobody else has an account here: make another coach first."


@bp.get("/people/<int:id>")
def person(id: int) -> Response:
    """Show an account, with what can be done about it."""
    guarding.require("manage")
    return _shown(_account(id))


@bp.post("/people/<int:id>/role")
def change_role(id: int) -> Response:
    """Give an account another role."""
    viewer, account, role = guarding.require("manage"), _account(id), answering.role_sent()
    if role is None:
        return _shown(account, answering.NO_ROLE)
    try:
        library().membership.change_role(account.name, role)
    except AccountRefused as refusal:
        return _shown(account, str(refusal))
    is_in_view = account.id != viewer.account or permissions.may(role, "manage")
    return answering.onward(f"{addresses.PEOPLE}?changed={id}" if is_in_view else addresses.ACCOUNT)


@bp.post("/people/<int:id>/password-link")
def link_to_password(id: int) -> Response:
    """Make a link that gives an account a new password, and show it, this once."""
    viewer, account = guarding.require("manage"), _account(id)
    secret = library().membership.invite_again(account.name, by=viewer.name)
    return handing.new_password(secret, account.name)


@bp.get("/people/<int:id>/remove")
def removal(id: int) -> Response:
    """Ask whether an account is to be removed."""
    guarding.require("manage")
    return _asking(_account(id))


@bp.post("/people/<int:id>/remove")
def remove(id: int) -> Response:
    """Remove an account."""
    viewer, account = guarding.require("manage"), _account(id)
    try:
        _refuse_to_leave_none()
        library().membership.remove(account.name)
    except AccountRefused as refusal:
        return _asking(account, str(refusal))
    if account.id == viewer.account:
        return answering.logged_out()
    return answering.onward(f"{addresses.PEOPLE}?changed=removed")


def _account(id: int) -> Account:
    found = next((each for each in library().membership.accounts() if each.id == id), None)
    if found is None:
        raise NotFound("account", str(id))
    return found


def _refuse_to_leave_none() -> None:
    """Raise AccountRefused where nobody would be left who could let others in."""
    if len(library().membership.accounts()) == 1:
        raise AccountRefused(LAST)


def _shown(account: Account, refusal: str = "") -> Response:
    page = render_template(
        "accounts/person.html",
        token=guarding.token(),
        account=account,
        since=answering.day(account.created),
        words=permissions.WORDS,
        role=request.form.get("role", account.role),
        refusals={"role": refusal} if refusal else {},
    )
    return answering.page(page, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _asking(account: Account, refusal: str = "") -> Response:
    page = render_template(
        "accounts/removal.html", token=guarding.token(), account=account, refusal=refusal
    )
    return answering.page(page, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)
