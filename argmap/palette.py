"""The named colors of the style sheet, for diagrams that leave the browser."""

import functools
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from argmap import resources

Theme = Literal["light", "dark", "print", "mono"]

_BLOCK_OPENS: Mapping[Theme, str] = {
    "light": r":root",
    "dark": r"@media \(prefers-color-scheme: dark\) \{\s*:root",
    "print": r"@media print \{\s*:root",
    "mono": r'\[data-theme="mono"\]',
}
_COLOR = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")  # --support-wash: #eef6fb;


@functools.cache
def colors(theme: Theme) -> Mapping[str, str]:
    """Return the colors of a theme by name, each as `#rrggbb`; what it leaves out is as in light."""
    sheet = (resources.static() / "tokens.css").read_text(encoding="utf-8")
    return MappingProxyType(_block(sheet, "light") | _block(sheet, theme))


def _block(sheet: str, theme: Theme) -> dict[str, str]:
    found = re.search(rf"^{_BLOCK_OPENS[theme]} \{{([^}}]*)\}}", sheet, re.MULTILINE)
    return dict(_COLOR.findall(found[1])) if found else {}
