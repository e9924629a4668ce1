"""Who may change what: every path that changes something, for everybody who might try."""

import re
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Literal, TypeAlias

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from argmap.edits.values import AddClaim
from argmap.library import Library
from argmap.web import create_app
from argmap.web.access import Access
from tests import pictured

PASSWORD = "a long enough password"
HERE = "192.0.2.1"
SESSION = "argmap-session-80"
KEPT = ("accounts", "tokens", "invitations", "suggestions", "changes")
"""The tables in which a refused request must leave no trace."""

Asker: TypeAlias = Literal["nobody", "reader", "student", "coach"]
ASKERS: tuple[Asker, ...] = ("nobody", "reader", "student", "coach")
NAMES: Mapping[Asker, str] = {"coach": "Aiko", "student": "Ben", "reader": "Chie"}

REFUSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
COACHES = frozenset({"coach"})
STUDENTS = frozenset({"student"})
AUTHORS = frozenset({"coach", "student"})
MEMBERS = frozenset({"coach", "student", "reader"})
EVERYBODY = frozenset(ASKERS)


@dataclass(frozen=True)
class Change:
    """A path that changes something: how it is asked for, and by whom it may be."""

    path: str
    allowed: frozenset[str]
    data: Mapping[str, object] = field(default_factory=dict)
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_api(self) -> bool:
        return self.path.startswith("/api/")


EDIT = {"edit": "add-claim", "role": "thesis", "sentence": "A tunnel is better."}
TYPED = {"sentence": "A tunnel is better.", "revision": ""}
API_TEXT = {"Content-Type": "application/yaml", "If-Match": "*"}

PATHS: Mapping[tuple[str, str], Change] = {
    ("account.change_password", ""): Change(
        "/account/password",
        MEMBERS,
        {"present": PASSWORD, "password": "another long one", "old": PASSWORD},
    ),
    ("account.make_token", ""): Change("/account/tokens", MEMBERS, {"label": "scripts"}),
    ("account.revoke_token", ""): Change("/account/tokens/{token}/revoke", MEMBERS),
    ("api.edit", ""): Change("/api/debates/harbor/edits", AUTHORS, {"edit": EDIT}),
    ("api.again", ""): Change("/api/debates/harbor/history/1/again", COACHES),
    ("api.redo", ""): Change("/api/debates/harbor/history/1/redo", COACHES),
    ("api.restore", ""): Change("/api/debates/harbor/history/1/restore", COACHES),
    ("api.undo", ""): Change("/api/debates/harbor/history/1/undo", COACHES),
    ("api.put_text", ""): Change(
        "/api/debates/harbor/text", AUTHORS, method="PUT", headers=API_TEXT
    ),
    ("api.accept", ""): Change("/api/suggestions/1/accept", COACHES),
    ("api.return", ""): Change("/api/suggestions/1/return", COACHES, {"comment": "Why?"}),
    ("api.withdraw", ""): Change("/api/suggestions/1/withdraw", STUDENTS),
    ("editing.change", "claim"): Change("/debates/harbor/claims/few/edit/support", AUTHORS, TYPED),
    ("editing.change", "debate"): Change("/debates/harbor/edit/thesis", AUTHORS, TYPED),
    ("text.save", ""): Change("/debates/harbor/edit/text", AUTHORS, {"text": "title: x"}),
    ("text.check", ""): Change("/debates/harbor/edit/text/check", AUTHORS, {"text": "title: x"}),
    ("history.act", "undo"): Change("/debates/harbor/history/1/undo", COACHES),
    ("history.act", "redo"): Change("/debates/harbor/history/1/redo", COACHES),
    ("history.act", "again"): Change("/debates/harbor/history/1/again", COACHES),
    ("history.act", "restore"): Change("/debates/harbor/history/1/restore", COACHES),
    ("joining.enter", ""): Change(
        "/join/guessed", EVERYBODY, {"name": "Eve", "password": PASSWORD}
    ),
    ("entering.enter", ""): Change("/log-in", EVERYBODY, {"name": "Aiko", "password": "guessed"}),
    ("entering.leave", ""): Change("/log-out", EVERYBODY),
    ("person.link_to_password", ""): Change("/people/3/password-link", COACHES),
    ("person.remove", ""): Change("/people/3/remove", COACHES),
    ("person.change_role", ""): Change("/people/3/role", COACHES, {"role": "student"}),
    ("people.revoke", ""): Change("/people/invitations/1/revoke", COACHES),
    ("people.invite", ""): Change("/people/invite", COACHES, {"role": "student", "count": "1"}),
    ("suggestions.decide", "accept"): Change("/suggestions/1/accept", COACHES),
    ("suggestions.decide", "return"): Change("/suggestions/1/return", COACHES, {"comment": "Why?"}),
    ("suggestions.decide", "withdraw"): Change("/suggestions/1/withdraw", STUDENTS),
}
EVERY = [pytest.param(each, id=each.path) for each in PATHS.values()]


@dataclass
class Site:
    """A site with a coach, a student and a reader, a change, a suggestion and an invitation."""

    folder: Path
    app: Flask
    library: Library
    secrets: dict[str, str]
    tokens: dict[str, str]

    def client(self, asker: Asker) -> FlaskClient:
        client = self.app.test_client()
        if asker in self.secrets:
            client.set_cookie(SESSION, self.secrets[asker])
        return client

    def token_id(self, asker: Asker) -> int:
        if asker not in NAMES:
            return 1
        account = self.library.membership.account(NAMES[asker])
        return self.library.authentication.tokens(account)[0].id

    def send(
        self,
        path: Change,
        asker: Asker,
        *,
        has_token: bool = True,
        headers: Mapping[str, str] | None = None,
    ) -> TestResponse:
        """Ask for a change, with all that one needs who may ask for it."""
        address = path.path.format(token=self.token_id(asker))
        sent = {**path.headers, **(headers or {})}
        if path.is_api:
            if asker in self.tokens:
                sent.setdefault("Authorization", f"Bearer {self.tokens[asker]}")
            client = self.app.test_client()
            if path.method == "PUT":
                text = (self.folder / "harbor.yaml").read_bytes() + b"\n# looked at\n"
                return client.put(address, data=text, headers=sent)
            return client.post(address, json=path.data, headers=sent)
        client = self.client(asker)
        token = {"csrf_token": csrf_token(client, asker)} if has_token else {}
        return client.post(address, data={**path.data, **token}, headers=sent)

    def trace(self) -> object:
        """Return all that a refused request must not change."""
        found: list[object] = [(self.folder / "harbor.yaml").read_bytes()]
        for file in ("accounts.sqlite", "history.sqlite"):
            with sqlite3.connect(self.folder / ".argmap" / file) as connection:
                found += [connection.execute(f"SELECT * FROM {name}").fetchall() for name in KEPT]  # noqa: S608
            connection.close()
        return found


def csrf_token(client: FlaskClient, asker: Asker) -> str:
    page = client.get("/log-in" if asker == "nobody" else "/account").text
    found = re.search(r'name="csrf_token" value="([^"]*)"', page)
    return found[1] if found else ""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("made")
    shutil.copy(pictured.HARBOR, folder / "harbor.yaml")
    library = Library(folder)
    secrets: dict[str, str] = {}
    tokens: dict[str, str] = {}
    for role, name in NAMES.items():
        assert role != "nobody"
        account = library.membership.add(name, role, PASSWORD)
        secrets[role] = library.authentication.log_in(name, PASSWORD, origin=HERE)
        tokens[role] = library.authentication.new_token(account, "scripts")
    library.membership.invite("student", by="Aiko")
    first, second = (
        AddClaim(role="thesis", sentence=f"{word} is so.") for word in ("This", "That")
    )
    library.submit("harbor", first, revision="", author="Aiko")
    ben = library.membership.account("Ben")
    library.suggestions.suggest("harbor", second, revision="", account=ben.id, author="Ben")
    return Site(folder, app_of(library), library, secrets, tokens)


@pytest.fixture
def site(made: Site, tmp_path: Path) -> Site:
    """A copy of the site that can be changed."""
    folder = tmp_path / "debates"
    shutil.copytree(made.folder, folder)
    library = Library(folder)
    return Site(folder, app_of(library), library, made.secrets, made.tokens)


def app_of(library: Library) -> Flask:
    app = create_app(library, access=Access(port=80, is_local=True))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.fixture
def untouched(made: Site) -> Iterator[Site]:
    """The site, which must be as before when the test has ended."""
    before = made.trace()
    yield made
    assert made.trace() == before


def test_no_path_that_changes_something_is_forgotten(made: Site) -> None:
    reading = {"GET", "HEAD", "OPTIONS"}
    rules = [rule for rule in made.app.url_map.iter_rules() if (rule.methods or set()) - reading]
    assert {rule.endpoint for rule in rules} == {endpoint for endpoint, _ in PATHS}


def test_refused_and_allowed_are_both_tried() -> None:
    assert {each.allowed for each in PATHS.values()} == {
        COACHES,
        STUDENTS,
        AUTHORS,
        MEMBERS,
        EVERYBODY,
    }


@pytest.mark.parametrize("asker", ASKERS)
@pytest.mark.parametrize("path", EVERY)
def test_who_may_not_is_refused(untouched: Site, path: Change, asker: Asker) -> None:
    if asker in path.allowed:
        return
    answer = untouched.send(path, asker)
    expected = HTTPStatus.UNAUTHORIZED if asker == "nobody" else HTTPStatus.FORBIDDEN
    assert answer.status_code == expected, answer.text


@pytest.mark.parametrize(
    ("path", "asker"),
    [
        pytest.param(path, asker, id=f"{path.path}-{asker}")
        for path in PATHS.values()
        for asker in ASKERS
        if asker in path.allowed and path.allowed != EVERYBODY
    ],
)
def test_who_may_is_not_refused(site: Site, path: Change, asker: Asker) -> None:
    answer = site.send(path, asker)
    assert answer.status_code not in REFUSED, answer.text
    assert answer.status_code < 500, answer.text


@pytest.mark.parametrize("path", EVERY)
def test_an_ended_session_or_a_revoked_token_is_nobodys(untouched: Site, path: Change) -> None:
    if path.allowed == EVERYBODY:
        return
    for asker in sorted(path.allowed):
        ended = {"Authorization": "Bearer argmap_revoked"}
        client = untouched.app.test_client()
        client.set_cookie(SESSION, "ended")
        data = {**path.data, "csrf_token": csrf_token(client, "nobody")}
        address = path.path.format(token=untouched.token_id("coach"))
        if path.is_api:
            answer = untouched.send(path, "nobody", headers=ended)
            assert "Bearer" in answer.headers["WWW-Authenticate"]
        else:
            answer = client.post(address, data=data)
        assert answer.status_code == HTTPStatus.UNAUTHORIZED, asker


@pytest.mark.parametrize("path", EVERY)
def test_a_form_without_the_token_is_refused(untouched: Site, path: Change) -> None:
    if path.is_api:  # which looks at no cookie instead
        client = untouched.client("coach")
        answer = client.open(
            path.path, method=path.method, json=path.data, headers={"If-Match": "*"}
        )
        assert answer.status_code == HTTPStatus.UNAUTHORIZED
        return
    asker: Asker = "student" if path.allowed == STUDENTS else "coach"
    answer = untouched.send(path, asker, has_token=False)
    assert answer.status_code == HTTPStatus.BAD_REQUEST, answer.text


@pytest.mark.parametrize("origin", ["https://other.example", "null", "http://localhost:81"])
@pytest.mark.parametrize("path", EVERY)
def test_what_another_site_has_sent_is_refused(untouched: Site, path: Change, origin: str) -> None:
    asker: Asker = "student" if path.allowed == STUDENTS else "coach"
    answer = untouched.send(path, asker, headers={"Origin": origin})
    assert answer.status_code == HTTPStatus.FORBIDDEN, answer.text
