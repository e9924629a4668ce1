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


WHOLE = "/debates/harbor/edit/text"
BRANCH = f"{WHOLE}?claim=few"


@pytest.mark.parametrize("address", [WHOLE, BRANCH])
@pytest.mark.parametrize("pressed", ["check", "save"])
def test_what_others_have_changed_stays_when_a_text_is_checked_or_mended(
    coach: Coach, library: Library, address: str, pressed: str
) -> None:
    form = coach.opened(address)
    mine = form["text"].replace("Few people", "Hardly anybody")
    theirs = ReviseClaim(claim="more", sentence="Theirs.")
    library.submit("harbor", theirs, revision="", author="Bob")
    wrong = mine.replace("evidence:", "evidences:")
    press = {"check": "1"} if pressed == "check" else {}
    answer = coach.client.post(address, data={**form, "text": wrong, **press})
    assert "evidences" in answer.text
    done = coach.client.post(address, data={**filled(answer.text), "text": mine})
    assert done.status_code == 303, done.text
    claims = library.debate("harbor").claims
    assert "Hardly anybody" in claims["few"].text
    assert claims["more"].text == "Theirs."
