"""The direction of imports, as docs/architecture.md draws it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "argmap"
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")

# A module or folder that is not named here has no floor, and the first test says so.
FLOORS = {
    0: {"__init__", "errors", "problems", "recent", "resources"},
    1: {"model"},
    2: {
        "addresses",
        "advances",
        "check",
        "citations",
        "diagram",
        "drawing",
        "edits",
        "fields",
        "formats",
        "frame",
        "identifiers",
        "labels",
        "legend",
        "leading",
        "lettering",
        "layout",
        "markdown",
        "marks",
        "miniature",
        "pages",
        "paper",
        "passwords",
        "permissions",
        "picture",
        "portable",
        "queries",
        "routes",
        "schema",
        "schemes",
        "selection",
        "sheets",
        "similarity",
        "tally",
        "thumbnail",
        "views",
        "words",
    },
    3: {"palette", "render", "stores", "typefaces", "typesetting", "typesetting_child"},
    4: {
        "authentication",
        "carrying",
        "composition",
        "drafting",
        "export",
        "library",
        "limits",
        "locating",
        "membership",
        "obstacles",
        "overwriting",
        "preview",
        "rendition",
        "repeats",
        "reports",
        "saving",
        "shelf",
        "standing",
        "submission",
        "suggesting",
        "volumes",
        "wishes",
    },
    5: {"__main__", "cli", "web"},
}
FLOOR_OF = {name: floor for floor, names in FLOORS.items() for name in names}


def place(module: Path) -> str:
    """Return the module's name, or that of the folder it lies in."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "shipped" not in path.parts)


def imported(module: Path) -> Iterator[str]:
    """Yield the first names below `argmap` that a module imports, wherever in it they stand."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            below = [f"argmap.{alias.name}" for alias in node.names]
            names = below if base == "argmap" else [base]
        else:
            continue
        for name in names:
            if name.split(".")[0] == "argmap" and "." in name:
                yield name.split(".")[1]


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_from_its_own_floor_and_below(module: Path) -> None:
    own = place(module)
    assert own in FLOOR_OF, "give the module a floor here and in docs/architecture.md"
    for other in imported(module):
        assert FLOOR_OF.get(other, 0) <= FLOOR_OF[own], f"{own} imports {other} from above"


@pytest.mark.parametrize("name", sorted({place(module) for module in modules()}))
def test_the_architecture_names_every_module(name: str) -> None:
    if not name.startswith("__"):
        assert re.search(rf"`{name}/?`", ARCHITECTURE)


@pytest.mark.parametrize(("one", "other"), [("web", "cli"), ("cli", "web")])
def test_the_faces_keep_apart_but_for_serve(one: str, other: str) -> None:
    importers = {
        module.name
        for module in modules()
        if place(module) == one and other in set(imported(module))
    }
    assert importers <= {"serve.py", "letting_in.py"}


def test_no_two_modules_import_each_other_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for module in modules():
        graph.setdefault(place(module), set()).update(set(imported(module)) - {place(module)})
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, f"a circle: {' -> '.join((*way, name))}"
        if name not in done:
            for other in graph.get(name, ()):
                visit(other, (*way, name))
            done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize("name", ["utils", "helpers", "managers", "services", "common", "misc"])
def test_no_module_is_a_drawer_for_odds_and_ends(name: str) -> None:
    assert not list(PACKAGE.rglob(f"{name}.py"))


def test_markup_is_made_in_one_module_only() -> None:
    makers = {
        str(module.relative_to(PACKAGE))
        for module in modules()
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Markup"
    }
    assert makers <= {"web/markup.py"}
