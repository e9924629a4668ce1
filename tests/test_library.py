import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from argmap import addresses, library, volumes
from argmap.errors import NotFound, UnreadableDebate
from argmap.library import Library
from argmap.stores import folder
from argmap.stores.folder import FileSignature
from argmap.views import View

DEBATE = """\
title: {title}
question: Which?
viewpoints:
  v: {{name: V, summary: "{prose}"}}
  w: {{name: W, summary: S}}
claims:
  - id: a
    claim: The first claim.
    stances: {{v: accepts, w: rejects}}
    supports:
      - {{id: b, claim: The second claim.}}
"""
SECOND = 1_000_000_000
LONG_AGO = (1_000_000_000, 1_000_000_000)


def write(path: Path, title: str = "A debate", prose: str = "S") -> Path:
    path.write_text(DEBATE.format(title=title, prose=prose), encoding="utf-8")
    return path


@pytest.fixture
def shelves(tmp_path: Path) -> Library:
    write(tmp_path / "one.yaml", "Zebra")
    write(tmp_path / "two.yaml", "apple")
    return Library(tmp_path)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        Library(tmp_path / "gone").volumes()


def test_an_unknown_debate_is_refused_with_the_nearest(shelves: Library) -> None:
    with pytest.raises(NotFound, match='Did you mean "one"'):
        shelves.debate("ones")


def test_a_file_without_a_debate_is_listed_last_and_refused_when_its_debate_is_asked_for(
    shelves: Library,
) -> None:
    (Path(shelves.name) / "broken.yaml").write_text("just words")
    assert [volume.id for volume in shelves.volumes()] == ["two", "one", "broken"]
    assert shelves.volume("broken").has_errors
    with pytest.raises(UnreadableDebate, match=r"broken\.yaml holds no debate"):
        shelves.debate("broken")


def test_what_the_system_does_not_let_us_read_is_a_problem_of_its_file(shelves: Library) -> None:
    (Path(shelves.name) / "x.yaml").mkdir()
    (Path(shelves.name) / "y.yaml").symlink_to("gone.yaml")
    for id in ("x", "y"):
        volume = shelves.volume(id)
        assert [problem.code for problem in volume.problems] == ["unreadable"]
        assert volume.debate is None
        assert volume.revision == volumes.NO_REVISION


def test_a_bad_name_is_a_problem_beside_those_of_the_text(shelves: Library) -> None:
    write(Path(shelves.name) / "bad name.yaml", prose="[x](gone)")
    codes = [problem.code for problem in shelves.volume("bad name.yaml").problems]
    assert codes == ["bad-file-name", "unknown-link"]


def test_debates_are_listed_by_title(shelves: Library) -> None:
    titles = [volume.debate.title for volume in shelves.volumes() if volume.debate]
    assert titles == ["apple", "Zebra"]


def test_a_file_that_has_not_changed_is_not_read_again(shelves: Library) -> None:
    assert shelves.volume("one") is shelves.volume("one")
    assert shelves.debate("one") is shelves.debate("one")
    assert shelves.volume("one").relations is shelves.volume("one").relations


def test_changed_added_and_removed_files_show_at_once(shelves: Library) -> None:
    first = shelves.volume("one")
    write(Path(shelves.name) / "one.yaml", "Changed")
    write(Path(shelves.name) / "three.yaml", "Three")
    (Path(shelves.name) / "two.yaml").unlink()
    assert shelves.debate("one").title == "Changed"
    assert shelves.volume("one").revision != first.revision
    assert [volume.id for volume in shelves.volumes()] == ["one", "three"]


def test_changes_within_one_tick_of_a_coarse_clock_show(
    shelves: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = folder.signature_of

    def coarse(path: Path) -> FileSignature | None:
        found = exact(path)
        return found and FileSignature(
            changed=found.changed // SECOND * SECOND,
            status_changed=found.status_changed // SECOND * SECOND,
            size=found.size,
            inode=found.inode,
        )

    monkeypatch.setattr(folder, "signature_of", coarse)
    wanted = [f"Title {number:03}" for number in range(20)]
    shown = []
    for title in wanted:
        write(Path(shelves.name) / "one.yaml", title)
        shown.append(shelves.debate("one").title)
    assert shown == wanted


def test_a_file_that_takes_over_an_id_pushes_the_other_aside(shelves: Library) -> None:
    write(Path(shelves.name) / "a.json", "not JSON")
    assert shelves.volume("a").file.name == "a.json"
    write(Path(shelves.name) / "a.yaml", "The owner")
    assert shelves.volume("a").file.name == "a.yaml"
    assert "duplicate-debate" in [p.code for p in shelves.volume("a.json").problems]


def test_the_state_changes_with_any_file(shelves: Library) -> None:
    states = [shelves.state()]
    write(Path(shelves.name) / "one.yaml", "Quagga")
    states.append(shelves.state())
    write(Path(shelves.name) / "three.yaml")
    states.append(shelves.state())
    (Path(shelves.name) / "three.yaml").unlink()
    (Path(shelves.name) / "two.yaml").unlink()
    states.append(shelves.state())
    assert len(set(states)) == 4


def test_the_state_stays_while_nothing_changes(shelves: Library) -> None:
    assert shelves.state() == shelves.state()
    for file in Path(shelves.name).iterdir():
        os.utime(file, LONG_AGO)
    assert shelves.state() == Library(Path(shelves.name)).state()


def test_a_link_to_another_debate_is_checked_against_the_folder(shelves: Library) -> None:
    write(Path(shelves.name) / "links.yaml", prose="[x](one/a) [y](one/c) [z](gone/a)")
    sentences = [problem.sentence for problem in shelves.volume("links").problems]
    assert len(sentences) == 2
    assert shelves.volume("links").relations is shelves.volume("links").relations
    write(Path(shelves.name) / "gone.yaml")
    assert len(shelves.volume("links").problems) == 1


def test_threads_share_one_reading(shelves: Library) -> None:
    with ThreadPoolExecutor(8) as pool:
        debates = list(pool.map(lambda _: id(shelves.debate("one")), range(64)))
    assert len(set(debates)) == 1


def test_a_picture_is_drawn_once_for_a_revision_and_a_view(shelves: Library) -> None:
    first = shelves.draw("one", View())
    assert first.drawn == 2
    assert shelves.draw("one", View()) is first
    assert shelves.draw("one", View(focus="b")) is not first
    write(Path(shelves.name) / "one.yaml", "Zebras")
    assert shelves.draw("one", View()) is not first


VIEWS = [View(), View(direction="TB"), View(lens="v", grow=("b",)), View(fold=("b",))]


@pytest.mark.parametrize("view", VIEWS)
def test_a_branch_folds_at_the_address_of_its_folded_view(shelves: Library, view: View) -> None:
    href = escape(addresses.map_of("one", view.folded("a")))
    assert f'class="fold" href="{href}#box-a"' in shelves.draw("one", view).body


@pytest.mark.parametrize("view", [replace(view, depth=0, grow=()) for view in VIEWS])
def test_a_branch_grows_at_the_address_of_its_grown_view(shelves: Library, view: View) -> None:
    href = escape(addresses.map_of("one", view.grown("a")))
    assert f'class="grow" href="{href}#box-a"' in shelves.draw("one", view).body


def test_a_thumbnail_shows_the_shape_without_words(shelves: Library) -> None:
    shape, is_present = shelves.thumbnail("one")
    assert is_present
    assert shape.startswith("<svg")
    assert "first claim" not in shape


def test_search_follows_the_folder(shelves: Library) -> None:
    assert {hit.debate for hit in shelves.search("second")} == {"one", "two"}
    (Path(shelves.name) / "two.yaml").unlink()
    write(Path(shelves.name) / "one.yaml", "Needle")
    assert [hit.debate for hit in shelves.search("second")] == ["one"]
    assert [hit.where for hit in shelves.search("needle")] == ["summary"]


def test_lines_of_a_file_are_shown_by_number(shelves: Library) -> None:
    assert shelves.lines("one", {1, 7, 99}) == {1: "title: Zebra", 7: "  - id: a"}


def test_a_shape_stays_for_a_moment_while_a_debate_changes(
    shelves: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shelves.thumbnail("one")
    file = Path(shelves.name) / "one.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "  - A thesis.\n", encoding="utf-8")
    assert shelves.thumbnail("one") == (before[0], False)
    monkeypatch.setattr(library, "SHAPE_LASTS", 0.0)
    after = shelves.thumbnail("one")
    assert after != before
    assert after[1]
    assert shelves.thumbnail("one") == after
