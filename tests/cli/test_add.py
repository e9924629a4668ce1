from pathlib import Path
from typing import Any

import pytest

from argmap import cli
from tests import commanding

NEW = "It costs more than it brings."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Say what the claim is to be, such as --support CLAIM."),
        (["--thesis", "--support", "build"], "--thesis and --support do not go together"),
        (["--support", "build", "--support", "few", "--objection", "few"], "do not go together"),
        (["--support"], "Option '--support' requires an argument"),
        (["--support", "build", "--relevance", "2"], '"2" is no number from 0 to 1, such as 0.8.'),
        (["--support", "build", "--relevance", "nan"], '"nan" is no number from 0 to 1'),
        (["--support", "build", "--relevance", "much"], '"much" is no number from 0 to 1'),
        (["--support", "build", "--position", "0"], '"0" is none: the first is 1.'),
        (["--support", "build", "--stance", "keepers"], "write VIEWPOINT=STANCE"),
        (["--support", "build", "--stance", "keepers=acepts"], 'Did you mean "accepts"?'),
        (["--support", "build", "--stance", "keepers=1.5"], '"1.5" is no stance'),
        (["--support", "build", "--stance", "keepers=silent"], '"silent" is no stance'),
        (
            ["--support", "build", "--stance", "keepers=open", "--stance", "keepers=doubts"],
            "A viewpoint has one stance of a claim: name it once.",
        ),
        (["--support", "build", "--source", "count"], "--source needs --quote or --finding"),
        (["--support", "build", "--quote", "Ten."], "Name the source of the evidence"),
        (["--support", "build", "--at", "p. 3"], "Name the source of the evidence"),
    ],
)
def test_a_wrong_command_line_changes_nothing(
    harbor: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    line = ["add", "harbor", NEW, *arguments]
    assert said in commanding.refusal(harbor, capsys, line, 2)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--support", "bild"], 'There is no claim "bild". Did you mean "build"?'),
        (
            ["--undercut", "nobody>build"],
            'There is no step "nobody>build". argmap step list DEBATE names them all.',
        ),
        (["--undercut", ">"], '">" names no step: write PREMISE>TARGET'),
        (
            ["--undercut", "few"],
            '"few" may be any of several steps; name one of them: few>build, few>keep.',
        ),
        (["--thesis", "--id", "few"], 'The id "few" belongs to another claim'),
        (["--thesis", "--id", "a b"], '"a b" is no id'),
        (["--thesis", "--relevance", "0.5"], "A thesis is in no step"),
        (["--premise", "hour", "--scheme", "analogy"], "The step is there already"),
        (["--thesis", "--stance", "keeper=open"], 'Did you mean "keepers"?'),
        (["--thesis", "--source", "cont", "--finding", "Ten."], 'Did you mean "count"?'),
        (["--thesis", "--note", "a\x07b"], "The note holds the control character U+0007"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(
    harbor: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    printed = commanding.refusal(harbor, capsys, ["add", "harbor", NEW, *arguments], 1)
    assert printed.startswith("argmap: ")
    assert printed.count("\n") == 1
    assert said in printed


@pytest.mark.parametrize("sentence", ["", "  ", "a\udcffb", "x" * 1001])
def test_a_sentence_that_is_none_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str], sentence: str
) -> None:
    said = commanding.refusal(harbor, capsys, ["add", "harbor", sentence, "--thesis"], 1)
    assert said.startswith("argmap: The sentence ")


@pytest.mark.parametrize(
    ("arguments", "edit"),
    [
        (["--thesis"], {"role": "thesis"}),
        (["--support", "keep"], {"role": "support", "target": "keep"}),
        (["--objection", "hour"], {"role": "objection", "target": "hour"}),
        (["--undercut", "hour"], {"role": "undercut", "target": "hour"}),
        (["--undercut", "few>build"], {"role": "undercut", "target": "few>build"}),
        (
            ["--undercut", "nobody-hurries>(hour>build)"],
            {"role": "undercut", "target": "nobody-hurries>(hour>build)"},
        ),
        (["--premise", "fees+poor>build"], {"role": "premise", "target": "fees+poor>build"}),
        (
            ["--support", "build", "--position", "1"],
            {"role": "support", "target": "build", "at": 0},
        ),
        (
            ["--support", "keep", "--relevance", "0", "--scheme", "analogy"],
            {"role": "support", "target": "keep", "relevance": 0.0, "scheme": "analogy"},
        ),
        (
            ["--thesis", "--id", "cost", "--note", "See [few](few).", "--tag", "a", "--tag", "b"],
            {"role": "thesis", "id": "cost", "note": "See [few](few).", "tags": ["a", "b"]},
        ),
        (
            ["--thesis", "--stance", "keepers=leans", "--stance", "builders=0.3"],
            {"role": "thesis", "stances": {"keepers": 0.75, "builders": 0.3}},
        ),
        (
            ["--thesis", "--source", "count", "--quote", "Ten.", "--finding", "T.", "--at", "p. 1"],
            {
                "role": "thesis",
                "evidence": [{"source": "count", "quote": "Ten.", "finding": "T.", "at": "p. 1"}],
            },
        ),
    ],
)
def test_a_claim_is_added(harbor: Path, arguments: list[str], edit: dict[str, Any]) -> None:
    made = commanding.edit(harbor, "add", "harbor", NEW, *arguments)
    assert made == {"edit": "add-claim", "sentence": NEW, **edit}


def test_what_was_done_is_one_line_with_the_way_back(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = harbor.read_bytes()
    assert cli.main(["add", "harbor", NEW, "--objection", "build"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out == (
        "harbor/it-costs-more-than-it-brings: added an objection to “The town should build the bridge.”: "
        "“It costs more than it brings.” (take it back: argmap undo harbor 1)\n"
    )
    assert cli.main(["undo", "harbor", "1"]) == 0
    assert harbor.read_bytes() == before


def test_the_file_gains_the_claim_and_keeps_every_line(harbor: Path) -> None:
    before = harbor.read_text(encoding="utf-8")
    assert cli.main(["add", "harbor", NEW, "--support", "keep", "--id", "cost"]) == 0
    after = harbor.read_text(encoding="utf-8")
    assert after == f"{before}      - id: cost\n        claim: {NEW}\n"


@pytest.mark.usefixtures("harbor")
def test_a_warning_goes_to_standard_error_and_the_claim_is_added(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["add", "harbor", "x" * 301, "--thesis"]) == 0
    printed = capsys.readouterr()
    assert printed.err.startswith("debates/harbor.yaml:")
    assert " warning long-claim: " in printed.err
    assert printed.out.startswith("harbor/")


@pytest.mark.parametrize("script", ["港の橋は高すぎる。", "Der Steg genügt."])
def test_any_script_is_taken(harbor: Path, capsys: pytest.CaptureFixture[str], script: str) -> None:
    assert cli.main(["add", "harbor", script, "--thesis"]) == 0
    id = capsys.readouterr().out.partition(":")[0].removeprefix("harbor/")
    assert commanding.debate(harbor).claims[id].text == script
