import pytest
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt

from argmap.formats import markdown_text
from argmap.model import Claim, Debate, Event, Evidence, Premise, Source, Step, Viewpoint
from argmap.views import View
from tests.strategies import debates


def step(kind: str, *premises: Premise, undercuts: tuple[Step, ...] = ()) -> Step:
    return Step(kind=kind, premises=premises, undercuts=undercuts)  # type: ignore[arg-type] # a kind


DEBATE = Debate(
    id="d",
    title="Bases *and* bases",
    question="Should they stay?",
    summary="Why [it](b) matters.\n\n# At length\n\nMore.",
    checked="2026-03-31",
    authors=("A. Author", "B. Author"),
    license="CC BY 4.0",
    viewpoints={
        "v": Viewpoint(id="v", name="Vee", summary="Stay.", holders=("One", "Two")),
        "w": Viewpoint(id="w", name="Double-u", summary="Go."),
    },
    sources={
        "unused": Source(id="unused", title="Never cited"),
        "z": Source(
            id="z", title="Zeal", author="Zola", date="1996-12", url="https://z.example/?a_b"
        ),
        "a": Source(id="a", title="A report", author="Abe", outlet="The Paper", date="1995"),
    },
    events=(
        Event(date="1996-12-02", text="It\nbegins.", source="z"),
        Event(date="1997", text="On."),
    ),
    theses=("t",),
    claims={
        "t": Claim(
            id="t",
            text="They should stay [for now].",
            note="A note with a\n\n- list.",
            stances={"v": 1, "w": 0.1},
            evidence=(
                Evidence(source="z", quote="exact_words", at="p. 3"),
                Evidence(source="a", finding="In *other* words."),
            ),
            supports=(
                step("support", Premise("b"), undercuts=(step("undercut", Premise("u")),)),
                step("support", Premise("c"), Premise("u", is_reuse=True)),
            ),
            objections=(step("objection", Premise("c", is_reuse=True)),),
        ),
        "b": Claim(
            id="b", text="B.", stances={"v": 0.75}, objections=(step("objection", Premise("x")),)
        ),
        "u": Claim(id="u", text="U."),
        "c": Claim(id="c", text="C."),
        "x": Claim(id="x", text="X.", supports=(step("support", Premise("y")),)),
        "y": Claim(id="y", text="Y."),
    },
)

WHOLE = """\
# Bases \\*and\\* bases

**Should they stay?**

Why it matters.

#### At length

More.

## Viewpoints

### Vee

*Held by One; Two.*

Stay.

- Accepts: They should stay \\[for now\\].

### Double-u

Go.

- Rejects, 0.1: They should stay \\[for now\\].

## Claims

- **Thesis:** They should stay \\[for now\\].

  A note with a

  - list.

  - Evidence: “exact\\_words” [2, p. 3]
  - Evidence: In *other* words. [1]
  - **Support:** B.
    - **Undercut of the step above:** U.
    - **Objection:** X.
      - **Support:** Y.
  - **Support, by 2 claims that are needed together:**
    - **Premise:** C.
    - **Premise:** U. (see above)
  - **Objection:** C. (see above)

## Timeline

- **December 2, 1996:** It begins. [2]
- **1997:** On.

## Sources

1. Abe. “A report.” The Paper, 1995.
2. Zola. *Zeal*. December 1996. <https://z.example/?a_b>.

---

*Facts checked up to March 31, 2026. Written by A. Author, B. Author. License: CC BY 4.0.*
"""


def claims_of(text: str) -> str:
    return text.partition("## Claims\n")[2].partition("\n---")[0].partition("\n## ")[0].strip()


def test_the_whole_debate_is_an_outline_with_its_sources() -> None:
    assert markdown_text.text(DEBATE, View()) == WHOLE


def test_a_lens_puts_its_stance_behind_every_claim() -> None:
    assert claims_of(markdown_text.text(DEBATE, View(lens="v", focus="b"))) == (
        "Only one branch of the debate is shown.\n\n"
        "Behind each claim stands the stance of **Vee**.\n\n"
        "- **Claim:** B. *(leans)*\n"
        "  - **Objection:** X. *(silent)*\n"
        "    - **Support:** Y. *(silent)*"
    )


def test_what_lies_below_the_depth_is_counted() -> None:
    assert claims_of(markdown_text.text(DEBATE, View(focus="b", depth=1))) == (
        "Only one branch of the debate is shown.\n\n"
        "- **Claim:** B.\n  - **Objection:** X.\n    - *1 more claim below.*"
    )


def test_a_branch_cites_only_its_own_sources_and_leaves_the_timeline() -> None:
    text = markdown_text.text(DEBATE, View(focus="b"))
    assert "## Sources" not in text
    assert "## Timeline" not in text


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(debate=debates())
def test_every_sentence_is_shown_as_it_is(debate: Debate) -> None:
    html = MarkdownIt("commonmark", {"maxNesting": 500}).render(markdown_text.text(debate, View()))
    assert [text for text in sentences(debate) if text not in html] == []


def sentences(debate: Debate) -> list[str]:
    table = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
    return [" ".join(claim.text.split()).translate(table) for claim in debate.claims.values()]


@pytest.mark.parametrize(
    "text", ["1. x", "# x", "- x", "> x", "a\\*b", "&amp;", "<b>", "`x`", "~~x~~"]
)
def test_a_title_with_marks_is_shown_as_it_is(text: str) -> None:
    outline = markdown_text.text(Debate(id="d", title=text, question="Q"), View())
    tokens = MarkdownIt("commonmark").enable("strikethrough").parse(outline)
    assert "".join(child.content for child in tokens[1].children or []) == text
