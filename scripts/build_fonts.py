"""Makes what ships of the type: font files, their style sheet and the table of widths.

    python scripts/build_fonts.py

The pages get the web fonts of npm's @fontsource packages. The typesetter and the pictures get the
complete fonts of npm's source-sans and source-serif packages: the same designs and the same widths,
with kerning between all letters. Every file is shipped as its package has it, so that each may keep
its reserved name. Run this again after a change of version, and commit what it writes.
"""

import itertools
import json
import shutil
import subprocess
import tarfile
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "static" / "fonts"
STYLE_SHEET = ROOT / "static" / "fonts.css"
WIDTHS = ROOT / "argmap" / "advances.py"

PACKAGES = {
    "@fontsource/source-sans-3": "5.3.0",
    "@fontsource/source-serif-4": "5.3.1",
    "source-sans": "3.52.0",
    "source-serif": "4.5.1",
}
SUBSETS = ("latin", "latin-ext")
WEB_FACES = (
    ("source-sans-3", "Source Sans 3", "400", "normal"),
    ("source-sans-3", "Source Sans 3", "400", "italic"),
    ("source-sans-3", "Source Sans 3", "600", "normal"),
    ("source-serif-4", "Source Serif 4", "600", "normal"),
)
COMPLETE_FONTS = {
    "source-sans": ("SourceSans3-Regular", "SourceSans3-It", "SourceSans3-Semibold"),
    "source-serif": ("SourceSerif4-Semibold",),
}
MEASURED = {
    "REGULAR": ("400", "SourceSans3-Regular"),
    "SEMIBOLD": ("600", "SourceSans3-Semibold"),
}

# From the most frequent character of a sentence to the rarest; what is not here is rarer still.
FREQUENT = " etaoinshrdlcumwfgypbv.,k0123456789TISACWPMHBRDFLENGOJUVYKxqz-’'“”\"()XQZj/:;?!"

WIDTHS_HEAD = '''"""The widths of Source Sans 3; made by scripts/build_fonts.py.

A width is the advance of a character in thousandths of an em, and as much more as the widest
kerning beside it can add, so that a sum of widths is never less than the width of the text.
"""

from collections.abc import Iterable


def _table(groups: Iterable[tuple[int, str]]) -> dict[str, int]:
    return {character: width for width, characters in groups for character in characters}
'''

JAPANESE_RANGE = (
    "U+2E80-2FDF,U+3000-30FF,U+3190-319F,U+31F0-4DBF,U+4E00-9FFF,U+F900-FAFF,U+FE30-FE4F,"
    "U+FF00-FFEF,U+20000-2FA1F"
)
JAPANESE_FACES = {
    "400": (
        "Noto Sans JP",
        "Noto Sans JP Regular",
        "NotoSansJP-Regular",
        "Noto Sans CJK JP",
        "Noto Sans CJK JP Regular",
        "NotoSansCJKjp-Regular",
        "HiraginoSans-W3",
        "Hiragino Sans W3",
        "HiraKakuProN-W3",
        "Hiragino Kaku Gothic ProN W3",
        "Yu Gothic Medium",
        "YuGothic-Medium",
        "Yu Gothic Regular",
        "Meiryo",
    ),
    "600": (
        "Noto Sans JP SemiBold",
        "NotoSansJP-SemiBold",
        "Noto Sans JP Bold",
        "NotoSansJP-Bold",
        "Noto Sans CJK JP Bold",
        "NotoSansCJKjp-Bold",
        "HiraginoSans-W6",
        "Hiragino Sans W6",
        "HiraKakuProN-W6",
        "Hiragino Kaku Gothic ProN W6",
        "Yu Gothic Bold",
        "YuGothic-Bold",
        "Meiryo Bold",
    ),
}


def main() -> None:
    """Fetch the packages and write everything that is made from them."""
    with tempfile.TemporaryDirectory() as folder:
        packages = {name: fetch(name, version, Path(folder)) for name, version in PACKAGES.items()}
    write_fonts(packages)
    write_style_sheet(packages)
    write_widths()


def fetch(name: str, version: str, folder: Path) -> Mapping[str, bytes]:
    """Return the files of an npm package by their path inside it."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is needed to fetch the fonts, and it is not on the PATH.")
    command = [npm, "pack", "--silent", "--pack-destination", str(folder), f"{name}@{version}"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    archive = done.stdout.strip()
    with tarfile.open(folder / archive) as package:
        members = [(member, package.extractfile(member)) for member in package.getmembers()]
        return {
            member.name.removeprefix("package/"): content.read()
            for member, content in members
            if content is not None
        }


def web_font_name(slug: str, subset: str, weight: str, style: str) -> str:
    """Return the file name that a web font has in its package and here."""
    return f"{slug}-{subset}-{weight}-{style}.woff2"


def write_fonts(packages: Mapping[str, Mapping[str, bytes]]) -> None:
    """Write the font files and their licenses, and nothing else, into the folder of fonts."""
    shutil.rmtree(FONTS, ignore_errors=True)
    (FONTS / "ttf").mkdir(parents=True)
    for (slug, _, weight, style), subset in itertools.product(WEB_FACES, SUBSETS):
        name = web_font_name(slug, subset, weight, style)
        (FONTS / name).write_bytes(packages[f"@fontsource/{slug}"][f"files/{name}"])
    for package, names in COMPLETE_FONTS.items():
        (FONTS / f"OFL-{package}.txt").write_bytes(packages[package]["LICENSE.md"])
        for name in names:
            (FONTS / "ttf" / f"{name}.ttf").write_bytes(packages[package][f"TTF/{name}.ttf"])


def write_style_sheet(packages: Mapping[str, Mapping[str, bytes]]) -> None:
    """Write the @font-face rules of the pages."""
    rules = ["/* The type of the pages; made by scripts/build_fonts.py. */"]
    for slug, family, weight, style in WEB_FACES:
        ranges = json.loads(packages[f"@fontsource/{slug}"]["unicode.json"])
        for subset in SUBSETS:
            name = web_font_name(slug, subset, weight, style)
            source = f'url("fonts/{name}") format("woff2")'
            rules.append(font_face(family, weight, style, source, ranges[subset]))
    rules.append(
        "/* Japanese: the reader's own font; only where there is none, the one that argmap carries."
        " */"
    )
    for weight, names in JAPANESE_FACES.items():
        local = [f'local("{name}")' for name in names]
        source = ",\n    ".join([*local, 'url("../fonts/noto-sans-jp.otf") format("opentype")'])
        rules.append(font_face("Noto Sans JP", weight, "normal", source, JAPANESE_RANGE))
    STYLE_SHEET.write_text("\n\n".join(rules) + "\n", encoding="utf-8")


def font_face(family: str, weight: str, style: str, source: str, characters: str) -> str:
    """Return one @font-face rule."""
    return (
        "@font-face {\n"
        f'  font-family: "{family}";\n'
        f"  font-style: {style};\n"
        f"  font-weight: {weight};\n"
        "  font-display: swap;\n"
        f"  src: {source};\n"
        f"  unicode-range: {characters.replace(',', ', ')};\n"
        "}"
    )


def write_widths() -> None:
    """Write the widths of the characters that pages draw in Source Sans 3, as a module."""
    parts = [WIDTHS_HEAD]
    for name, (weight, complete) in MEASURED.items():
        paths = [FONTS / "ttf" / f"{complete}.ttf"]
        paths += [FONTS / web_font_name("source-sans-3", s, weight, "normal") for s in SUBSETS]
        parts.append("\n".join(table_lines(name, upper_widths([Shaper(path) for path in paths]))))
    WIDTHS.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def table_lines(name: str, widths: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines of a table: characters of one width together, twelve on a line."""
    yield f"{name} = _table("
    yield "    ("
    characters = sorted(widths, key=lambda character: (widths[character], character))
    for width, group in itertools.groupby(characters, key=widths.__getitem__):
        members = "".join(group)
        for start in range(0, len(members), 12):
            yield f"        ({width}, {quoted(members[start : start + 12])}),"
    yield "    )"
    yield ")"


def quoted(characters: str) -> str:
    """Return characters as a string of the source, with nothing in it that cannot be seen."""
    quote = "'" if '"' in characters else '"'
    return quote + "".join(map(escaped, characters)) + quote


def escaped(character: str) -> str:
    """Return a character as it stands between the quotes."""
    is_seen = character.isprintable() and not unicodedata.category(character).startswith("M")
    if character == "\\" or not is_seen:
        return f"\\u{ord(character):04x}"
    return character


class Shaper:
    """One font file, asked how wide it draws a text with kerning and ligatures."""

    def __init__(self, path: Path) -> None:
        """Unpack the file."""
        font = TTFont(path)
        font.flavor = None
        unpacked = BytesIO()
        font.save(unpacked)
        self._font = uharfbuzz.Font(uharfbuzz.Face(unpacked.getvalue()))
        self.is_web_font = path.suffix == ".woff2"
        self.characters = {chr(code) for code in font.getBestCmap()}

    def width(self, text: str) -> int:
        """Return the width of a text in thousandths of an em."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font, buffer)
        return sum(glyph.x_advance for glyph in buffer.glyph_positions)


def upper_widths(shapers: Iterable[Shaper]) -> Mapping[str, int]:
    """Return for each character of the web fonts a width that no font and no neighbor exceeds."""
    shapers = tuple(shapers)
    covered = set().union(*(shaper.characters for shaper in shapers if shaper.is_web_font))
    widths: dict[str, int] = {}
    left: dict[str, int] = {}
    right: dict[str, int] = {}
    for shaper in shapers:
        alone = {each: shaper.width(each) for each in covered & shaper.characters}
        for character, width in alone.items():
            widths[character] = max(width, widths.get(character, 0))
        for first, second in itertools.product(alone, repeat=2):
            wider = shaper.width(first + second) - alone[first] - alone[second]
            if wider > 0:
                side, rarer = (left, first) if is_rarer(first, second) else (right, second)
                side[rarer] = max(wider, side.get(rarer, 0))
    return {each: widths[each] + left.get(each, 0) + right.get(each, 0) for each in widths}


def is_rarer(first: str, second: str) -> bool:
    """Return whether the first character is the rarer one, which bears what kerning adds."""
    return rarity(first) >= rarity(second)


def rarity(character: str) -> tuple[int, int]:
    """Return a number that grows with how seldom a character is met."""
    place = FREQUENT.find(character)
    return (len(FREQUENT) if place < 0 else place, ord(character))


if __name__ == "__main__":
    main()
