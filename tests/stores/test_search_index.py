import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import SearchMissing
from argmap.model import Claim, Debate, Event, Evidence, Source, Viewpoint
from argmap.stores import search_index
from argmap.stores.search_index import Hit, SearchIndex

BASES = Debate(
    id="bases",
    title="Bases in Okinawa",
    question="Should they stay?",
    summary="Why it is *fought* over.",
    tags=("security",),
    viewpoints={
        "tokyo": Viewpoint(
            id="tokyo", name="Tōkyō", summary="Deterrence first.", holders=("Cabinet",)
        ),
        "naha": Viewpoint(id="naha", name="Naha", summary="Fairness first."),
    },
    sources={
        "saco": Source(id="saco", title="The SACO Final Report", author="SACO", date="1996-12")
    },
    events=(Event(date="1996-12-02", text="SACO recommends a [sea base](x)."),),
    theses=("close",),
    claims={
        "close": Claim(
            id="close",
            text="Futenma should close, says the U.S. side.",
            note="It lies in a **dense** city near a runway.",
            stances={"tokyo": 0.75},
            evidence=(Evidence(source="saco", quote="within five to seven years"),),
        ),
        "runway": Claim(id="runway", text="A runway costs money.", stances={"naha": 1}),
        "evidence": Claim(
            id="evidence",
            text="Dugongs.",
            evidence=(Evidence(source="saco", finding="No runway is safe."),),
        ),
        "japanese": Claim(id="japanese", text="在沖縄米軍の基地は多い。"),
    },
)
TRADE = Debate(
    id="trade",
    title="Trade",
    question="Free or managed?",
    viewpoints={"tokyo": Viewpoint(id="tokyo", name="T", summary="Open markets.")},
    theses=("a",),
    claims={"a": Claim(id="a", text="Runway lights are exported.", stances={"tokyo": 1})},
)


def index_of(*debates: Debate) -> SearchIndex:
    index = SearchIndex()
    index.update({debate.id: ("1", debate) for debate in debates})
    return index


INDEX = index_of(BASES, TRADE)


def places(words: str, *, debate: str | None = None, viewpoint: str | None = None) -> list[str]:
    hits = INDEX.search(words, debate=debate, viewpoint=viewpoint)
    return [f"{hit.debate} {hit.claim} {hit.where}" for hit in hits]


@pytest.mark.parametrize(
    "words",
    [
        *("", " ", "\0", '"', '"""', "*", "?!", "AND", "NOT x", "NEAR(q z", "head : x", "{", "^q"),
        *("q*z*", "-- ;DROP TABLE passages", "col:", "((", "\ud800"),
        *("x" * 100_000, "q " * 100_000, "漢" * 100_000),
    ],
)
def test_hostile_words_find_nothing_and_raise_nothing(words: str) -> None:
    assert places(words) == []


@given(st.text(max_size=30))
def test_any_words_may_be_asked_for(words: str) -> None:
    INDEX.search(words)


def test_a_python_without_full_text_search_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = search_index.TABLE.replace("fts5", "fts_that_is_not_there")
    monkeypatch.setattr(search_index, "TABLE", lacking)
    with pytest.raises(SearchMissing, match="FTS5"):
        index_of(BASES)


def test_sentences_come_before_notes_and_notes_before_evidence() -> None:
    assert places("runway") == [
        "bases runway claim",
        "trade a claim",
        "bases close note",
        "bases evidence evidence",
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("futen", ["bases close claim"]),
        ("FUTENMA CITY", ["bases close claim"]),
        ("us", ["bases close claim"]),
        ("tokyo", ["bases None viewpoint"]),
        ("cabinet", ["bases None viewpoint"]),
        ("fought", ["bases None summary"]),
        ("okinawa", ["bases None summary"]),
        ("security", ["bases None summary"]),
        ("final report", ["bases None source"]),
        ("sea base", ["bases None event"]),
        ('"dense city"', ["bases close note"]),
        ('"city dense"', []),
        ("dense runway dugong", []),
        ("米", ["bases japanese claim"]),
        ("基地", ["bases japanese claim"]),
        ("沖縄 多い", ["bases japanese claim"]),
        ("基米", []),
    ],
)
def test_words_are_found_where_they_stand(words: str, found: list[str]) -> None:
    assert places(words) == found


def test_a_hit_stands_in_its_context_as_plain_text() -> None:
    assert INDEX.search("dense")[0] == Hit(
        debate="bases",
        claim="close",
        where="note",
        before="It lies in a ",
        match="dense",
        after=" city near a runway.",
    )


def test_a_long_context_is_cut_between_words() -> None:
    text = "before " * 30 + "needle" + " after" * 40
    hit = index_of(replace(TRADE, claims={"a": Claim(id="a", text=text)})).search("needle")[0]
    assert hit.before == "…" + "before " * 9
    assert hit.after == " after" * 21 + "…"


def test_a_debate_may_be_chosen() -> None:
    assert places("runway", debate="trade") == ["trade a claim"]
    assert places("runway", debate="gone") == []


def test_a_viewpoint_keeps_its_summary_and_the_claims_that_it_has_a_stance_on() -> None:
    assert places("runway", debate="bases", viewpoint="naha") == ["bases runway claim"]
    assert places("first", viewpoint="naha") == ["bases None viewpoint"]
    assert places("first") == ["bases None viewpoint", "bases None viewpoint"]


def test_only_what_has_changed_is_read_anew() -> None:
    index = index_of(BASES, TRADE)
    changed = replace(TRADE, claims={"a": Claim(id="a", text="Needles.")})
    index.update({"trade": ("2", changed), "bases": ("1", replace(BASES, claims={}))})
    assert [hit.claim for hit in index.search("needles")] == ["a"]
    assert [hit.claim for hit in index.search("futenma")] == ["close"]
    assert [hit.debate for hit in index.search("lights")] == []
    index.update({})
    assert index.search("needles") == ()


def test_no_more_hits_are_returned_than_anybody_reads() -> None:
    claims = {str(n): Claim(id=str(n), text="Same words.") for n in range(300)}
    assert len(index_of(replace(TRADE, claims=claims)).search("words")) == search_index.MOST_HITS


def test_threads_may_search_while_others_update() -> None:
    index = SearchIndex()

    def work(turn: int) -> int:
        index.update({"bases": (str(turn % 3), BASES)})
        return len(index.search("runway"))

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(work, range(200))) == {3}


def test_this_python_can_search() -> None:
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
