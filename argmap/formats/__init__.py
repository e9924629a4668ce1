"""Formats: a debate as text to keep, to share and to read elsewhere."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from argmap.formats import json_text, markdown_text, yaml_text
from argmap.model import Debate
from argmap.views import View

TEXTS: Mapping[str, Callable[[Debate, View], str]] = MappingProxyType(
    {"json": json_text.text, "yaml": yaml_text.text, "md": markdown_text.text}
)
"""Each textual format by the ending of its files; the JSON and YAML of a view are its focus, whole."""
