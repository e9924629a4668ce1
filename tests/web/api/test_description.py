"""The description of the API: it names what is there, and answers are as it says."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from argmap import resources
from argmap.library import Library
from argmap.web import create_app
from argmap.web.api import schemas
from argmap.web.api.table import OPERATIONS
from tests.programs import Program, Told
from tests.web.api.conftest import Enter

ANSWERS = {
    name: Draft202012Validator(
        {"components": {"schemas": schemas.schemas()}, "$ref": f"#/components/schemas/{name}"}
    )
    for name in schemas.ANSWERS
}
SHIPPED = Library(resources.debates())


@pytest.fixture(scope="module")
def shipped() -> Program:
    return Program(create_app(SHIPPED))


def test_it_names_exactly_the_routes_that_there_are(program: Program) -> None:
    described = {
        (path, method.upper())
        for path, operations in program.reads("/openapi.json")["paths"].items()
        for method in operations
    }
    served = {
        (re.sub(r"<(?:[^<>:]*:)?(\w+)>", r"{\1}", rule.rule), method)
        for rule in program.site.url_map.iter_rules()
        if rule.rule.startswith("/api")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert described == served
    assert len(served) == len(OPERATIONS)


def test_every_reference_leads_somewhere(program: Program) -> None:
    document = program.reads("/openapi.json")
    references = set(re.findall(r'"\$ref": "#/components/(\w+)/([^"]+)"', json.dumps(document)))
    assert references
    for part, name in references:
        assert name in document["components"][part]


@pytest.mark.parametrize("name", schemas.schemas())
def test_every_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(schemas.schemas()[name])


@pytest.mark.parametrize("debate", [volume.id for volume in SHIPPED.volumes()])
def test_the_shipped_debates_are_told_as_it_says(shipped: Program, debate: str) -> None:
    at = f"/debates/{debate}"
    claim = next(iter(SHIPPED.debate(debate).claims))
    for address, name in (
        ("/debates", "debates"),
        (at, "debate"),
        (f"{at}/claims", "claims"),
        (f"{at}/claims/{claim}", "one-claim"),
        (f"{at}/problems", "problems"),
        (f"/search?q=japan&debate={debate}", "hits"),
    ):
        ANSWERS[name].validate(shipped.reads(address))


def test_without_accounts_it_asks_for_no_token(program: Program) -> None:
    operations = _operations(program.reads("/openapi.json"))
    assert not any("security" in each for each in operations.values())


def test_with_accounts_it_says_what_needs_a_token(enter: Enter, nobody: Program) -> None:
    for asker in (enter("Tom"), nobody):
        operations = _operations(asker.reads("/openapi.json"))
        assert operations["debate"]["security"] == [{}, {"token": []}]
        for name in ("edit", "put_text", "undo", "history", "suggestions", "accept", "withdraw"):
            assert operations[name]["security"] == [{"token": []}]


def _operations(document: Told) -> dict[str, Told]:
    return {
        operation["operationId"]: operation
        for operations in document["paths"].values()
        for operation in operations.values()
    }
