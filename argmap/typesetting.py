"""Typesetting: pages of SVG as a PDF with selectable text, or as a PNG, by typst in a child process."""

import json
import re
import sys
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from threading import BoundedSemaphore
from typing import Literal

from argmap import render, typefaces
from argmap.errors import EngineError
from argmap.pages import Document

MEMORY_LIMIT = 2 * 1024**3
"""Bytes of address space; 60 megapixels take just under one of these two gigabytes."""
TIME_LIMIT = 60.0

_AT_ONCE = BoundedSemaphore(2)
"""However many ask, a server's memory goes to no more typesetters than these."""

_CHILD = Path(__file__).with_name("typesetting_child.py")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=-|$)")  # ja, ja-JP, but not x-klingon


def pdf(document: Document) -> bytes:
    """Return a document as a PDF; equal documents give equal bytes. Raises EngineError and its kin."""
    return _set(document, "pdf", 72.0)


def png(document: Document, *, ppi: float) -> bytes:
    """Return a document's only page as a PNG with this many pixels in an inch. Raises EngineError and its kin."""
    return _set(document, "png", ppi)


def _set(document: Document, format: Literal["pdf", "png"], ppi: float) -> bytes:
    found = _LANGUAGE.match(document.language.lower())
    job = {
        "format": format,
        "ppi": ppi,
        "memory": MEMORY_LIMIT,
        "fonts": str(typefaces.latin_fonts()),
        "font": b64encode(_font(document)).decode(),
        "title": document.title,
        "description": document.description,
        "language": found[0] if found else "en",
        "authors": document.authors,
        "fill": document.fill,
        "pages": list(_pages(document)),
    }
    # -P keeps argmap's modules from standing in for the standard library's.
    command = [sys.executable, "-P", str(_CHILD)]
    data = json.dumps(job, ensure_ascii=False).encode()
    try:
        with _AT_ONCE:
            return render.run(command, data, TIME_LIMIT, name="typesetter")
    except EngineError as failed:
        if "memory" not in str(failed):
            raise
        raise EngineError(
            f"As {format.upper()} this picture takes more memory than it may take. "
            "Choose a smaller scale, a focus on one claim, or SVG."
        ) from failed


def _font(document: Document) -> bytes:
    """Return the font for what the Latin typefaces lack."""
    return typefaces.japanese_subset((document.title, *(page.svg for page in document.pages)))


def _pages(document: Document) -> Iterable[dict[str, object]]:
    for page in document.pages:
        yield {
            "width": page.width,
            "height": page.height,
            "svg": page.svg,
            "alt": page.description,
            "name": page.name,
            "links": [(link.x, link.y, link.width, link.height, link.page) for link in page.links],
        }
