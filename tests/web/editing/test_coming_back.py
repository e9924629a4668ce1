"""A form that comes back keeps what was typed, and takes nothing back that others have put elsewhere meanwhile."""

from collections.abc import Mapping

import pytest
from flask.testing import FlaskClient

from argmap.edits.values import ReviseClaim, ReviseEvent
from argmap.library import Library
from tests.coaching import Coach, filled

REVISE = "/debates/harbor/claims/few/edit/edit"
EVENT = "/debates/harbor/edit/event?event=1"


def again(client: FlaskClient, address: str, form: Mapping[str, str], **typed: str) -> None:
    """Send a form that is refused, and what comes back with other words."""
    answer = client.post(address, data=form)
    assert answer.status_code in (409, 422)
    done = client.post(address, data={**filled(answer.text), **typed})
    assert done.status_code == 303, done.text


def test_what_others_have_changed_stays_when_a_mistake_is_mended(
    coach: Coach, library: Library
) -> None:
    form = {**coach.opened(REVISE), "sentence": ""}
    theirs = ReviseClaim(claim="few", note="Theirs.")
    library.submit("harbor", theirs, revision="", author="Bob")
    again(coach.client, REVISE, form, sentence="Mine.")
    claim = library.debate("harbor").claims["few"]
    assert (claim.text, claim.note) == ("Mine.", "Theirs.")


@pytest.mark.parametrize("note", ["Theirs.", ""])
def test_what_others_have_changed_stays_when_a_clash_is_settled(
    coach: Coach, library: Library, note: str
) -> None:
    opened = ReviseClaim(claim="few", note="At first.")
    library.submit("harbor", opened, revision="", author="Bob")
    form = {**coach.opened(REVISE), "sentence": "Mine."}
    theirs = ReviseClaim(claim="few", sentence="Theirs.", note=note)
    library.submit("harbor", theirs, revision="", author="Bob")
    again(coach.client, REVISE, form)
    claim = library.debate("harbor").claims["few"]
    assert (claim.text, claim.note) == ("Mine.", note)


def test_a_clash_about_one_of_several_stays_with_the_one_it_is_about(
    coach: Coach, library: Library
) -> None:
    form = {**coach.opened(EVENT), "text": "Mine."}
    event = library.debate("harbor").events[0]
    theirs = ReviseEvent(old_date=event.date, old_text=event.text, text="Theirs.")
    library.submit("harbor", theirs, revision="", author="Bob")
    answer = coach.client.post(EVENT, data=form)
    assert answer.status_code == 409
    assert filled(answer.text)["text"] == "Mine."
    assert filled(answer.text)["old_text"] == event.text
