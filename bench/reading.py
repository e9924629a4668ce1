"""Reading and checking a file, against the plainest way to load the same text."""

import datetime as dt
import json
from collections.abc import Iterator
from functools import partial

import yaml

from argmap.stores import yaml_reader
from bench import figures, timing
from bench.figures import Figure
from bench.plan import Plan

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML was built without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

BOUNDS = {1_000: 1.0, 10_000: 0.5}


def measure(plan: Plan) -> Iterator[Figure]:
    """Yield how reading and checking compares with PyYAML, and with JSON of the same content."""
    for claims in plan.sizes:
        data = plan.file(claims).read_bytes()
        text = data.decode()
        cases = {
            "read": partial(yaml_reader.read, data, id="measured"),
            "yaml": partial(yaml.load, text, Loader),
            "json": partial(json.loads, as_json(text)),
        }
        times = timing.in_turn(cases, plan.rounds)
        what = f"read + check {claims:,} claims / {Loader.__name__}"
        yield figures.ratio(
            f"read {claims:,}", what, times["read"], times["yaml"], bound=BOUNDS.get(claims)
        )
        what = "the same / json.loads of the same content"
        yield figures.ratio(f"read {claims:,} json", what, times["read"], times["json"])


def as_json(text: str) -> str:
    """Return the content of a YAML text as JSON."""
    return json.dumps(yaml.load(text, Loader), default=_text)


def _text(value: object) -> str:
    """Return what YAML takes for a date and argmap for text."""
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{value!r} is not expected in a debate")
