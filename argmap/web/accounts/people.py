"""People: who has an account, and links that invite others."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby

from flask import render_template, request
from werkzeug.wrappers import Response

from argmap import addresses, permissions
from argmap.errors import AccountRefused, NotFound
from argmap.permissions import AccountRole
from argmap.stores.accounts.values import MOST_INVITED, Invitation
from argmap.web import guarding, wording
from argmap.web.accounts import answering, handing
from argmap.web.site import library

bp = answering.blueprint("people", __name__, home=addresses.PEOPLE)

NO_COUNT = f"The number of links is a number from 1 to {MOST_INVITED}."
SHOWN = "These links were shown already, and nobody can show them again: revoke them below, or make others."
FIRST_ROLE: AccountRole = "student"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """Links that were made together and still work."""

    id: int
    words: str
    by: str
    ends: str


@bp.get("/people")
def people() -> Response:
    """List the accounts and the open invitations, with the form that invites others."""
    guarding.require("manage")
    return _shown({})


@bp.post("/people/invite")
def invite() -> Response:
    """Make links to accounts of a role and show them, this once."""
    viewer = guarding.require("manage")
    role, count = answering.role_sent(), _count(answering.sent("count"))
    wrong = {} if role else {"role": answering.NO_ROLE}
    if role is None or count is None:
        return _shown(wrong if count else {**wrong, "count": NO_COUNT})
    if handing.is_repeated():
        return _shown({"": SHOWN})
    try:
        secrets = library().membership.invite(role, by=viewer.name, count=count)
    except AccountRefused as refusal:
        return _shown({refusal.field: str(refusal)})
    return handing.invitations(secrets, role)


@bp.post("/people/invitations/<int:id>/revoke")
def revoke(id: int) -> Response:
    """Let an invitation work no more, and those that were made with it: nobody knows which of them is whose."""
    guarding.require("manage")
    batch = next((each for each in _batches() if id in {one.id for one in each}), None)
    if batch is None:
        raise NotFound("open invitation", str(id))
    for each in batch:
        with suppress(NotFound):  # somebody has just joined by it
            library().membership.revoke_invitation(each.id)
    return answering.onward(f"{addresses.PEOPLE}?changed=invitations")


def _batches() -> list[tuple[Invitation, ...]]:
    """Return the open invitations, each with those that were made with it."""
    found = groupby(
        library().membership.invitations(), key=lambda one: (one.created, one.role, one.account)
    )
    return [tuple(batch) for _, batch in found]


def _row(batch: tuple[Invitation, ...]) -> _Row:
    first, number = batch[0], len(batch)
    links = wording.count(
        number, f"link for a {first.role}", plural=f"links for {answering.PLURALS[first.role]}"
    )
    return _Row(
        id=first.id,
        words=f"New password for {first.account}" if first.account else links,
        by=first.invited_by,
        ends=answering.day(first.ends),
    )


def _count(text: str) -> int | None:
    """Return how many links are wanted, or `None` for what is no such number."""
    written = text.strip()
    is_number = written.isascii() and written.isdigit() and len(written) <= len(str(MOST_INVITED))
    return int(written) if is_number and 1 <= int(written) <= MOST_INVITED else None


def _shown(refusals: Mapping[str, str]) -> Response:
    membership = library().membership
    accounts, changed = membership.accounts(), request.args.get("changed", "")
    page = render_template(
        "accounts/people.html",
        token=guarding.token(),
        key=guarding.new_key(),
        people=[(each, answering.day(each.created)) for each in accounts],
        invitations=[_row(batch) for batch in _batches()],
        words=permissions.WORDS,
        role=request.form.get("role", FIRST_ROLE),
        count=request.form.get("count", "1"),
        most=MOST_INVITED,
        refusals=refusals,
        changed=changed,
        changed_account=next((each for each in accounts if str(each.id) == changed), None),
    )
    return answering.page(page, HTTPStatus.UNPROCESSABLE_ENTITY if refusals else HTTPStatus.OK)
