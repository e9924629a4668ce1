import pytest
import yaml

from argmap.formats import yaml_text
from argmap.model import Claim, Debate, Event, Evidence, Premise, Source, Step, Viewpoint
from argmap.views import View

DEBATE = Debate(
    id="d",
    title="U.S. bases: a debate",
    question="Should they stay?",
    summary="One line.\n\n  Another one, indented.",
    checked="2026-03-31",
    tags=("security", "no", "a, b"),
    viewpoints={
        "v": Viewpoint(id="v", name="V", summary="S", holders=("Japan's ministries", "x: y")),
        "no": Viewpoint(id="no", name="#N", summary='Say "no".'),
    },
    sources={"s": Source(id="s", title="012", date="1996-12", url="https://example.org/a#b")},
    events=(Event(date="1996", text="1:30", source="s"),),
    theses=("a",),
    claims={
        "a": Claim(
            id="a",
            text="A sentence so long that it does not fit on one line of the file, " * 2 + "ends.",
            stances={"v": 1, "no": 0.6},
            evidence=(Evidence(source="s", quote='"it\'s"', at="p. 3"),),
            supports=(
                Step(kind="support", premises=(Premise("b"), Premise("c")), relevance=0.5),
                Step(kind="support", premises=(Premise("c", is_reuse=True),), scheme="sign"),
            ),
        ),
        "b": Claim(id="b", text="Ends with a colon:", tags=("x",)),
        "c": Claim(id="c", text="結論である。"),
    },
)

TEXT = """\
format: argmap 1
title: "U.S. bases: a debate"
question: Should they stay?
summary: |
  One line.

    Another one, indented.
checked: 2026-03-31
tags: [security, "no", "a, b"]

viewpoints:
  v:
    name: V
    holders: [Japan's ministries, "x: y"]
    summary: S
  "no":
    name: "#N"
    summary: Say "no".

sources:
  s:
    title: "012"
    date: 1996-12
    url: https://example.org/a#b

events:
  - date: 1996
    text: "1:30"
    source: s

claims:
  - id: a
    claim: A sentence so long that it does not fit on one line of the file, A sentence so long that
      it does not fit on one line of the file, ends.
    stances: {v: accepts, "no": 0.6}
    evidence:
      - source: s
        quote: "\\"it's\\""
        at: p. 3
    supports:
      - premises:
          - id: b
            claim: "Ends with a colon:"
            tags: [x]
          - id: c
            claim: 結論である。
        relevance: 0.5
      - ref: c
        scheme: sign
"""


def test_a_debate_is_written_as_people_would() -> None:
    assert yaml_text.text(DEBATE, View()) == TEXT


@pytest.mark.parametrize(
    "text",
    [
        *("no", "012", "1:30", "null", "~", "0x1f", "1e3", ".inf", "yes", "2024-01-01", "=", "<<"),
        *("- a", "? a", "-", "--- a", "a: b", "a:", "a #b", "*a", "&a", "!a", "%a", "@a", "`a`"),
        *("[a", "{a", "a]", "'a'", '"a"', "a\\b", "\\", 'a\\ b"'),
        *("a\tb", "a\u3000b", "\u200b", "a\nb", "  a", "a\x07"),
    ],
)
def test_other_programs_read_the_same_text(text: str) -> None:
    debate = Debate(id="d", title=text, question="Q", tags=(text,))
    written = yaml.safe_load(yaml_text.text(debate, View()))
    assert written["title"].rstrip("\n") == text
    assert written["tags"] == [text]


def test_no_line_that_can_be_broken_is_longer_than_100_characters() -> None:
    debate = Debate(id="d", title="long words: " * 60, question="never: ending - words # " * 60)
    assert max(map(len, yaml_text.text(debate, View()).splitlines())) <= 100
