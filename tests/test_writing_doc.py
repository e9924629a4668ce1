"""docs/writing-debates.md says what the shipped debates say."""

import re
from pathlib import Path

import pytest

from argmap import cli, resources
from argmap.library import Library
from argmap.model import walk_steps

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "writing-debates.md").read_text(encoding="utf-8")

LEFT_OUT = "# …\n"
EXAMPLES = re.findall(r"```yaml\n# (\S+)\n(.*?)```", PAGE, re.DOTALL)
NAMES = re.findall(r"\*\*([^*]+)\*\*", PAGE.split("## Names")[1].split("\n## ")[0])
ANCHORS = {
    re.sub(r"[^\w -]", "", heading).replace(" ", "-").lower()
    for heading in re.findall(r"^##+ (.+)$", PAGE, re.MULTILINE)
}
DEBATES = [volume.readable() for volume in Library(resources.debates()).volumes()]


def file(debate: str) -> str:
    return (resources.debates() / f"{debate}.yaml").read_text(encoding="utf-8")


def test_every_example_names_its_debate() -> None:
    assert len(EXAMPLES) == PAGE.count("```yaml") > 15


@pytest.mark.parametrize(("debate", "example"), EXAMPLES)
def test_an_example_stands_in_its_debate_line_by_line(debate: str, example: str) -> None:
    pieces = [re.escape(piece) for piece in example.split(LEFT_OUT)]
    # Each piece begins where a line begins, and they follow each other in the order of the file.
    assert re.search("^" + "(?:.*\n)*?".join(pieces), file(debate) + "\n", re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_the_glossary_is_in_use(name: str) -> None:
    word = name.removeprefix("the ")
    texts = " ".join(" ".join(file(debate.id).split()) for debate in DEBATES)
    assert re.search(rf"\b{re.escape(word)}\b", texts)


def test_every_scheme_in_use_has_its_questions() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE)
    used = {
        step.scheme
        for debate in DEBATES
        for claim in debate.claims.values()
        for step in walk_steps(claim.steps)
        if step.scheme
    }
    assert rows == sorted(rows)
    assert set(rows) == used


def test_the_tables_are_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["tally", str(resources.debates())]) == 0
    tables = PAGE.split("<!-- argmap tally -->\n\n")[1].split("\n<!-- end of argmap tally -->")[0]
    assert tables == capsys.readouterr().out, "run scripts/renew_tally.py"


@pytest.mark.parametrize("target", re.findall(r"(?<!`)\[[^\]]+\]\(([^)]+)\)(?!`)", PAGE))
def test_every_link_leads_somewhere(target: str) -> None:
    path, _, anchor = target.partition("#")
    is_example = any(f"]({target})" in example for _, example in EXAMPLES)
    assert is_example or (anchor in ANCHORS if not path else (ROOT / "docs" / path).exists())
