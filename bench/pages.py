"""Pages of the site, in process: a debate's map made anew and from memory, and a very large debate."""

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from itertools import count
from pathlib import Path

from flask.testing import FlaskClient
from jinja2 import Environment

from argmap import views, web
from argmap.library import Library
from argmap.model import Debate
from argmap.stores.folder import SETTLED_AFTER
from bench import engine, figures, timing
from bench.figures import Figure
from bench.plan import Plan
from bench.timing import Case

MOST_NEW = 2.0
MOST_DRAWN = 15.0
MOST_LARGE = 2.0

USUAL_COPIES = 40
LARGE_COPIES = 10
MOST_OF_USUAL = 1_000

LIST = Environment(autoescape=True).from_string(
    "<!doctype html><title>{{ debate.title }}</title><ul>"
    "{% for claim in debate.claims.values() %}"
    '<li><a href="/debates/{{ debate.id }}/claims/{{ claim.id }}">{{ claim.text }}</a></li>'
    "{% endfor %}</ul>"
)
"""A page as plain as can be: the claims of a debate, one below the other."""


def measure(plan: Plan) -> Iterator[Figure]:
    """Yield how pages compare with the engine and a plain list, and a large debate with a usual one."""
    yield from _usual(plan)
    yield from _large(plan)


def site(folder: Path) -> FlaskClient:
    """Return a browser of the site of a folder."""
    return web.create_app(Library(folder)).test_client()


def _usual(plan: Plan) -> Iterator[Figure]:
    debate = plan.debate(plan.page)
    dot = engine.with_positions(engine.drawing(debate, budget=views.START_BOXES))
    copies = _Copies(plan, plan.page)
    known = copies.address
    others = (f"{known}?unknown={number}" for number in count())
    cases: dict[str, Case] = {
        "new": copies.open,
        "drawn": lambda: get(copies.browser, next(others)),
        "kept": partial(get, copies.browser, known),
        "list": partial(_list, debate),
        "engine and list": lambda: (engine.draw(dot, is_placed=True), _list(debate)),
    }
    times = timing.in_turn(cases, copies.rounds, first=copies.read_next)
    page = f"page of {plan.page} claims"
    for name, what, theirs, bound in (
        ("new", "made anew / engine on its DOT + a plain list", "engine and list", MOST_NEW),
        ("drawn", "its picture at hand / a plain list", "list", MOST_DRAWN),
        ("kept", "from memory / a plain list", "list", None),
    ):
        yield figures.ratio(
            f"page {name}", f"{page} {what}", times[name], times[theirs], bound=bound
        )


def _large(plan: Plan) -> Iterator[Figure]:
    large, usual = _Copies(plan, plan.large), _Copies(plan, plan.page)

    def read_next() -> None:
        large.read_next()
        usual.read_next()

    cases: dict[str, Case] = {"large": large.open, "usual": usual.open}
    times = timing.in_turn(cases, large.rounds, first=read_next)
    what = f"opening {plan.large:,} claims / {plan.page}, after the first read"
    yield figures.ratio("page large", what, times["large"], times["usual"], bound=MOST_LARGE)


class _Copies:
    """A site of many copies of a debate, so that each round opens one that was read and not yet drawn."""

    def __init__(self, plan: Plan, claims: int) -> None:
        most = LARGE_COPIES if claims > MOST_OF_USUAL else USUAL_COPIES
        self.rounds = replace(plan.rounds, most=min(plan.rounds.most, most))
        self.folder = plan.folder / f"copies-{claims}"
        for number in range(self.rounds.most + 1):
            plan.file(claims, name=f"{self.folder.name}/copy-{number}")
        # A file changed this moment is read again at every request, since it may change once more.
        time.sleep(1.1 * SETTLED_AFTER / 1e9)
        self.browser = site(self.folder)
        self.copy = -1
        self.read_next()
        # The first page of a process compiles templates.
        self.open()

    @property
    def address(self) -> str:
        """Return the address of the present copy's map."""
        return f"/debates/copy-{self.copy}"

    def read_next(self) -> None:
        """Go on to the next copy, and read it."""
        self.copy += 1
        get(self.browser, f"{self.address}/problems")

    def open(self) -> bytes:
        """Return the map's page of the present copy."""
        return get(self.browser, self.address)


def get(browser: FlaskClient, address: str) -> bytes:
    """Return a page; raises RuntimeError when the site refuses it."""
    answer = browser.get(address)
    if answer.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{address}: {answer.status}")
    return answer.get_data()


def _list(debate: Debate) -> str:
    return LIST.render(debate=debate)
