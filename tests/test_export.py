import json
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from argmap import export, locating, queries, render, rendition, views
from argmap.errors import NotFound, UnreadableDebate, WrongRequest
from argmap.export import FORMATS, Options
from argmap.selection import select
from argmap.stores import yaml_reader
from argmap.views import View
from tests import pictured


def test_a_wrong_format_is_refused_with_the_nearest() -> None:
    with pytest.raises(NotFound, match=r'There is no format "svgz"\. Did you mean "svg"\?'):
        export.export(pictured.harbor(), "svgz", View())


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (Options(theme="blue"), 'A theme is light, dark or mono, not "blue".'),
        (Options(paper="a5"), 'A paper is a4, letter, a3 or slide, not "a5".'),
        (Options(scale=0), "A scale is a number from 0.1 to 8, not 0."),
        (Options(scale=9), "A scale is a number from 0.1 to 8, not 9."),
        (Options(scale=float("nan")), "A scale is a number from 0.1 to 8, not nan."),
    ],
)
def test_a_wrong_option_is_refused(options: Options, sentence: str) -> None:
    with pytest.raises(WrongRequest) as refused:
        export.export(pictured.harbor(), "svg", View(), options)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_that_holds_no_debate_is_refused(tmp_path: Path, format: str) -> None:
    volume = pictured.volume(tmp_path, "no debate")
    with pytest.raises(UnreadableDebate):
        export.export(volume, format, View())


@pytest.mark.parametrize(
    ("id", "view", "name"),
    [
        ("okinawa-bases", View(), "okinawa-bases.svg"),
        ("okinawa-bases", View(lens="prefecture"), "okinawa-bases-through-prefecture.svg"),
        ("okinawa-bases", View(focus="courts"), "okinawa-bases-around-courts.svg"),
        ("b", View(focus="c", lens="v"), "b-around-c-through-v.svg"),
        ("原発", View(), "原発.svg"),
        ("con", View(), "debate-con.svg"),
        ("com1", View(focus="x"), "com1-around-x.svg"),
        ("../../etc/pass wd", View(), "etc-pass-wd.svg"),
        ('a:b"c|d', View(), "a-b-c-d.svg"),
        ("...", View(), "debate.svg"),
    ],
)
def test_names_are_made_from_debate_and_view_and_safe_everywhere(
    id: str, view: View, name: str
) -> None:
    assert export.file_name(id, view, "svg") == name


def test_long_names_are_cut_and_stay_different() -> None:
    names = {export.file_name("沖" * 80, View(focus="縄" * 80 + end), "svg") for end in "ab"}
    assert len(names) == 2
    assert all(len(name.encode()) <= 104 for name in names)


@pytest.mark.parametrize("format", FORMATS)
def test_equal_input_gives_equal_bytes(format: str) -> None:
    view = View(lens="keepers")
    options = Options(paper="a4" if format == "pdf" else "")
    first = export.export(pictured.harbor(), format, view, options)
    assert first.data == export.export(pictured.harbor(), format, view, options).data


@pytest.mark.parametrize(
    ("format", "beginning"),
    [
        ("svg", b"<svg "),
        ("png", b"\x89PNG"),
        ("pdf", b"%PDF-1"),
        ("dot", b"digraph "),
        ("json", b"{\n"),
        ("md", b"# The harbor bridge\n"),
    ],
)
def test_each_format_is_what_it_says(format: str, beginning: bytes) -> None:
    made = export.export(pictured.harbor(), format, View())
    assert made.data.startswith(beginning)
    assert made.name == f"harbor.{format}"


def test_yaml_of_a_whole_debate_is_the_files_bytes(tmp_path: Path) -> None:
    path = tmp_path / "harbor.yaml"
    data = b"\xef\xbb\xbf# a comment\r\n" + pictured.HARBOR.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(data)
    volume = locating.open_path(path)
    assert export.export(volume, "yaml", View(lens="keepers", depth=1)).data == data


def test_yaml_of_a_json_debate_is_yaml(tmp_path: Path) -> None:
    text = export.export(pictured.harbor(), "json", View()).data.decode()
    volume = pictured.volume(tmp_path, text, name="harbor.json")
    made = export.export(volume, "yaml", View()).data
    assert not made.startswith(b"{")
    assert yaml_reader.read(made, id="harbor").debate == volume.debate


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_a_branch_is_a_debate_of_its_own(format: str) -> None:
    made = export.export(pictured.harbor(), format, View(focus="few"))
    reading = yaml_reader.read(made.data, id="few", is_json=format == "json")
    assert reading.debate
    assert not reading.has_errors
    assert reading.debate.theses == ("few",)


def test_json_reads_back_to_an_equal_debate() -> None:
    made = export.export(pictured.harbor(), "json", View(depth=0)).data
    assert json.loads(made)["format"] == "argmap 1"
    reading = yaml_reader.read(made, id="harbor", is_json=True)
    assert reading.debate == pictured.harbor().debate


def test_any_graphviz_draws_the_dot() -> None:
    made = export.export(pictured.harbor(), "dot", View())
    drawn = unescape(render.draw(made.data.decode()))
    assert all(f'id="claim-{claim}"' in drawn for claim in pictured.harbor().readable().claims)
    assert "pos=" not in made.data.decode()


def test_a_picture_draws_the_whole_debate_unless_told_otherwise() -> None:
    harbor = pictured.harbor()
    whole = export.export(harbor, "svg", View()).data.decode()
    shallow = export.export(harbor, "svg", View(depth=0)).data.decode()
    assert whole.count("data-claim=") == len(harbor.readable().claims)
    assert shallow.count("data-claim=") == len(harbor.readable().theses)


def test_a_budget_cuts_a_view_as_the_page_does(tmp_path: Path) -> None:
    volume = pictured.volume(tmp_path, pictured.long_debate(200))
    cut = export.export(volume, "svg", View(), budget=views.START_BOXES).data.decode()
    assert cut.count("data-claim=") == views.START_BOXES
    text = export.export(volume, "md", View(), budget=views.START_BOXES).data.decode()
    depth = select(
        volume.readable(), View(), queries.relate(volume.readable()), budget=views.START_BOXES
    ).depth
    assert text == export.export(volume, "md", View(depth=depth)).data.decode()


@pytest.mark.parametrize("scale", [0.1, 0.37, 1, 1.5, 3])
def test_the_size_of_a_png_is_known_beforehand(scale: float) -> None:
    harbor = pictured.harbor()
    sizes = export.estimate(harbor, View(depth=1))
    made = export.export(harbor, "png", View(depth=1), Options(scale=scale))
    width, height = Image.open(BytesIO(made.data)).size
    assert (width, height) == rendition.pixels(sizes.width, sizes.height, scale)
    assert made.size == f"{width:,} × {height:,} px"


@pytest.mark.parametrize("paper", ["a4", "letter", "a3", "slide"])
def test_the_number_of_pages_is_known_beforehand(paper: str) -> None:
    harbor = pictured.harbor()
    made = export.export(harbor, "pdf", View(), Options(paper=paper))
    pages = PdfReader(BytesIO(made.data)).pages
    assert export.estimate(harbor, View()).pages[paper] == len(pages)
    assert made.size.endswith(f", {paper}")


def test_a_pdf_of_the_maps_size_is_three_quarters_of_a_point_for_a_px() -> None:
    harbor = pictured.harbor()
    sizes = export.estimate(harbor, View())
    (page,) = PdfReader(BytesIO(export.export(harbor, "pdf", View()).data)).pages
    assert page.mediabox[2:] == [sizes.width * 0.75, sizes.height * 0.75]


def test_an_estimate_says_why_something_is_refused(tmp_path: Path) -> None:
    volume = pictured.volume(tmp_path, pictured.long_debate(7000))
    sizes = export.estimate(volume, View())
    assert set(sizes.refusals) == {"png", "pdf", "slide"}
    assert set(sizes.pages) == {"a4", "letter", "a3"}
    assert sizes.scale == 0


def test_a_debate_with_errors_is_drawn_as_far_as_it_reads(tmp_path: Path) -> None:
    text = pictured.HARBOR.read_text(encoding="utf-8").replace("ref: few", "ref: fewer")
    volume = pictured.volume(tmp_path, text)
    assert volume.has_errors
    assert export.export(volume, "svg", View()).data.startswith(b"<svg ")
