"""The shipped fonts: files for the typesetter, and subsets small enough to stand in a picture."""

import struct
import zlib
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pylopdf_fonts_jp
import uharfbuzz

from argmap import resources

FAMILY = "Source Sans 3"
SERIF_FAMILY = "Source Serif 4"
JAPANESE_FAMILY = "Noto Sans JP"

_KEPT_FEATURES = ("ccmp", "kern", "liga", "mark", "mkmk")
_DROPPED_TABLES = ("BASE", "DSIG", "STAT", "VORG", "vhea", "vmtx")
_COMMENT = f"/* {FAMILY}, {SERIF_FAMILY}, {JAPANESE_FAMILY}: SIL Open Font License 1.1 */"

_TABLE_COUNT = struct.Struct(">4xH6x")
_SFNT_ENTRY = struct.Struct(">4s3L")
_WOFF_HEADER = struct.Struct(">4s4sLHHLHHLLLLL")
_WOFF_ENTRY = struct.Struct(">4s4L")


def latin_fonts() -> Path:
    """Return the folder of the complete Latin fonts; the typesetter takes folders and looks into no single file."""
    return resources.static() / "fonts" / "ttf"


def japanese_font() -> Path:
    """Return the file of the packaged Japanese font, which has one weight."""
    return pylopdf_fonts_jp.sans_path()


def subset_css(
    *, regular: Iterable[str], semibold: Iterable[str], serif: Iterable[str] = ()
) -> str:
    """Return @font-face rules that carry, as data URLs, just the glyphs that the texts of each face need.

    What Source Sans 3 and Source Serif 4 lack comes from Noto Sans JP, in one weight for all. Equal characters give
    equal bytes.
    """
    rules = [_COMMENT]
    elsewhere: set[int] = set()
    for family, weight, name, texts in (
        (FAMILY, "400", "SourceSans3-Regular", regular),
        (FAMILY, "600", "SourceSans3-Semibold", semibold),
        (SERIF_FAMILY, "600", "SourceSerif4-Semibold", serif),
    ):
        face = _face(latin_fonts() / f"{name}.ttf")
        rule, missing = _rule(family, weight, face, _code_points(texts))
        rules.append(rule)
        elsewhere |= missing
    if elsewhere:
        rules.append(_rule(JAPANESE_FAMILY, "400 600", _face(japanese_font()), elsewhere)[0])
    return "\n".join(filter(None, rules))


def japanese_subset(texts: Iterable[str]) -> bytes:
    """Return Noto Sans JP with just the characters of the texts that Source Sans 3 lacks, or nothing.

    A program that finds Latin letters in it as well would set whole lines in it for the sake of one ideograph.
    """
    latin = _face(latin_fonts() / "SourceSans3-Regular.ttf")
    japanese = _face(japanese_font())
    lacking = _code_points(texts) - set(latin.unicodes)
    held = {character for character in lacking if character in japanese.unicodes}
    return _subset(japanese, held) if held else b""


def _code_points(texts: Iterable[str]) -> set[int]:
    return {ord(character) for text in texts for character in text}


@cache
def _face(path: Path) -> uharfbuzz.Face:
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))


def _rule(
    family: str, weight: str, face: uharfbuzz.Face, characters: set[int]
) -> tuple[str, set[int]]:
    """Return the rule for what a font has of the characters, or nothing; and what it lacks."""
    covered = face.unicodes
    held = {character for character in characters if character in covered}
    if not held:
        return "", characters
    data = b64encode(_woff(_subset(face, held))).decode("ascii")
    rule = (
        f'@font-face{{font-family:"{family}";font-weight:{weight};'
        f'src:url("data:font/woff;base64,{data}") format("woff")}}'
    )
    return rule, characters - held


def _subset(face: uharfbuzz.Face, characters: set[int]) -> bytes:
    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    wanted.unicode_set.update(characters)
    wanted.layout_feature_tag_set.set({_tag(feature) for feature in _KEPT_FEATURES})
    wanted.drop_table_tag_set.update({_tag(table) for table in _DROPPED_TABLES})
    return bytes(uharfbuzz.subset(face, wanted).blob.data)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")


def _woff(font: bytes) -> bytes:
    """Return an OpenType font as WOFF 1.0, its tables compressed (the W3C's recommendation of 2012)."""
    (count,) = _TABLE_COUNT.unpack_from(font)
    offset = _WOFF_HEADER.size + count * _WOFF_ENTRY.size
    entries, tables = [], []
    for tag, checksum, start, length in sorted(_SFNT_ENTRY.iter_unpack(font[12 : 12 + 16 * count])):
        table = font[start : start + length]
        # A packed table that is no shorter would be read as an unpacked one.
        packed = min(table, zlib.compress(table, 9), key=len)
        entries.append(_WOFF_ENTRY.pack(tag, offset, len(packed), length, checksum))
        tables.append(packed + bytes(-len(packed) % 4))
        offset += len(tables[-1])
    flavor, version, nothing = font[:4], (1, 0), (0, 0, 0, 0, 0)
    header = _WOFF_HEADER.pack(b"wOFF", flavor, offset, count, 0, len(font), *version, *nothing)
    return b"".join([header, *entries, *tables])
