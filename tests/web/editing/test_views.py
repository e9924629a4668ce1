"""The forms, as a browser without scripts sends them: refusals first, then what each one changes."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest

from argmap.library import Library
from argmap.model import Debate
from tests.coaching import Coach, filled

CLAIM = "/debates/harbor/claims"
SUPPORT = f"{CLAIM}/few/edit/support"


def debate(library: Library) -> Debate:
    return library.debate("harbor")


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Put something in the way of every write, which stops also those whom permissions do not."""
    own = folder / ".argmap"
    away = folder.parent / "away"
    own.rename(away)
    own.write_text("in the way", encoding="utf-8")
    yield
    own.unlink()
    away.rename(own)


@pytest.mark.parametrize(
    ("address", "typed", "field", "said"),
    [
        (SUPPORT, {"sentence": ""}, "sentence", "The sentence is empty: write one."),
        (SUPPORT, {"sentence": " \n "}, "sentence", "The sentence is empty"),
        (SUPPORT, {"sentence": "x" * 1001}, "sentence", "at most 1,000 are kept"),
        (SUPPORT, {"sentence": "A.\x07"}, "sentence", "control character U+0007"),
        (SUPPORT, {"sentence": "A.", "note": "n" * 20_001}, "note", "at most 20,000"),
        (SUPPORT, {"sentence": "A.", "relevance": "much"}, "relevance", "a percentage from 0% to 100%"),
        (SUPPORT, {"sentence": "A.", "relevance": "nan"}, "relevance", "from 0% to 100%"),
        (SUPPORT, {"sentence": "A.", "relevance": "120%"}, "relevance", "from 0% to 100%"),
        (SUPPORT, {"sentence": "A.", "stance-keepers": "maybe"}, "stance-keepers", "none of the choices"),
        (SUPPORT, {"sentence": "A.", "quote": "Some words."}, "source", "Name the source"),
        (SUPPORT, {"sentence": "A.", "source": "Counting the sheep"}, "source", "Did you mean “Harbor Office, Count"),
        (SUPPORT, {"sentence": "A.", "source": "count"}, "quote", "Quote a few words"),
        (SUPPORT, {"sentence": "A.", "new_title": "T", "new_date": "May"}, "new_date", "is no date"),
        (SUPPORT, {"sentence": "A.", "new_title": "T", "new_url": "javascript:alert(1)"}, "new_url", "is no address"),
        (SUPPORT, {"sentence": "A.", "new_author": "A. Writer"}, "new_title", "a source needs one"),
        (f"{CLAIM}/few/edit/edit", {"sentence": ""}, "sentence", "The sentence is empty"),
        (f"{CLAIM}/few/edit/evidence", {"source": ""}, "source", "Name the source"),
        (f"{CLAIM}/few/edit/move", {"target": "Nobody says this."}, "target", "No claim of this debate says this."),
        (f"{CLAIM}/few/edit/reuse", {"target": ""}, "target", "Type the sentence"),
        (f"{CLAIM}/few/edit/reuse", {"role": "undercut", "target": "build"}, "target", "in no step"),
        (f"{CLAIM}/hour/edit/weigh", {"relevance": "-1"}, "relevance", "from 0% to 100%"),
        ("/debates/harbor/edit/thesis", {"sentence": ""}, "sentence", "The sentence is empty"),
        ("/debates/harbor/edit/debate", {"checked": "2026"}, "checked", "is no full day"),
        ("/debates/harbor/edit/debate", {"language": "<en>"}, "language", "is no language"),
        ("/debates/harbor/edit/source", {"title": ""}, "title", "The title is empty"),
        ("/debates/harbor/edit/event", {"date": "", "text": "x"}, "date", "The date is empty"),
        ("/debates/harbor/edit/event", {"date": "2026", "text": ""}, "text", "is empty"),
        ("/debates/harbor/edit/viewpoint", {"name": "", "summary": "x"}, "name", "The name is empty"),
    ],
)  # fmt: skip
def test_a_refused_form_comes_back_with_all_that_was_typed_and_the_reason_at_its_field(
    coach: Coach, folder: Path, address: str, typed: dict[str, str], field: str, said: str
) -> None:
    before = (folder / "harbor.yaml").read_bytes()
    answer = coach.sends(address, changing={"sentence": "Kept.", **typed})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f'href="#field-{field}"' in answer.text
    place = answer.text.index(f'id="field-{field}-wrong"')
    assert said in answer.text[place : place + 400].replace("&#39;", "'")
    control = answer.text.index(f'id="field-{field}" name="{field}"')
    assert "autofocus" in answer.text[control : answer.text.index(">", control)]
    assert answer.text.count("autofocus") == 1
    assert (folder / "harbor.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"{CLAIM}/few/edit/fly", "There is no form “fly”"),
        (f"{CLAIM}/none/edit/edit", "There is no claim “none”"),
        ("/debates/harbor/edit/fly", "There is no form “fly”"),
        ("/debates/harbor/edit/source?source=none", "There is no source “none”"),
        ("/debates/harbor/edit/event?event=9", "There is no event “9”"),
        ("/debates/harbor/edit/event?event=²", "There is no event “²”"),
        ("/debates/harbor/edit/viewpoint?viewpoint=none", "There is no viewpoint “none”"),
        ("/debates/nowhere/edit/thesis", "There is no debate “nowhere”"),
    ],
)
def test_a_form_for_nothing_is_not_there(coach: Coach, address: str, said: str) -> None:
    answer = coach.client.get(address)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert said in answer.text


@pytest.mark.parametrize("action", ["question", "premise", "turn", "weigh", "end-reuse"])
def test_a_thesis_has_no_step_to_change(coach: Coach, action: str) -> None:
    answer = coach.client.get(f"{CLAIM}/build/edit/{action}")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "in no step" in answer.text


def test_what_was_written_for_a_claim_that_has_gone_is_kept_for_copying(coach: Coach) -> None:
    address = f"{CLAIM}/elsewhere/edit/objection"
    opened = coach.opened(address)
    coach.sends(f"{CLAIM}/elsewhere/edit/retire")
    answer = coach.client.post(address, data={**opened, "sentence": "Much thought went into this."})
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "has been taken away since you opened this form" in answer.text
    assert "Nothing was saved" in answer.text
    assert re.findall(r"<textarea[^>]*>\n([^<]*)<", answer.text) == ["Much thought went into this."]
    assert 'href="/debates/harbor/history"' in answer.text
    assert opened["csrf_token"] not in answer.text


def test_two_who_change_one_field_see_both_and_a_proposal(coach: Coach, library: Library) -> None:
    address = f"{CLAIM}/few/edit/edit"
    mine = {**coach.opened(address), "sentence": "Few people ever cross the harbor."}
    coach.sends(address, sentence="Few people cross the whole harbor.")
    answer = coach.client.post(address, data=mine)
    assert answer.status_code == HTTPStatus.CONFLICT
    for text in (
        "Few people cross the whole harbor.",
        "Few people ever cross the harbor.",
        "Few people ever cross the whole harbor.",
    ):
        assert f"<dd>{text}</dd>" in answer.text
    assert ">\nFew people ever cross the harbor.</textarea>" in answer.text
    again = filled(answer.text)
    assert again["revision"] != mine["revision"]
    assert coach.client.post(address, data=again).status_code == HTTPStatus.SEE_OTHER
    assert debate(library).claims["few"].text == "Few people ever cross the harbor."


def test_two_who_change_different_things_are_brought_together(
    coach: Coach, library: Library
) -> None:
    mine = {**coach.opened(f"{CLAIM}/few/edit/edit"), "sentence": "Hardly anybody crosses."}
    coach.sends(SUPPORT, sentence="The ferry is empty.")
    coach.sends(f"{CLAIM}/few/edit/edit", note="Counted in May.")
    answer = coach.client.post(f"{CLAIM}/few/edit/edit", data=mine)
    assert answer.status_code == HTTPStatus.SEE_OTHER
    few = debate(library).claims["few"]
    assert (few.text, few.note, len(few.supports)) == (
        "Hardly anybody crosses.",
        "Counted in May.",
        1,
    )


def test_an_edit_by_hand_while_a_form_was_open_counts_as_any_other(
    coach: Coach, library: Library, folder: Path
) -> None:
    mine = {**coach.opened(f"{CLAIM}/few/edit/edit"), "sentence": "Hardly anybody crosses."}
    file = folder / "harbor.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Other bridges did not.", "Others did not."), encoding="utf-8")
    assert (
        coach.client.post(f"{CLAIM}/few/edit/edit", data=mine).status_code == HTTPStatus.SEE_OTHER
    )
    assert debate(library).claims["few"].text == "Hardly anybody crosses."
    assert debate(library).claims["elsewhere"].text == "Others did not."


@pytest.mark.parametrize("revision", ["0" * 64, "../../etc/passwd", "x" * 10_000, "\x00", "’"])
def test_a_forged_revision_is_refused_and_the_form_comes_back(coach: Coach, revision: str) -> None:
    answer = coach.sends(SUPPORT, sentence="Typed.", revision=revision)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "open it anew" in answer.text
    assert ">\nTyped.</textarea>" in answer.text


def test_a_form_that_is_sent_twice_counts_once(coach: Coach, library: Library) -> None:
    data = {**coach.opened(SUPPORT), "sentence": "Sent twice."}
    first, second = (coach.client.post(SUPPORT, data=data) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert len(debate(library).claims["few"].supports) == 1


@pytest.mark.parametrize("key", ["", "short", "x" * 10_000, "../x-0123456789abcdef", "\x00" * 20])
def test_a_forged_key_is_as_good_as_none(coach: Coach, library: Library, key: str) -> None:
    for sentence in ("One.", "Two."):
        coach.sends(SUPPORT, sentence=sentence, key=key)
    assert len(debate(library).claims["few"].supports) == 2


def test_when_nothing_can_be_saved_the_text_is_kept(coach: Coach, folder: Path) -> None:
    data = {**coach.opened(SUPPORT), "sentence": "Typed."}
    with read_only(folder):
        answer = coach.client.post(SUPPORT, data=data)
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "It could not be saved now" in answer.text
    assert ">\nTyped.</textarea>" in answer.text
    assert coach.client.post(SUPPORT, data=data).status_code == HTTPStatus.SEE_OTHER


def test_a_folder_that_cannot_be_written_offers_no_forms(coach: Coach, folder: Path) -> None:
    coach.opened(SUPPORT)
    with read_only(folder):
        assert coach.client.get(SUPPORT).status_code == HTTPStatus.SERVICE_UNAVAILABLE
        assert "Add support" not in coach.client.get("/debates/harbor?claim=few&lens=keepers").text


def test_an_edit_that_changes_nothing_leads_back_without_a_change(
    coach: Coach, library: Library
) -> None:
    answer = coach.sends(f"{CLAIM}/few/edit/edit")
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert "changed=" not in answer.headers["Location"]
    assert library.changes(debate="harbor") == ()


def test_a_new_claim_is_seen_on_the_map_chosen_and_marked_as_new(coach: Coach) -> None:
    page = coach.ends(SUPPORT, sentence="The ferry is empty.").text
    assert 'data-claim="the-ferry-is-empty" data-chosen="" data-new=""' in page
    assert "Added a support of “Few people cross the harbor.”: “The ferry is empty.”" in page


def test_a_new_claim_is_drawn_however_little_the_view_draws(coach: Coach) -> None:
    for view in (
        "depth=0",
        "focus=keep&depth=0",
        "fold=build",
        "direction=TB&depth=1",
        "lens=keepers&fold=more",
    ):
        sentence = f"As seen with {view}."
        page = coach.ends(f"{CLAIM}/elsewhere/edit/support?{view}", sentence=sentence).text
        assert 'data-chosen="" data-new=""' in page, view
    assert "lens=keepers" in page


def test_a_view_that_has_gone_is_no_hindrance(coach: Coach) -> None:
    address = f"{SUPPORT}?focus=gone&lens=gone&depth=deep&grow=gone&claim=gone"
    assert coach.sends(address, sentence="New.").status_code == HTTPStatus.SEE_OTHER


def test_one_comes_back_to_the_claims_page_if_one_left_that(coach: Coach) -> None:
    answer = coach.sends(f"{CLAIM}/few/edit/edit?from=page", note="Said.")
    assert answer.headers["Location"] == f"{CLAIM}/few?changed=1"


def test_the_first_form_holds_everything_at_once(coach: Coach, library: Library) -> None:
    coach.sends(
        f"{CLAIM}/build/edit/objection",
        changing={
            "sentence": "The bridge\r\n  spoils the view.",
            "note": "Seen from the town.",
            "tags": "view, town",
            "stance-keepers": "accepts",
            "relevance": "60 %",
            "scheme": "consequences",
            "source": "https://www.gazette.example/2026/05/a-bridge-too-high.html",
            "quote": "Nobody will see the sea.",
            "at": "p. 4",
        },
    )
    found = debate(library)
    claim = found.claims["the-bridge-spoils-the-view"]
    assert (claim.text, claim.note, claim.tags) == (
        "The bridge spoils the view.", "Seen from the town.", ("view", "town"),
    )  # fmt: skip
    assert claim.stances == {"keepers": 1.0}
    step = found.claims["build"].objections[-1]
    assert (step.relevance, step.scheme) == (0.6, "consequences")
    (evidence,) = claim.evidence
    assert (evidence.quote, evidence.at) == ("Nobody will see the sea.", "p. 4")
    source = found.sources[evidence.source]
    assert (source.title, source.outlet) == ("A bridge too high", "gazette.example")
    assert len(library.changes(debate="harbor")) == 1


def test_a_source_is_picked_by_its_name(coach: Coach, library: Library) -> None:
    coach.sends(
        f"{CLAIM}/known/edit/evidence",
        source="Harbor Office, Counting the crossings, 2024",
        finding="Two painters a day.",
    )
    (evidence,) = debate(library).claims["known"].evidence
    assert evidence.source == "count"


def test_evidence_from_a_new_source_is_one_change_told_as_evidence(
    coach: Coach, library: Library
) -> None:
    address = f"{CLAIM}/known/edit/evidence"
    coach.sends(address, source="https://example.org/who-comes", quote="Painters come.")
    (change,) = library.changes(debate="harbor")
    assert change.words.startswith("added evidence from “Who comes” to “<b>Visitors</b>")
    assert "more change" not in change.words


def test_evidence_is_revised_and_taken_away(coach: Coach, library: Library) -> None:
    address = f"{CLAIM}/few/edit/evidence?item=1"
    coach.sends(address, finding="Thirty crossings a day.")
    assert debate(library).claims["few"].evidence[0].finding == "Thirty crossings a day."
    coach.sends(address, remove="1")
    assert debate(library).claims["few"].evidence == ()


@pytest.mark.parametrize(
    "old", ["", "{}", "[]", "null", '{"source": 1}', "[" * 5_000, '{"source":{}}']
)
def test_forged_evidence_is_refused(coach: Coach, old: str) -> None:
    answer = coach.sends(f"{CLAIM}/few/edit/evidence?item=1", old=old, finding="New.")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_each_form_of_a_step_changes_it(coach: Coach, library: Library) -> None:
    coach.sends(f"{CLAIM}/hour/edit/question", sentence="An hour is nothing.")
    coach.sends(f"{CLAIM}/hour/edit/premise", sentence="Time is money.")
    coach.sends(f"{CLAIM}/hour/edit/weigh", relevance="0.5", scheme="analogy")
    step = debate(library).claims["build"].supports[0]
    assert step.claims == ("hour", "time-is-money")
    assert (step.relevance, step.scheme) == (0.5, "analogy")
    assert step.undercuts[-1].claims == ("an-hour-is-nothing",)
    coach.sends(f"{CLAIM}/fees/edit/turn")
    assert debate(library).claims["build"].objections[-1].claims == ("fees", "poor")


def test_an_undercut_is_questioned_in_turn(coach: Coach, library: Library) -> None:
    coach.sends(f"{CLAIM}/doctors/edit/question", sentence="They have boats.")
    undercut = debate(library).claims["build"].supports[0].undercuts[0].undercuts[0]
    assert undercut.claims == ("doctors",)
    assert undercut.undercuts[0].claims == ("they-have-boats",)


def test_of_several_steps_one_is_chosen(coach: Coach, library: Library) -> None:
    address = f"{CLAIM}/few/edit/question"
    page = coach.client.get(address).text
    assert '<option value="few&gt;build"' in page
    assert '<option value="few&gt;keep"' in page
    coach.sends(address, sentence="A ferry is not for crossing.", step="few>keep")
    assert debate(library).claims["keep"].supports[0].undercuts


def test_a_claim_is_reused_moved_and_retired(coach: Coach, library: Library) -> None:
    coach.sends(
        f"{CLAIM}/known/edit/reuse", role="objection", target="The town should build the bridge."
    )
    assert debate(library).claims["build"].objections[-1].claims == ("known",)
    coach.sends(f"{CLAIM}/known/edit/end-reuse", step="known>build")
    assert len(debate(library).claims["build"].objections) == 1
    coach.sends(f"{CLAIM}/known/edit/move", role="support", target="more")
    assert debate(library).claims["more"].supports[0].claims == ("known",)
    coach.sends(f"{CLAIM}/more/edit/retire")
    assert not {"more", "known", "elsewhere"} & debate(library).claims.keys()


def test_a_claim_on_which_others_rest_is_not_retired(coach: Coach) -> None:
    answer = coach.sends(f"{CLAIM}/few/edit/retire")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "End those reuses first." in answer.text


def test_retiring_names_what_is_in_its_way_instead_of_its_button(coach: Coach) -> None:
    page = coach.client.get(f"{CLAIM}/few/edit/retire").text
    assert "cannot be retired yet" in page
    assert 'class="main"' not in page
    href = next(link for link in re.findall(r'class="clearing" href="([^"]*)"', page))
    assert "/claims/few/edit/end-reuse?step=few%3E" in href
    coach.sends(href.replace("&amp;", "&"))
    page = coach.client.get(f"{CLAIM}/few/edit/retire").text
    assert "cannot be retired yet" not in page
    assert 'class="main"' in page


def test_stances_are_set_and_silenced_as_one_change(coach: Coach, library: Library) -> None:
    address = f"{CLAIM}/build/edit/stances"
    assert coach.opened(address)["stance-bystanders"] == "0.6"
    coach.sends(address, changing={"stance-builders": "leans", "stance-keepers": ""})
    assert debate(library).claims["build"].stances == {"builders": 0.75, "bystanders": 0.6}
    assert len(library.changes(debate="harbor")) == 1


def test_the_whole_debate_is_edited_too(coach: Coach, library: Library) -> None:
    base = "/debates/harbor/edit"
    coach.sends(f"{base}/debate", title="The bridge", tags="town", authors="A. Writer\nB. Writer")
    coach.sends(f"{base}/thesis", sentence="Both can be had.")
    coach.sends(f"{base}/viewpoint", name="Painters", summary="Light is all.", holders="The guild")
    coach.sends(f"{base}/viewpoint?viewpoint=painters", summary="Light matters.")
    coach.sends(f"{base}/viewpoint?viewpoint=bystanders", remove="1")
    coach.sends(f"{base}/source", url="https://example.org/on-the-bridge")
    coach.sends(f"{base}/source?source=ledger", outlet="Town Press")
    coach.sends(f"{base}/event", date="2025", text="A vote is called.", source="count")
    coach.sends(f"{base}/event?event=1", text="The council asked.")
    coach.sends(f"{base}/event?event=2", remove="1")
    found = debate(library)
    assert (found.title, found.tags, found.authors) == (
        "The bridge",
        ("town",),
        ("A. Writer", "B. Writer"),
    )
    assert found.theses[-1] == "both-can-be-had"
    assert list(found.viewpoints) == ["builders", "keepers", "painters"]
    assert found.viewpoints["painters"].summary == "Light matters."
    assert found.sources["on-the-bridge"].title == "On the bridge"
    assert found.sources["ledger"].outlet == "Town Press"
    assert [event.text for event in found.events] == ["The council asked.", "A vote is called."]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("40", 0.4),
        ("40%", 0.4),
        ("40 %", 0.4),
        ("0.4", 0.4),
        ("0,4", 0.4),
        ("1%", 0.01),
        ("0", 0.0),
    ],
)
def test_a_relevance_is_typed_as_a_percentage_or_a_part_of_one(
    coach: Coach, library: Library, typed: str, kept: float
) -> None:
    coach.sends(f"{CLAIM}/hour/edit/weigh", relevance=typed)
    assert kept in {step.relevance for step in debate(library).claims["build"].steps}
    assert coach.opened(f"{CLAIM}/hour/edit/weigh")["relevance"] == f"{kept * 100:g}%"


def test_a_cited_source_is_not_removed(coach: Coach) -> None:
    answer = coach.sends("/debates/harbor/edit/source?source=count", remove="1")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "is cited by" in answer.text


def test_a_script_gets_the_form_alone_and_answers_in_json(coach: Coach) -> None:
    script = {"X-Requested-With": "argmap"}
    page = coach.client.get(SUPPORT, headers=script).text
    assert page.lstrip().startswith('<div class="edit"')
    assert "<html" not in page
    data = coach.opened(SUPPORT)
    refused = coach.client.post(SUPPORT, data={**data, "sentence": ""}, headers=script)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "<html" not in refused.text
    done = coach.client.post(SUPPORT, data={**data, "sentence": "New."}, headers=script)
    assert done.status_code == HTTPStatus.OK
    assert done.json == {
        "href": "/debates/harbor?claim=new&changed=1#box-new",
        "change": 1,
        "words": "Added a support of “Few people cross the harbor.”: “New.”",
        "claim": "new",
        "undo": "/debates/harbor/history/1/undo",
        "unfinished": "",
    }


@pytest.mark.parametrize(
    ("address", "least"),
    [
        ("/debates/harbor", 5),
        ("/debates/harbor?claim=few&lens=keepers", 15),
        ("/debates/harbor/claims/few", 12),
        ("/debates/harbor/sources", 4),
        ("/debates/harbor/timeline", 4),
        (f"{CLAIM}/few/edit/evidence?from=page", 1),
        (f"{CLAIM}/few/edit/evidence?lens=keepers&focus=build", 1),
        ("/debates/harbor/edit/text?claim=few", 1),
    ],
)
def test_what_is_offered_leads_to_forms(coach: Coach, address: str, least: int) -> None:
    page = coach.client.get(address).text
    links = set(re.findall(r'href="([^"]*/edit/[^"]*)"', page))
    assert len(links) >= least
    for link in links:
        assert coach.client.get(link.replace("&amp;", "&")).status_code == HTTPStatus.OK, link
    assert ("evidence?lens=keepers&amp;focus=build&amp;item=1" in page) == (
        "focus=build" in address
    )
