"""What hostile text comes to in every format: a file that its programs read, with nothing in it that they would run."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from flask.testing import FlaskClient

from argmap.edits import values as v
from argmap.errors import EditRefused
from argmap.library import Library
from argmap.model import Evidence
from argmap.stores import yaml_reader
from tests.coaching import Coach

UNASKED = "the content of a file that nobody has asked for"
RUN = "javascript:alert(1)"
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "]]></text></svg><svg onload=alert(1)><script>alert(1)</script>",
    "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>&x; &lt;b&gt; &#60;b&#62;",
    f'[go]({RUN}) ![see]({RUN}) <{RUN}> [on](https://a.example/"onclick=alert(1))',
    f'"]; evil [URL="{RUN}" label=<<B>x</B>>] //\\N\\G\\E\\T\\H\\L\\',
    f'<TABLE><TR><TD HREF="{RUN}">x</TD></TR></TABLE>',
    '#read("/secret.txt") #eval("1 + 1") #set page(width: 1pt) #show: it => []',
    '$ #panic(1) $ @nothing <label> /* // ``` #link("javascript:alert(1)")[x]',
    "{{ 7 * 7 }} {% include 'secret.txt' %} ${7*7}",
    "a: &b *c !!python/object/apply:os.system ['false'] # - ? | > % @ `",
    "\\" * 150 + '"' * 20 + "'" * 20 + "{" * 20 + "#" * 20,
    "\u200freversed\u200b and e" + "\u0301" * 100,
)


@pytest.fixture
def spoiled(folder: Path, library: Library) -> Library:
    """The library with a debate that holds hostile text wherever it may be."""
    (folder / "secret.txt").write_text(UNASKED)
    for number, text in enumerate(HOSTILE):
        for edit in everywhere(number, text):
            try:
                library.submit("harbor", edit, revision="", author=text)
            except EditRefused:
                continue
    assert len(library.debate("harbor").claims) > len(HOSTILE)
    return library


def everywhere(number: int, text: str) -> Iterator[v.Edit]:
    yield v.AddClaim(role="objection", target="few", sentence=text, note=text, tags=(text[:40],))
    yield v.AddSource(id=f"s{number}", title=text, author=text, outlet=text, note=text)
    yield v.ReviseSource(source=f"s{number}", url=text)
    cited = Evidence(source=f"s{number}", quote=text, finding=text, at=text[:100])
    yield v.AddEvidence(claim="hour", evidence=cited)
    yield v.AddEvent(date="2001", text=text)
    yield v.AddViewpoint(name=text[:80], summary=text, holders=(text[:80],))
    yield v.ReviseDebate(title=text, question=text, summary=text, license=text)


def test_hostile_text_stays_text_in_every_format(spoiled: Library, client: FlaskClient) -> None:
    exported = {
        format: client.get(f"/debates/harbor/export.{format}")
        for format in ("svg", "dot", "json", "yaml", "md", "pdf")
    }
    assert [answer.status_code for answer in exported.values()] == [200] * 6
    assert list(runs_in_svg(exported["svg"].data)) == []
    assert list(runs_in_pdf(exported["pdf"].data)) == []
    assert json.loads(exported["json"].data)["title"] == spoiled.debate("harbor").title
    for format in ("json", "yaml"):
        found = yaml_reader.read(exported[format].data, id="harbor")
        assert found.debate == spoiled.debate("harbor")
        assert not any(problem.is_error for problem in found.problems)
    assert not any(UNASKED.encode() in answer.data for answer in exported.values())


def runs_in_svg(data: bytes) -> Iterator[str]:
    """Yield what a browser would run in a drawing."""
    for element in ET.fromstring(data).iter():  # noqa: S314 - our own file
        name = str(element.tag).rpartition("}")[2].lower()
        if name in {"script", "foreignobject", "iframe", "animate", "set", "handler", "image"}:
            yield name
        for key, value in element.attrib.items():
            bare = re.sub(r"[\x00-\x20]", "", value).lower()
            if key.rpartition("}")[2].startswith("on") or bare.startswith(
                ("javascript:", "data:t")
            ):
                yield f"{name} {key}={value}"


def runs_in_pdf(data: bytes) -> Iterator[str]:
    """Yield what a reader of PDF would run, and what of the system was read into it."""
    document = pypdf.PdfReader(BytesIO(data))
    yield from {"/OpenAction", "/AA"} & set(document.root_object)
    for page in document.pages:
        if UNASKED in page.extract_text():
            yield UNASKED
        for annotation in page.get("/Annots") or ():
            action = annotation.get_object().get("/A")
            target = str(action.get_object().get("/URI", "https:")) if action else "https:"
            if not target.startswith(("https:", "http:")):
                yield target


NESTED = "".join(
    f"{'  ' * level}- claim: C{level}.\n{'  ' * level}  supports:\n" for level in range(2_000)
)
BOMBS = {
    "aliases": "a: &a [x, x, x, x, x, x, x, x, x]\n"
    + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
        for old, new in zip("abcdefghi", "bcdefghij", strict=True)
    ),
    "an alias of itself": "claims: &a\n  - *a\n",
    "a tag": "title: !!python/object/apply:os.system ['false']\n",
    "merged keys": "<<: {title: x}\n",
    "brackets": "claims: " + "[" * 50_000,
    "closed brackets": "claims: " + "[" * 50_000 + "]" * 50_000,
    "braces": "claims: " + "{a: " * 50_000,
    "questions": "? " * 50_000,
    "levels": f"claims:\n{NESTED}",
    "digits": f"checked: {'9' * 100_000}\n",
    "documents": "---\n" * 10_000,
    "stars": "*a " * 50_000,
    "quotes": '"' * 200_001,
    "no characters": "\x00" * 10_000,
    "half a character": "\ud800",
}


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize(
    "address", ["/debates/harbor/edit/text", "/debates/harbor/edit/text?claim=hour"]
)
def test_no_text_blows_up_the_text_editor(
    coach: Coach, folder: Path, address: str, bomb: str
) -> None:
    before = (folder / "harbor.yaml").read_bytes()
    typed = {**coach.opened(address), "text": BOMBS[bomb].encode("utf-8", "surrogatepass")}
    assert coach.client.post(address, data=typed).status_code == 422
    check = address.replace("/text", "/text/check")
    told = json.loads(coach.client.post(check, data=typed).data)
    assert any(problem["severity"] == "error" for problem in told["problems"])
    assert (folder / "harbor.yaml").read_bytes() == before
