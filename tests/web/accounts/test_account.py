"""One's own account: the password, the tokens, and that they are nobody else's to change."""

import re
from collections.abc import Callable

import pytest

from argmap.library import Library
from tests.visiting import PASSWORD, Visitor

NEW = "staple battery horse"
TOKEN = re.compile(r"argmap_[\w-]{43}")
CHANGES = ("/account/password", "/account/tokens", "/account/tokens/1/revoke", "/log-out")


def labels(library: Library, name: str) -> list[str]:
    account = library.membership.account(name)
    return [each.label for each in library.authentication.tokens(account)]


def made(visitor: Visitor, label: str) -> str:
    """Make a token, and return its secret."""
    answer = visitor.sends("/account", "/account/tokens", label=label)
    assert answer.status_code == 200, answer.text
    found = TOKEN.search(answer.text)
    assert found
    return found[0]


def test_a_stranger_is_led_to_the_log_in_and_back(stranger: Visitor) -> None:
    answer = stranger.client.get("/account")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/log-in?next=%2Faccount"
    onward = stranger.client.get(answer.headers["Location"])
    assert 'name="next" value="/account"' in onward.text


@pytest.mark.parametrize("address", CHANGES[:-1])
def test_a_stranger_changes_nothing(stranger: Visitor, library: Library, address: str) -> None:
    token = stranger.token("/log-in")
    typed = {"csrf_token": token, "present": PASSWORD, "password": NEW, "label": "mine"}
    assert stranger.client.post(address, data=typed).status_code == 401
    assert labels(library, "Ann") == []


@pytest.mark.parametrize("address", CHANGES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_link_changes_nothing(student: Visitor, address: str, method: str) -> None:
    assert student.client.open(address, method=method).status_code == 405


@pytest.mark.parametrize("address", CHANGES)
@pytest.mark.parametrize("how", ["without the token", "from another site"])
def test_a_forged_form_changes_nothing(
    student: Visitor, library: Library, address: str, how: str
) -> None:
    made(student, "mine")
    typed = {"present": PASSWORD, "password": NEW, "label": "forged"}
    if how == "without the token":
        answer = student.client.post(address, data=typed)
        assert answer.status_code == 400
        assert PASSWORD not in answer.text
    else:
        typed["csrf_token"] = student.token("/account")
        elsewhere = {"Origin": "https://evil.example"}
        assert student.client.post(address, data=typed, headers=elsewhere).status_code == 403
    assert student.is_known()
    assert labels(library, "Ben") == ["mine"]
    assert library.authentication.log_in("Ben", PASSWORD, origin="here")


@pytest.mark.parametrize(
    ("present", "new", "field", "sentence"),
    [
        ("wrong horse battery", NEW, "present", "This is not your present password."),
        ("", NEW, "present", "This is not your present password."),
        (PASSWORD, "short one", "password", "A password has at least 10 characters."),
        (PASSWORD, "", "password", "A password has at least 10 characters."),
    ],
)
def test_a_password_that_is_refused_stays_as_it_was(
    student: Visitor, library: Library, present: str, new: str, field: str, sentence: str
) -> None:
    answer = student.sends("/account", "/account/password", present=present, password=new)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'<a href="#field-{field}">' in answer.text
    for secret in filter(None, (present, new)):
        assert secret not in answer.text
    assert student.is_known()
    assert library.authentication.log_in("Ben", PASSWORD, origin="here")


def test_guessing_the_present_password_is_limited(student: Visitor) -> None:
    typed = {"present": "wrong horse battery", "password": NEW}
    answers = [student.sends("/account", "/account/password", **typed) for _ in range(11)]
    assert [each.status_code for each in answers] == [422] * 10 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_a_new_password_ends_other_sessions_and_tokens_and_keeps_this_one(
    student: Visitor, arrives: Callable[[], Visitor], library: Library
) -> None:
    other, secret = arrives().logs_in("Ben"), made(student, "mine")
    assert library.authentication.by_token(secret)
    answer = student.sends("/account", "/account/password", present=PASSWORD, password=NEW)
    assert answer.status_code == 303
    assert NEW not in answer.headers["Location"]
    assert "Your password was changed." in student.sees(answer.headers["Location"])
    assert not other.is_known()
    assert library.authentication.by_token(secret) is None
    assert arrives().sends("/log-in", name="Ben", password=PASSWORD).status_code == 401
    assert arrives().logs_in("Ben", NEW).is_known()


def test_a_token_is_shown_once_with_how_it_is_used(student: Visitor, library: Library) -> None:
    answer = student.sends("/account", "/account/tokens", label="class notes")
    found = TOKEN.search(answer.text)
    assert found
    assert f'curl http://localhost/api/debates \\\n  -H "Authorization: Bearer {found[0]}"' in (
        answer.text.replace("&#34;", '"')
    )
    assert answer.headers["Cache-Control"] == "no-store"
    owner = library.authentication.by_token(found[0])
    assert owner
    assert owner.name == "Ben"
    page = student.sees("/account")
    assert "class notes" in page
    assert not TOKEN.search(page)


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("", "The label is empty: write one."),
        ("x" * 61, "A label has at most 60 characters."),
        ("a\x07b", "control character"),
    ],
)
def test_a_token_has_a_label(student: Visitor, library: Library, label: str, sentence: str) -> None:
    answer = student.sends("/account", "/account/tokens", label=label)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert '<a href="#field-label">' in answer.text
    assert labels(library, "Ben") == []


def test_tokens_without_end_are_refused(student: Visitor, library: Library) -> None:
    ben = library.membership.account("Ben")
    for number in range(20):
        library.authentication.new_token(ben, f"program {number}")
    answer = student.sends("/account", "/account/tokens", label="one more")
    assert answer.status_code == 422
    assert "An account has at most 20 tokens" in answer.text
    assert 'value="one more"' in answer.text


def test_what_a_label_says_is_no_markup(student: Visitor) -> None:
    answer = student.sends("/account", "/account/tokens", label='<b x="1">mine</b>')
    assert "<b x=" not in answer.text
    assert "<b x=" not in student.sees("/account")


def test_a_revoked_token_works_no_more(student: Visitor, library: Library) -> None:
    secret = made(student, "mine")
    kept = made(student, "kept")
    first = library.authentication.tokens(library.membership.account("Ben"))[-1]
    answer = student.sends("/account", f"/account/tokens/{first.id}/revoke")
    assert answer.status_code == 303
    assert "The token was revoked." in student.sees(answer.headers["Location"])
    assert library.authentication.by_token(secret) is None
    assert library.authentication.by_token(kept)


@pytest.mark.parametrize("id", ["1", "2", "99999999999999999999999"])
def test_the_token_of_another_is_not_there(coach: Visitor, library: Library, id: str) -> None:
    secret = library.authentication.new_token(library.membership.account("Ben"), "mine")
    assert coach.sends("/account", f"/account/tokens/{id}/revoke").status_code == 404
    assert library.authentication.by_token(secret)


@pytest.mark.parametrize(
    ("name", "does"),
    [
        ("Ann", "edits, decides on suggestions, manages accounts"),
        ("Ben", "suggests edits"),
        ("Rita", "reads"),
    ],
)
def test_everybody_sees_what_they_may_do(stranger: Visitor, name: str, does: str) -> None:
    page = stranger.logs_in(name).sees("/account")
    assert name in page
    assert does in page
