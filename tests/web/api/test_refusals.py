"""What the API says when it does not do what is asked."""

import json
import re
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from argmap.library import Library
from argmap.web import create_app
from argmap.web.access import Access
from argmap.web.api.kinds import KINDS, Kind
from tests.programs import ADD, Program, Told, told
from tests.web.api.conftest import Enter

EDITS = "/debates/harbor/edits"
TEXT = "/debates/harbor/text"
EDIT = json.dumps(ADD)
CHANGES = (
    EDITS,
    "/debates/harbor/history/1/undo",
    "/debates/harbor/history/1/redo",
    "/debates/harbor/history/1/again",
    "/debates/harbor/history/1/restore",
    "/suggestions/1/accept",
    "/suggestions/1/return",
    "/suggestions/1/withdraw",
)


def refused(answer: TestResponse, kind: str, status: int) -> Told:
    """Return the details of a refusal, which name its kind and status."""
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    details = told(answer)
    assert details["type"] == f"/refusals#{kind}"
    assert details["status"] == status
    assert details["title"]
    assert details["detail"]
    return details


def text(folder: Path) -> str:
    return (folder / "harbor.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "address",
    ["/", "/nowhere", "/debates/", "/debates/harbor/outline", "/debates/harbor/history/0"],
)
def test_an_address_without_an_operation_is_missing(program: Program, address: str) -> None:
    details = refused(program.asks(address), "no-operation", 404)
    assert details["instance"] == f"/api{address}"
    assert "/api/openapi.json" in details["detail"]


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("/debates/harbr", ["harbor"]),
        ("/debates/harbr/claims", ["harbor"]),
        ("/debates/harbr/text", ["harbor"]),
        ("/debates/harbr/history", ["harbor"]),
        ("/debates/harbor/claims/buld", ["build"]),
        ("/search?q=ferry&debate=harbr", ["harbor"]),
        ("/suggestions?debate=harbr", ["harbor"]),
    ],
)
def test_a_name_that_is_not_there_offers_the_nearest(
    program: Program, address: str, nearest: list[str]
) -> None:
    assert refused(program.asks(address), "not-found", 404)["nearest"] == nearest


def test_a_change_that_is_not_there_is_missing(program: Program) -> None:
    refused(program.asks("/debates/harbor/history/7"), "not-found", 404)
    refused(program.asks("/suggestions/7"), "not-found", 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_another_method_is_told_which_there_are(program: Program, method: str) -> None:
    answer = program.asks("/debates", method=method)
    refused(answer, "other-method", 405)
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/debates?tag=town", 'There is no parameter "tag" here. It takes no parameter.'),
        (
            "/debates/harbor/history?limt=1",
            'There is no parameter "limt" here. Did you mean "limit"?',
        ),
        ("/search?words=a", 'There is no parameter "words" here. It takes q, debate, viewpoint.'),
        ("/search", 'The parameter "q" is missing: The words to look for.'),
        ("/search?q=a&q=b", 'The parameter "q" is given once.'),
        (f"/search?q={'a' * 201}", '"q" has at most 200 characters.'),
        ("/debates/harbor/history?limit=0", '"limit" is a whole number from 1 to 100, not "0".'),
        (
            "/debates/harbor/history?limit=101",
            '"limit" is a whole number from 1 to 100, not "101".',
        ),
        ("/debates/harbor/history?limit=", '"limit" is a whole number from 1 to 100, not "".'),
        ("/debates/harbor/history?limit=١", '"limit" is a whole number from 1 to 100, not "١".'),
        ("/debates/harbor/history?before=new", '"before" is a whole number from 1'),
        ("/suggestions?state=open", '"state" is one of waiting, accepted, returned, withdrawn'),
    ],
)
def test_a_parameter_that_makes_no_sense_is_refused(
    program: Program, address: str, said: str
) -> None:
    assert said in refused(program.asks(address), "wrong-request", 400)["detail"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", "The body is no JSON: "),
        ("{", "The body is no JSON: "),
        ("[]", "The body is no JSON object."),
        ('"edit"', "The body is no JSON object."),
        ("{}", 'The member "edit" is missing: What is to be changed.'),
        ('{"edt": {}}', 'There is no member "edt" here. Did you mean "edit"?'),
        ('{"edit": {}, "author": "Eve"}', 'There is no member "author" here. It takes edit, revision, key.'),
        ('{"edit": {}, "edit": {}}', "A key stands twice in an object of the body."),
        (f'{{"edit": {EDIT}, "key": 7}}', '"key" is a text.'),
        (f'{{"edit": {EDIT}, "key": "a b"}}', '"key" is not of the form that it has: '),
        (f'{{"edit": {EDIT}, "revision": "HEAD"}}', '"revision" is not of the form that it has: '),
        ('{"edit": {"stance": NaN}}', "NaN is no number of JSON."),
        ('{"edit": {"stance": -Infinity}}', "-Infinity is no number of JSON."),
        ('{"edit": {"sentence": "\\ud83d"}}', "The body holds a surrogate that is half a character."),
        ('{"edit": ' + "[" * 100_000, "The body is nested too deeply."),
        ('{"edit": ' + "7" * 10_000, "The body holds a number of too many digits."),
    ],
)  # fmt: skip
def test_a_body_that_makes_no_sense_is_refused(
    program: Program, folder: Path, body: str, said: str
) -> None:
    before = text(folder)
    answer = program.asks(EDITS, method="POST", data=body, content_type="application/json")
    assert said in refused(answer, "wrong-request", 400)["detail"]
    assert text(folder) == before


def test_a_body_that_is_no_utf_8_is_refused(program: Program) -> None:
    for address, media_type in ((EDITS, "application/json"), (TEXT, "application/yaml")):
        answer = program.asks(
            address,
            method="POST" if address == EDITS else "PUT",
            data=b"\xff{}",
            content_type=media_type,
            headers={"If-Match": f'"{"0" * 64}"'},
        )
        assert refused(answer, "wrong-request", 400)["detail"] == "The body is no UTF-8."


@pytest.mark.parametrize("address", CHANGES)
@pytest.mark.parametrize(
    "media_type", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_a_body_is_json_and_says_so(program: Program, address: str, media_type: str) -> None:
    answer = program.asks(address, method="POST", data="{}", content_type=media_type)
    said = refused(answer, "other-media-type", 415)["detail"]
    assert said == "Send the body as application/json, and say so in Content-Type."


def test_a_body_has_a_limit(program: Program) -> None:
    answer = program.asks(
        EDITS, method="POST", data=b" " * (1024 * 1024 + 1), content_type="application/json"
    )
    assert refused(answer, "too-large", 413)["detail"] == "The body has at most 1,048,576 bytes."
    answer = program.asks(
        TEXT,
        method="PUT",
        data=b" " * (17 * 1024 * 1024 + 1),
        content_type="application/yaml",
        headers={"If-Match": f'"{"0" * 64}"'},
    )
    refused(answer, "too-large", 413)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ([], "An edit is a table of keys and values."),
        ({"edit": "add-clam"}, 'There is no edit "add-clam". Did you mean "add-claim"?'),
        ({**ADD, "sentence": ""}, "The sentence is empty: write one."),
        ({**ADD, "relevance": 10**400}, '"relevance" is too large a number.'),
        ({"edit": "retire-claim", "claim": "few"}, "Other claims rest on"),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused(
    program: Program, folder: Path, edit: object, said: str
) -> None:
    before = text(folder)
    answer = program.posts(EDITS, edit=edit)
    assert said in refused(answer, "edit-refused", 422)["detail"]
    assert text(folder) == before


def test_an_edit_of_something_that_is_not_there_offers_the_nearest(program: Program) -> None:
    edit = {"edit": "set-stance", "claim": "buld", "viewpoint": "builders", "stance": 1}
    assert refused(program.posts(EDITS, edit=edit), "not-found", 404)["nearest"] == ["build"]


def test_an_edit_on_a_text_that_nobody_knows_is_refused(program: Program) -> None:
    answer = program.posts(EDITS, edit=ADD, revision="0" * 64)
    refused(answer, "unknown-revision", 409)


def test_a_clash_holds_both_values(program: Program) -> None:
    seen = program.reads("/debates/harbor")["revision"]
    for sentence in ("Many people cross.", "Hardly anybody crosses."):
        edit = {"edit": "revise-claim", "claim": "few", "sentence": sentence}
        answer = program.posts(EDITS, edit=edit, revision=seen)
    (clash,) = refused(answer, "edit-clash", 409)["clashes"]
    assert clash["base"] == "Few people cross the harbor."
    assert clash["theirs"] == "Many people cross."
    assert clash["mine"] == "Hardly anybody crosses."


def test_a_wrong_text_is_told_with_its_problems(program: Program, folder: Path) -> None:
    before, tag = text(folder), program.asks(TEXT).headers["ETag"]
    wrong = before.replace("title: Counting", "titel: Counting")
    (problem, *_) = refused(program.puts(TEXT, wrong, If_Match=tag), "wrong-text", 422)["problems"]
    line = 1 + wrong[: wrong.index("titel")].count("\n")
    assert (problem["code"], problem["line"], problem["column"]) == ("unknown-key", line, 5)
    assert 'Did you mean "title"?' in problem["sentence"]
    assert text(folder) == before


def test_a_text_names_the_one_that_it_replaces(program: Program, folder: Path) -> None:
    before = text(folder)
    refused(program.puts(TEXT, "title: Gone"), "revision-missing", 428)
    for tag in ("*", "0" * 64, f'W/"{"0" * 64}"', '"harbor"'):
        refused(program.puts(TEXT, "title: Gone", If_Match=tag), "wrong-request", 400)
    refused(program.puts(TEXT, "title: Gone", If_Match=f'"{"0" * 64}"'), "unknown-revision", 409)
    assert text(folder) == before


@pytest.mark.parametrize("address", ["/debates/broken", "/debates/broken/claims"])
def test_a_file_without_a_debate_says_why(program: Program, address: str) -> None:
    (problem,) = refused(program.asks(address), "unreadable-debate", 409)["problems"]
    assert problem["severity"] == "error"
    assert program.reads("/debates/broken/problems")["problems"] == [problem]


@pytest.mark.parametrize("address", ["/debates", "/suggestions", "/nowhere", "/openapi.json"])
@pytest.mark.parametrize("token", ["wrong", "a" * 10_000])
def test_a_wrong_token_is_refused_everywhere(class_site: Flask, address: str, token: str) -> None:
    answer = Program(class_site, token).asks(address)
    refused(answer, "not-logged-in", 401)
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="argmap"'


@pytest.mark.parametrize("address", CHANGES)
def test_nobody_changes_anything(nobody: Program, address: str) -> None:
    answer = nobody.posts(address, edit=ADD)
    refused(answer, "not-logged-in", 401)
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="argmap"'


@pytest.mark.parametrize("address", ["/debates/harbor/history", "/suggestions", "/suggestions/1"])
def test_nobody_reads_what_is_told_to_members(nobody: Program, address: str) -> None:
    refused(nobody.asks(address), "not-logged-in", 401)


def test_a_cookie_lets_nobody_in(class_library: Library, class_site: Flask) -> None:
    secret = class_library.authentication.log_in("Ann", "correct horse battery", origin="here")
    client = class_site.test_client()
    client.set_cookie("argmap-session-80", secret)
    assert client.get("/account").status_code == 200
    refused(client.post(f"/api{EDITS}", json={"edit": ADD}), "not-logged-in", 401)
    refused(client.get("/api/suggestions"), "not-logged-in", 401)


@pytest.mark.parametrize("address", CHANGES)
def test_a_reader_changes_nothing(enter: Enter, address: str) -> None:
    refused(enter("Rita").posts(address, edit=ADD), "not-permitted", 403)


@pytest.mark.parametrize("address", [each for each in CHANGES[1:] if "withdraw" not in each])
def test_a_student_decides_nothing(student: Program, address: str) -> None:
    refused(student.posts(address), "not-permitted", 403)


@pytest.mark.parametrize("address", [EDITS, "/debates/harbor/history/1/undo"])
def test_what_another_site_sends_is_refused(program: Program, address: str) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Referer": "https://evil.example/"}):
        refused(program.posts(address, headers, edit=ADD), "not-permitted", 403)


def test_another_name_of_the_server_is_misdirected(program: Program) -> None:
    answer = program.asks("/debates", headers={"Host": "evil.example"})
    assert "http://localhost:80/" in refused(answer, "misdirected", 421)["detail"]


def test_a_site_that_is_only_read_changes_nothing(library: Library) -> None:
    site = Program(create_app(library))
    refused(site.posts(EDITS, edit=ADD), "not-permitted", 403)
    assert site.reads("/debates/harbor")["debate"] == "harbor"


def test_a_private_site_tells_strangers_nothing(class_library: Library) -> None:
    site = create_app(class_library, access=Access(is_local=True, is_private=True))
    for address in ("/debates", "/openapi.json", "/nowhere"):
        refused(Program(site).asks(address), "not-logged-in", 401)


def test_our_mistake_is_told_without_its_cause(library: Library) -> None:
    site = create_app(library)
    site.config["PROPAGATE_EXCEPTIONS"] = False
    site.add_url_rule("/api/mistake", "mistake", lambda: str(int("secret")))
    details = refused(Program(site).asks("/mistake"), "our-mistake", 500)
    assert "secret" not in str(details)


def test_every_kind_has_a_name_and_a_title_of_its_own() -> None:
    assert len({kind.name for kind in KINDS}) == len({kind.title for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_is_explained_where_its_type_leads(program: Program, kind: Kind) -> None:
    page = program.site.test_client().get("/refusals").text
    found = re.search(rf'<section id="{kind.name}".*?>(.*?)</section>', page, re.DOTALL)
    assert found
    assert kind.title in found[1]
    assert f"{kind.status.value} {kind.name}" in found[1]
