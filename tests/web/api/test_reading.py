"""What the API tells of debates."""

import json
from pathlib import Path

import pytest

from argmap import cli
from argmap.edits import places
from argmap.library import Library
from tests.programs import ADD, Program, told
from tests.web.api.conftest import Enter

READ = (
    "",
    "/openapi.json",
    "/debates",
    "/debates/harbor",
    "/debates/harbor/claims",
    "/debates/harbor/claims/few",
    "/debates/harbor/problems",
    "/debates/harbor/text",
    "/debates/harbor/history",
    "/debates/harbor/history/1",
    "/search?q=ferry",
    "/suggestions",
)


def test_the_beginning_leads_to_the_rest_and_says_who_asks(
    program: Program, enter: Enter, nobody: Program
) -> None:
    begin = program.reads("")
    assert begin.pop("asker") == {"name": "Ann", "role": "coach"}
    assert all(address.startswith("/") for address in begin.values())
    assert enter("Tom").reads("")["asker"] == {"name": "Tom", "role": "student"}
    assert nobody.reads("")["asker"] is None


def test_every_file_is_a_line(program: Program) -> None:
    lines = {line["debate"]: line for line in program.reads("/debates")["debates"]}
    assert set(lines) == {"harbor", "日本", "faulty", "broken"}
    assert lines["harbor"]["question"] == "Should the town build a bridge across the harbor?"
    assert lines["harbor"]["tags"] == ["transport", "town"]
    assert (lines["faulty"]["claims"], lines["faulty"]["errors"]) == (1, 1)
    assert (lines["broken"]["title"], lines["broken"]["errors"]) == (None, 1)


def test_a_debate_is_as_it_is_exported(
    program: Program, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for debate in ("harbor", "日本", "faulty"):
        found = program.reads(f"/debates/{debate}")
        cli.main(["export", str(folder / f"{debate}.yaml"), "-f", "json", "-o", "-"])
        assert found["export"] == json.loads(capsys.readouterr().out)
        assert found["revision"] == Library(folder).volume(debate).revision


def test_claims_are_told_flat_in_the_words_of_edits(program: Program) -> None:
    claims = program.reads("/debates/harbor/claims")["claims"]
    assert [claim["claim"] for claim in claims][:4] == [
        "build",
        "hour",
        "nobody-hurries",
        "doctors",
    ]
    build, hour = claims[0], claims[1]
    assert build["stances"] == {"builders": 1.0, "keepers": 0.0, "bystanders": 0.6}
    assert hour["evidence"][0] == {
        "source": "count",
        "quote": "Fifty-eight minutes on average.",
        "finding": "",
        "at": "p. 3",
    }
    assert [step["step"] for step in build["steps"]] == [
        "hour>build",
        "nobody-hurries>(hour>build)",
        "doctors>(nobody-hurries>(hour>build))",
        "fees+poor>build",
        "few>build",
    ]
    assert build["steps"][0] | {"premises": ["hour"]} == {
        "step": "hour>build",
        "kind": "support",
        "premises": ["hour"],
        "relevance": 0.8,
        "scheme": "cause-to-effect",
        "questions": "",
    }
    assert build["steps"][1]["questions"] == "hour>build"


def test_a_claim_says_what_it_is_used_for(program: Program) -> None:
    few = program.reads("/debates/harbor/claims/few")
    assert few["sentence"] == "Few people cross the harbor."
    assert [(use["step"], use["target"], use["is_reuse"]) for use in few["uses"]] == [
        ("few>build", "build", False),
        ("few>keep", "keep", True),
    ]


def test_every_place_names_its_step(program: Program, library: Library) -> None:
    debate = library.debate("harbor")
    for claim in program.reads("/debates/harbor/claims")["claims"]:
        for step in claim["steps"]:
            assert list(places.find(debate, step["step"]).step.claims) == step["premises"]


def test_problems_are_those_that_check_prints(
    program: Program, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for debate in ("faulty", "broken"):
        cli.main(["check", str(folder / f"{debate}.yaml"), "--format", "json"])
        printed = json.loads(capsys.readouterr().out)["problems"]
        assert [problem.pop("file") for problem in printed]
        assert program.reads(f"/debates/{debate}/problems")["problems"] == printed


@pytest.mark.parametrize("debate", ["harbor", "日本", "broken"])
def test_a_text_is_the_file_to_the_byte_and_named_by_its_revision(
    program: Program, folder: Path, debate: str
) -> None:
    answer = program.asks(f"/debates/{debate}/text")
    assert answer.data == (folder / f"{debate}.yaml").read_bytes()
    assert answer.mimetype == "application/yaml"
    assert answer.headers["ETag"] == f'"{Library(folder).volume(debate).revision}"'


def test_words_are_found_in_all_debates_or_in_one(program: Program) -> None:
    hits = program.reads("/search?q=ferry")["hits"]
    assert {hit["debate"] for hit in hits} == {"harbor"}
    assert "ferry" in hits[0]["match"].casefold()
    assert program.reads("/search?q=ferry&debate=faulty")["hits"] == []
    assert program.reads("/search?q=ferry&viewpoint=keepers")["hits"]
    assert program.reads("/search?q=")["hits"] == []


def test_the_history_goes_back_page_by_page(program: Program) -> None:
    for number in range(1, 6):
        edit = {**ADD, "sentence": f"Tunnel {number}."}
        assert program.posts("/debates/harbor/edits", edit=edit).status_code == 201
    address, seen = "/debates/harbor/history?limit=2", []
    while address:
        answer = program.asks(address)
        seen += [change["number"] for change in told(answer)["changes"]]
        link = answer.headers.get("Link", "")
        assert not link or link.endswith('>; rel="next"')
        address = link[len("</api") : -len('>; rel="next"')]
    assert seen == [5, 4, 3, 2, 1]


def test_a_change_is_told_as_the_command_tells_it(
    program: Program, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program.posts("/debates/harbor/edits", edit=ADD)
    cli.main(["history", str(folder / "harbor.yaml"), "1", "--format", "json"])
    change = program.reads("/debates/harbor/history/1")
    assert change == json.loads(capsys.readouterr().out)
    assert change["argument"][0]["sentence"] == "added a thesis: “A tunnel.”"
    assert "+  - id: a-tunnel" in change["text"]


@pytest.mark.parametrize("address", READ)
def test_who_has_it_already_is_told_so(program: Program, coach: Program, address: str) -> None:
    for asker in (program, coach):
        asker.posts("/debates/harbor/edits", edit=ADD)
        tag = asker.asks(address).headers["ETag"]
        again = asker.asks(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")
        asker.posts("/debates/harbor/edits", edit={**ADD, "sentence": "A ferry, or a tunnel."})
        assert asker.asks(address, headers={"If-None-Match": '"another"'}).status_code == 200


@pytest.mark.parametrize("address", ["/debates", "/debates/harbor", "/debates/harbor/text"])
def test_a_change_shows_at_the_next_request(program: Program, address: str) -> None:
    tag = program.asks(address).headers["ETag"]
    program.posts("/debates/harbor/edits", edit=ADD)
    assert program.asks(address, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", READ[:4])
def test_a_head_is_that_of_the_answer(program: Program, address: str) -> None:
    answer, head = program.asks(address), program.asks(address, method="HEAD")
    assert head.data == b""
    assert head.headers["ETag"] == answer.headers["ETag"]
    assert head.headers["Content-Type"] == answer.headers["Content-Type"]


def test_a_token_is_no_way_to_what_others_were_told(coach: Program, nobody: Program) -> None:
    assert coach.reads("")["asker"]["name"] == "Ann"
    assert nobody.reads("")["asker"] is None
    assert coach.reads("")["asker"]["name"] == "Ann"


@pytest.mark.parametrize("address", ["/debates", "/debates/harbor", "/debates/harbor/claims"])
def test_what_is_of_files_alone_is_remembered_as_pages_are(nobody: Program, address: str) -> None:
    answered: list[str] = []
    nobody.site.before_request(lambda: answered.append(address))
    first, second = nobody.asks(address), nobody.asks(address)
    assert (first.status_code, first.data) == (200, second.data)
    assert answered == [address]
