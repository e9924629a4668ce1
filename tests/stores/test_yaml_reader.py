import gc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.model import Claim, Debate, Evidence, Premise, Step, walk_steps
from argmap.problems import Mark
from argmap.schema import MOST_CLAIMS
from argmap.stores import yaml_reader
from argmap.stores.findings import MOST_TOLD
from argmap.stores.yaml_reader import Reading
from bench.debates import generate
from tests.corpus import BROKEN, FOLDER, FRAME, GOOD, codes, read, read_claims


def good(name: str) -> Debate:
    debate = read(FOLDER / "good" / name).debate
    assert debate is not None
    return debate


def debate_of(reading: Reading) -> Debate:
    assert reading.debate is not None
    return reading.debate


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.name)
def test_a_broken_file_reports_exactly_its_faults(path: Path) -> None:
    expected = path.with_name(f"{path.name}.expected").read_text(encoding="utf-8")
    reported = [problem.located("").removeprefix(":") for problem in read(path).problems]
    assert reported == expected.splitlines()


def test_five_faults_are_five_problems() -> None:
    assert len(read(FOLDER / "broken" / "five-faults.yaml").problems) == 5


@pytest.mark.parametrize("path", [*GOOD, *BROKEN], ids=lambda path: path.name)
def test_whatever_a_file_holds_the_debate_refers_only_to_what_is_in_it(path: Path) -> None:
    debate = read(path).debate
    if debate is not None:
        assert_whole(debate)


def assert_whole(debate: Debate) -> None:
    for claim in debate.claims.values():
        premises = {id for step in walk_steps(claim.steps) for id in step.claims}
        assert premises <= debate.claims.keys()
        assert claim.stances.keys() <= debate.viewpoints.keys()
        assert {evidence.source for evidence in claim.evidence} <= debate.sources.keys()
    assert {event.source for event in debate.events} <= {"", *debate.sources}
    assert set(debate.theses) <= debate.claims.keys()


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_a_good_file_reports_nothing(path: Path) -> None:
    assert read(path).problems == ()


@pytest.mark.parametrize("claims", [1, 2, 9, 30, 100, 1000])
def test_a_made_up_debate_has_the_claims_it_promises_and_no_fault(claims: int) -> None:
    reading = yaml_reader.read_text(generate(claims, seed=claims), id="made-up")
    assert reading.problems == ()
    assert len(debate_of(reading).claims) == claims


def test_a_made_up_debate_reuses_about_seven_percent_of_its_claims() -> None:
    claims = debate_of(yaml_reader.read_text(generate(5000), id="made-up")).claims.values()
    steps = [step for claim in claims for step in walk_steps(claim.steps)]
    reused = sum(premise.is_reuse for step in steps for premise in step.premises)
    assert 0.06 < reused / 5000 < 0.08
    assert any(step.is_linked for step in steps)
    assert any(step.undercuts for step in steps)


def test_every_key_is_read() -> None:
    debate = good("every-key.yaml")
    assert debate.id == "every-key"
    assert debate.tags == ("keys", "two words")
    assert debate.language == "en-US"
    assert debate.authors == ("Ada Example", "Bo Example")
    assert debate.viewpoints["readers"].summary == "Folded over two lines."
    assert debate.sources["handbook"].isbn == "978-3-16-148410-0"
    assert [event.source for event in debate.events] == ["handbook", ""]
    assert debate.claims["keys-are-read"] == Claim(
        id="keys-are-read",
        text="Every key is read.",
        note="- A list in Markdown.\n- With two items.",
        stances={"readers": 1.0, "writers": 0.35},
        tags=("keys",),
        evidence=(
            Evidence(source="handbook", quote="every key", at="p. 3"),
            Evidence(source="leaflet", finding="Most keys, at least."),
        ),
        supports=(
            Step(
                kind="support",
                premises=(Premise("tested"),),
                relevance=0.8,
                scheme="expert-opinion",
                undercuts=(
                    Step(
                        kind="undercut",
                        premises=(Premise("the-test-was-written-by-the-readers-author"),),
                    ),
                ),
            ),
        ),
        objections=(
            Step(
                kind="objection",
                premises=(Premise("a-key-may-be-forgotten"), Premise("tested", is_reuse=True)),
                relevance=0.5,
                scheme="consequences",
            ),
        ),
    )


def test_claims_stand_in_the_order_of_the_file() -> None:
    debate = good("undercuts.yaml")
    assert list(debate.claims) == [
        "thesis",
        "rang",
        "test",
        "other-floor",
        "the-floors-share-one-alarm",
        "the-plan-shows-no-other-floor",
    ]


def test_marks_say_where_things_stand() -> None:
    debate = good("every-key.yaml")
    assert debate.viewpoints["writers"].mark == Mark(24, 3)
    assert debate.sources["leaflet"].mark == Mark(38, 3)
    claim = debate.claims["keys-are-read"]
    assert claim.mark == Mark(50, 5)
    assert claim.evidence[1].mark == Mark(61, 9)
    assert claim.objections[0].mark == Mark(71, 9)


@pytest.mark.parametrize(
    ("one", "other"),
    [("every-key.yaml", "crlf.yaml"), ("minimal.yaml", "byte-order-mark.yaml")],
)
def test_line_ends_and_a_byte_order_mark_change_neither_values_nor_marks(
    one: str, other: str
) -> None:
    first, second = good(one), good(other)
    assert first.claims == second.claims
    assert first.sources == second.sources
    assert [claim.mark for claim in first.claims.values()] == [
        claim.mark for claim in second.claims.values()
    ]


def test_every_scalar_is_text() -> None:
    debate = good("scalars-are-text.yaml")
    assert (debate.title, debate.question, debate.summary) == ("012", "no", "null")
    assert debate.tags == ("yes", "1:30", "~", "0x1F", "1e3")
    assert debate.viewpoints["off"].name == ".inf"
    assert [claim.text for claim in debate.claims.values()] == ["1_000", "null", "3.10"]


def test_an_optional_key_without_a_value_equals_its_absence() -> None:
    assert good("without-values.yaml").claims["absent"] == Claim(
        id="absent",
        text="A key without a value is absent.",
        stances={"yes-sayers": 1.0, "no-sayers": 0.0},
    )


def test_json_is_read_as_yaml_is() -> None:
    debate = good("json.json")
    assert debate.title == "JSON 🗾"
    assert debate.viewpoints["spaces"].summary == "They do too.\nOn two lines."
    assert [claim.text for claim in debate.claims.values()] == [
        "JSON is read as well.",
        'A bare sentence, with a "quotation" and a / slash.',
        "It cannot hold comments.",
    ]


def test_links_to_other_debates_are_left_to_those_who_have_the_folder() -> None:
    links = read(FOLDER / "good" / "links.yaml").links
    assert [(link.debate, link.claim) for link in links] == [
        ("minimal", "the-square-should-be-free-of-cars")
    ]


def test_a_hundred_levels_pass_and_the_hundred_and_first_fails() -> None:
    assert len(good("hundred-levels.yaml").claims) == 100
    assert len(debate_of(read(FOLDER / "broken" / "hundred-and-one-levels.yaml")).claims) == 100


def test_a_debate_without_a_title_is_called_by_its_id() -> None:
    reading = yaml_reader.read_text(
        FRAME.replace("title: A title\n", "") + "claims: [One.]", id="x"
    )
    assert debate_of(reading).title == "x"


@pytest.mark.parametrize("text", ["", "a: b", "- a", FRAME, FRAME + "claims: []", "{", "\0"])
def test_a_file_without_a_claim_is_no_debate_and_says_why(text: str) -> None:
    reading = yaml_reader.read_text(text, id="x")
    assert reading.debate is None
    assert reading.has_errors


def test_a_duplicate_id_keeps_its_branch_under_another_id() -> None:
    debate = debate_of(read(FOLDER / "broken" / "duplicate-ids.yaml"))
    assert debate.claims["reason-2"].supports[0].claims == ("inner",)
    assert debate.claims["thesis"].objections[0].claims == ("reason",)


def test_a_reference_to_an_id_that_is_none_still_finds_its_claim() -> None:
    debate = debate_of(read(FOLDER / "broken" / "bad-ids.yaml"))
    assert debate.claims["thesis"].objections[0].claims == ("two-words",)
    assert debate.claims["thesis"].stances == {"one-only": 1.0, "two": 0.0}


def test_a_step_that_loses_some_premises_keeps_the_others() -> None:
    debate = debate_of(read(FOLDER / "broken" / "unknown-references.yaml"))
    assert [step.claims for step in debate.claims["thesis"].supports] == [("reason",), ("inside",)]


def test_a_misspelled_key_is_read_as_the_one_that_was_meant() -> None:
    debate = debate_of(read(FOLDER / "broken" / "unknown-keys.yaml"))
    assert debate.title == "Broken"
    assert debate.claims["thesis"].supports[0].claims == ("reason",)


def test_a_list_under_a_repeated_key_is_joined() -> None:
    debate = debate_of(read(FOLDER / "broken" / "duplicate-keys.yaml"))
    assert [step.claims for step in debate.claims["thesis"].supports] == [("first",), ("second",)]


def test_a_sentence_that_a_colon_has_cut_is_put_together() -> None:
    debate = debate_of(read(FOLDER / "broken" / "colon-in-a-bare-sentence.yaml"))
    texts = [claim.text for claim in debate.claims.values()]
    assert "Futenma: the most dangerous base." in texts
    assert "One more: it is so." in texts


def test_an_address_that_is_none_does_not_pass() -> None:
    debate = debate_of(read(FOLDER / "broken" / "addresses.yaml"))
    assert {source.url for source in debate.sources.values()} == {""}


def test_a_debate_has_at_most_fifty_thousand_claims() -> None:
    claims = "".join(f"  - Claim {number}\n" for number in range(MOST_CLAIMS))
    text = f"{FRAME}claims:\n{claims}"
    full = yaml_reader.read_text(text, id="x")
    assert codes(full) == ["unused-viewpoint", "unused-viewpoint"]
    over = yaml_reader.read_text(f"{text}  - One more\n  - ref: nothing\n", id="x")
    assert codes(over)[0] == "too-many-claims"
    assert len(debate_of(over).claims) == MOST_CLAIMS


def test_a_great_many_problems_are_cut_short() -> None:
    reading = read_claims("".join(f"  - {{claim: '{n}', ref: x}}\n" for n in range(2000)))
    assert len(reading.problems) == MOST_TOLD + 1
    assert reading.problems[-1].code == "more-problems"
    assert reading.problems[-1].sentence.startswith("There are 1,000 more problems")


def test_many_unknown_names_do_not_take_long() -> None:
    known = "".join(f"  - {{id: claim-{n}, claim: Claim {n}}}\n" for n in range(4000))
    unknown = "".join(f"  - {{claim: C{n}, supports: [ref: clam-{n}]}}\n" for n in range(4000))
    assert "unknown-claim" in codes(read_claims(known + unknown))


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("", "key-{}: x"),
        ("", "title: {}"),
        ("", "viewpoints: {{a: {{}}}}"),
        ("tags:", "- &a b"),
        ("summary: |", "  [a](b{})"),
    ],
)
def test_the_time_for_faults_grows_with_their_number_only(head: str, line: str) -> None:
    # A search through all earlier ones for each would take hours.
    faults = "\n".join(line.format(number) for number in range(50_000))
    reading = yaml_reader.read_text(f"{FRAME}claims: [One.]\n{head}\n{faults}\n", id="x")
    assert len(reading.problems) == MOST_TOLD + 1


def test_reading_leaves_the_garbage_collector_as_it_was() -> None:
    gc.disable()
    yaml_reader.read_text(FRAME, id="x")
    was_enabled = gc.isenabled()
    gc.enable()
    yaml_reader.read_text(FRAME, id="x")
    assert (was_enabled, gc.isenabled()) == (False, True)


PIECES = st.sampled_from(
    [
        *("title:", "question:", "claims:", "viewpoints:", "stances:", "supports:", "premises:"),
        *("ref:", "id:", "claim:", "undercuts:", "evidence:", "source:", "a", "b", "0.5", "](a)"),
        *(
            "- ",
            " ",
            "  ",
            "{",
            "}",
            "[",
            "]",
            ",",
            "#",
            "'",
            '"',
            "*a",
            "&a",
            "!t",
            "---",
            "...",
            "|",
        ),
        *(
            "\n",
            "\n  ",
            "\n  - ",
            "\n    ",
            "\n      - ",
            ">",
            "\t",
            "\r",
            "? ",
            ": ",
            "\\x07",
            "\x07",
        ),
    ]
)


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join)), st.booleans())
def test_no_text_makes_the_reader_raise_and_every_mark_lies_in_the_text(
    text: str,
    is_json: bool,  # noqa: FBT001
) -> None:
    reading = yaml_reader.read_text(text, id="x", is_json=is_json)
    lines = text.removeprefix("\ufeff").split("\n")
    assert reading.debate is not None or reading.problems
    for problem in reading.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@settings(deadline=None)
@given(st.binary())
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    reading = yaml_reader.read(data, id="x")
    assert reading.debate is not None or reading.problems


@settings(deadline=None)
@given(st.data())
def test_a_damaged_file_still_reads_as_far_as_it_does(data: st.DataObject) -> None:
    text = (FOLDER / "good" / "every-key.yaml").read_text()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 80)))
    middle = data.draw(st.lists(PIECES, max_size=5).map("".join))
    reading = yaml_reader.read_text(text[:start] + middle + text[end:], id="x")
    if reading.debate is not None:
        assert_whole(reading.debate)
