import re
import xml.etree.ElementTree as ET

from argmap import diagram, drawing, layout, picture, render, routes, thumbnail
from argmap.drawing import Links
from argmap.model import Debate
from argmap.palette import colors
from argmap.picture import Picture
from argmap.queries import relate
from argmap.selection import select
from argmap.views import View
from tests import sketches

LIGHT = colors("light")
SVG = "{http://www.w3.org/2000/svg}"
LINKS = Links(
    claim=lambda claim: f"/debates/sketch?claim={claim}&x=1",
    grow=lambda claim: f"?grow={claim}",
    fold=lambda claim: f"?fold={claim}",
)


def dressed(debate: Debate, view: View | None = None, links: Links | None = LINKS) -> Picture:
    view = view or View()
    relations = relate(debate)
    drawn = drawing.draw(debate, view, select(debate, view, relations), relations, links=links)
    places = layout.place(drawn)
    found = routes.route(drawn, places)
    svg = render.draw(diagram.placed(drawn, places, found, colors=LIGHT), is_placed=True)
    return picture.dress(svg, drawn, places, found, colors=LIGHT)


def parsed(made: Picture, **options: str) -> ET.Element:
    return ET.fromstring(picture.inline(made, **options))  # noqa: S314 - our own


OUTLINE = sketches.debate(
    "top\n  + a\n    - a1\n      + a11\n  - b & c\n    ! u\n",
    stances={"a": {"ours": 1.0}, "b": {"ours": 0.25}, "top": {"ours": 0.0}},
)


def group(root: ET.Element, claim: str) -> ET.Element:
    found = [g for g in root.iter(f"{SVG}g") if g.get("data-claim") == claim]
    assert len(found) == 1
    return found[0]


def test_every_claim_is_a_named_link_with_a_shape_and_its_whole_sentence() -> None:
    root = parsed(dressed(OUTLINE))
    for claim in OUTLINE.claims.values():
        box = group(root, claim.id)
        link = box.find(f"{SVG}a")
        assert link is not None
        assert link.get("href") == f"/debates/sketch?claim={claim.id}&x=1"
        assert claim.text in (link.get("aria-label") or "")
        assert link.find(f"{SVG}path") is not None
        lines = [
            text.text or "" for text in link.iter(f"{SVG}text") if text.get("class") == "sentence"
        ]
        assert " ".join(lines) == claim.text


def test_the_name_of_a_box_says_the_kind_of_its_step() -> None:
    root = parsed(dressed(OUTLINE))
    names = {
        claim: (group(root, claim).find(f"{SVG}a") or ET.Element("a")).get("aria-label", "")
        for claim in OUTLINE.claims
    }
    assert names["top"].startswith("Thesis: ")
    assert names["a"].startswith("Support: ")
    assert names["a1"].startswith("Objection: ")
    assert names["b"].startswith("Linked objection: ")
    assert names["u"].startswith("Undercut: ")
    assert names["u"].endswith("unanswered.")


def test_every_step_is_drawn_and_says_what_it_joins() -> None:
    root = parsed(dressed(OUTLINE))
    joined = {
        (step.get("class"), step.get("data-from"), step.get("data-to"))
        for step in root.iter(f"{SVG}g")
        if (step.get("class") or "").startswith("step ")
    }
    assert ("step support", "a", "top") in joined
    assert ("step objection", "b c", "top") in joined
    assert ("step undercut", "u", "b") in joined
    for step in root.iter(f"{SVG}g"):
        if (step.get("class") or "").startswith("step "):
            assert any(True for _ in step.iter(f"{SVG}path"))


def test_through_a_lens_each_box_bears_a_mark_and_a_word() -> None:
    root = parsed(dressed(OUTLINE, View(lens="ours")))
    box = group(root, "a")
    assert "stance-accepts" in (box.get("class") or "")
    assert any("mark" in (shape.get("class") or "") for shape in box.iter())
    assert any("accepts" in (text.text or "") for text in box.iter(f"{SVG}text"))
    assert "stance-silent" in (group(root, "a1").get("class") or "").split()


def test_a_cut_branch_says_how_much_is_cut_and_leads_to_more() -> None:
    root = parsed(dressed(OUTLINE, View(depth=1)))
    grow = [link for link in group(root, "a").iter(f"{SVG}a") if link.get("class") == "grow"]
    assert [link.get("href") for link in grow] == ["?grow=a"]
    assert "".join(grow[0].itertext()).strip() == "+2"


def test_a_file_has_no_links_and_still_counts_what_is_cut() -> None:
    made = dressed(OUTLINE, View(depth=1), links=None)
    assert "<a " not in made.body
    assert ">+2</text>" in made.body


def test_the_chosen_box_is_marked() -> None:
    root = parsed(dressed(OUTLINE), selected="a1")
    chosen = [g.get("data-claim") for g in root.iter(f"{SVG}g") if g.get("data-chosen") is not None]
    assert chosen == ["a1"]


def test_an_unknown_claim_chooses_nothing() -> None:
    assert "data-chosen" not in picture.inline(dressed(OUTLINE), selected="gone")


def test_markup_in_a_sentence_stays_text() -> None:
    debate = sketches.debate("top")
    text = '<script>alert(1)</script> & "quotes"'
    claim = type(debate.claims["top"])(id="top", text=text)
    debate = Debate(id="d", title="<b>", question="?", theses=("top",), claims={"top": claim})
    svg = picture.inline(dressed(debate))
    assert "<script" not in svg
    shown = "".join(ET.fromstring(svg).itertext())  # noqa: S314 - our own
    assert "".join(text.split()) in "".join(shown.split())


def test_everything_lies_within_the_picture() -> None:
    made = dressed(OUTLINE, View(depth=1))
    assert all(
        rect.x >= 0
        and rect.y >= 0
        and rect.x + rect.width <= made.width
        and rect.y + rect.height <= made.height
        for rect in made.boxes.values()
    )


def test_the_picture_knows_the_characters_it_uses() -> None:
    made = dressed(OUTLINE)
    theses = "".join(OUTLINE.claims[thesis].text for thesis in OUTLINE.theses)
    others = "".join(claim.text for claim in OUTLINE.claims.values() if claim.text != theses)
    assert set(theses) - {" "} <= set(made.semibold)
    assert set(others + "unanswered") - {" "} <= set(made.regular)
    assert "1" not in made.semibold


def test_a_thumbnail_has_a_shape_for_each_kind_and_no_words() -> None:
    relations = relate(OUTLINE)
    view = View()
    drawn = drawing.draw(OUTLINE, view, select(OUTLINE, view, relations), relations)
    places = layout.place(drawn)
    svg = thumbnail.draw(drawn, places, routes.route(drawn, places))
    assert "<text" not in svg
    classes = set(re.findall(r'class="([^"]+)"', svg))
    assert {"claim thesis", "claim support", "claim objection", "claim undercut"} <= classes


def test_the_picture_knows_how_deep_it_reaches() -> None:
    assert dressed(OUTLINE).depth == 3
    assert dressed(OUTLINE, View(depth=1)).depth == 1


def test_a_stance_between_the_words_bears_its_number() -> None:
    debate = sketches.debate("top\n  + a", stances={"a": {"ours": 0.9}, "top": {"ours": 1.0}})
    root = parsed(dressed(debate, View(lens="ours")))
    assert "accepts\N{NO-BREAK SPACE}(0.9)" in "".join(group(root, "a").itertext())
    assert "(" not in "".join(group(root, "top").itertext())
