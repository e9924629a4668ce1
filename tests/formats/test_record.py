from typing import Any

from argmap.formats.record import record
from argmap.model import Claim, Debate, Premise, Source, Step, Viewpoint


def debate(*claims: Claim, sources: tuple[Source, ...] = ()) -> Debate:
    return Debate(
        id="d",
        title="T",
        question="Q?",
        viewpoints={"v": Viewpoint(id="v", name="V", summary="S", holders=("H",))},
        sources={source.id: source for source in sources},
        theses=(claims[0].id,),
        claims={claim.id: claim for claim in claims},
    )


def written(debate: Debate) -> Any:  # noqa: ANN401 - lists of tables of lists
    return record(debate)["claims"]


def test_the_first_key_is_the_version_of_the_format() -> None:
    assert next(iter(record(debate(Claim(id="a", text="A."))).items())) == ("format", "argmap 1")


def test_nothing_is_written_that_would_be_assumed_anyway() -> None:
    assert record(debate(Claim(id="a", text="A."))) == {
        "format": "argmap 1",
        "title": "T",
        "question": "Q?",
        "viewpoints": {"v": {"name": "V", "holders": ["H"], "summary": "S"}},
        "claims": [{"id": "a", "claim": "A."}],
    }


def test_a_stance_is_a_word_where_there_is_one() -> None:
    stances = {"v": 0.75, "w": 0.7, "x": 0.0}
    claim = written(debate(Claim(id="a", text="A.", stances=stances)))[0]
    assert claim["stances"] == {"v": "leans", "w": 0.7, "x": "rejects"}


def test_every_form_of_a_step_keeps_its_own_keys() -> None:
    undercut = Step(kind="undercut", premises=(Premise("e"),))
    thesis = Claim(
        id="a",
        text="A.",
        supports=(
            Step(kind="support", premises=(Premise("b"),), relevance=0.5, undercuts=(undercut,)),
            Step(
                kind="support", premises=(Premise("c"), Premise("b", is_reuse=True)), scheme="sign"
            ),
        ),
        objections=(Step(kind="objection", premises=(Premise("c", is_reuse=True),), relevance=0),),
    )
    others = [Claim(id=id, text=id.upper()) for id in "bce"]
    assert written(debate(thesis, *others)) == [
        {
            "id": "a",
            "claim": "A.",
            "supports": [
                {
                    "id": "b",
                    "claim": "B",
                    "relevance": 0.5,
                    "undercuts": [{"id": "e", "claim": "E"}],
                },
                {"premises": [{"id": "c", "claim": "C"}, {"ref": "b"}], "scheme": "sign"},
            ],
            "objections": [{"ref": "c", "relevance": 0}],
        }
    ]


def test_claims_ninety_nine_levels_down_are_written() -> None:
    chain = [
        Claim(
            id=str(n), text="x", supports=(Step(kind="support", premises=(Premise(str(n + 1)),)),)
        )
        for n in range(99)
    ]
    item = written(debate(*chain, Claim(id="99", text="last")))
    for _ in range(99):
        item = item[0]["supports"]
    assert item == [{"id": "99", "claim": "last"}]
