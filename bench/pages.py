"""Pages of the site, in process: a debate's map made anew and from memory, and a very large debate."""

from collections.abc import Iterator
from functools import partial
from http import HTTPStatus
from itertools import count
from pathlib import Path

from flask.testing import FlaskClient
from jinja2 import Environment

from argmap import views, web
from argmap.library import Library
from argmap.model import Debate
from bench import engine, figures, timing
from bench.figures import Figure
from bench.plan import Plan
from bench.timing import Case

MOST_NEW = 2.0
MOST_DRAWN = 15.0
MOST_LARGE = 2.0

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
    new = _Copies(plan, plan.page)
    addresses = (f"{new.known}?unknown={number}" for number in count())
    cases: dict[str, Case] = {
        "new": new.open_next,
        "drawn": lambda: get(new.browser, next(addresses)),
        "kept": partial(get, new.browser, new.known),
        "list": partial(_list, debate),
        "engine and list": lambda: (engine.draw(dot, is_placed=True), _list(debate)),
    }

    def prepare() -> None:
        new.prepare()
        get(new.browser, new.known)

    times = timing.in_turn(cases, plan.rounds, first=prepare)
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

    def prepare() -> None:
        large.prepare()
        usual.prepare()

    cases = {"large": large.open_next, "usual": usual.open_next}
    times = timing.in_turn(cases, plan.rounds, first=prepare)
    what = f"opening {plan.large:,} claims / {plan.page}, after the first read"
    yield figures.ratio("page large", what, times["large"], times["usual"], bound=MOST_LARGE)


class _Copies:
    """A site to which a new copy of a debate comes before each round, read and not yet drawn."""

    def __init__(self, plan: Plan, claims: int) -> None:
        self.plan = plan
        self.claims = claims
        self.copies = 0
        self.folder = plan.folder / f"copies-{claims}"
        self.folder.mkdir(exist_ok=True)
        self.browser = site(self.folder)
        # The first pages of a process load modules and compile templates.
        self.prepare()
        self.known = self.address
        get(self.browser, self.known)

    @property
    def address(self) -> str:
        """Return the address of the newest copy's map."""
        return f"/debates/copy-{self.copies}"

    def prepare(self) -> None:
        """Add a copy and read it."""
        self.copies += 1
        self.plan.file(self.claims, name=f"{self.folder.name}/copy-{self.copies}")
        get(self.browser, f"{self.address}/problems")

    def open_next(self) -> bytes:
        """Return the map's page of the newest copy."""
        return get(self.browser, self.address)


def get(browser: FlaskClient, address: str) -> bytes:
    """Return a page; raises RuntimeError when the site refuses it."""
    answer = browser.get(address)
    if answer.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{address}: {answer.status}")
    return answer.get_data()


def _list(debate: Debate) -> str:
    return LIST.render(debate=debate)
