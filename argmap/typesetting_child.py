"""The typesetter's child process: reads pages as JSON from standard input, writes a PDF or PNG to standard output.

Started as a file of its own by `typesetting`, so that its memory and time can be bounded; it imports nothing of argmap.
"""

import json
import sys
from base64 import b64decode
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

# Data reaches the markup only as values, never as source text.
SOURCE = b"""
#let job = json(bytes(sys.inputs.job))
#set document(title: job.title, author: job.authors, description: job.description, date: none)
#set text(lang: job.language)
#for (number, leaf) in job.pages.enumerate() {
  let (width, height) = (leaf.width * 1pt, leaf.height * 1pt)
  let fill = if job.fill == "" { none } else { rgb(job.fill) }
  page(width: width, height: height, margin: 0pt, fill: fill, {
    if leaf.name != "" {
      place(hide(heading(leaf.name, outlined: true, bookmarked: true)))
    }
    let drawing = bytes(sys.inputs.at("svg" + str(number)))
    place(image(drawing, format: "svg", width: width, height: height, alt: leaf.alt))
    for (x, y, across, down, target) in leaf.links {
      let place-there = (page: target + 1, x: 0pt, y: 0pt)
      place(dx: x * 1pt, dy: y * 1pt, link(place-there, box(width: across * 1pt, height: down * 1pt)))
    }
  })
}
"""


def main() -> None:
    """Set the pages of a job."""
    job = json.load(sys.stdin.buffer)
    _limit_memory(job.pop("memory"))
    # The typesetter takes fonts from folders only, and reads them when it needs them.
    with TemporaryDirectory(prefix="argmap-") as folder:
        Path(folder, "font.otf").write_bytes(b64decode(job.pop("font")))
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[job.pop("fonts"), folder],
        )
        made = _set(job, fonts)
    sys.stdout.buffer.write(made)


def _set(job: dict[str, Any], fonts: typst.Fonts) -> bytes:
    format, ppi = job.pop("format"), job.pop("ppi")
    inputs = {f"svg{number}": page.pop("svg") for number, page in enumerate(job["pages"])}
    inputs["job"] = json.dumps(job)
    try:
        return typst.compile(
            SOURCE, font_paths=fonts, format=format, ppi=ppi, sys_inputs=inputs, timestamp=0
        )
    except (typst.TypstError, MemoryError) as failed:
        sys.exit(f"{failed}")


def _limit_memory(limit: int) -> None:
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    # A system may refuse: then the caller's limits on pixels and time remain.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    main()
