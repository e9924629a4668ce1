"""The API over a database, whose numbers end somewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap import carrying
from argmap.library import Library
from argmap.stores.folder import FolderStore
from argmap.stores.postgres import address
from argmap.stores.postgres.store import PostgresStore
from argmap.web import create_app
from argmap.web.access import Access
from tests.postgres import Cluster
from tests.programs import ADD, Program, told

LARGEST = 10**9 - 1


@pytest.fixture
def program(cluster: Cluster, class_folder: Path) -> Iterator[Program]:
    store = PostgresStore(address.parse(cluster.new()))
    carrying.carry(FolderStore(class_folder), store, force=False, author="Ann")
    yield Program(create_app(Library(store), access=Access.local(author="Ann", port=80)))
    store.close()


def test_it_reads_and_changes_as_in_a_folder(program: Program) -> None:
    seen = program.asks("/debates/harbor/text").headers["ETag"].strip('"')
    answer = program.posts("/debates/harbor/edits", edit=ADD, revision=seen, key="once")
    assert (answer.status_code, told(answer)["made"]["claims"]) == (201, ["a-tunnel"])
    assert program.reads("/debates/harbor")["revision"] == told(answer)["revision"]
    assert program.reads("/debates/harbor/history/1")["edit"] == ADD


@pytest.mark.parametrize(
    "place", ["/debates/harbor/history/{}", "/suggestions/{}", "/debates/harbor/history/{}/undo"]
)
def test_the_largest_number_is_not_there_and_no_larger_one_is_asked_for(
    program: Program, place: str
) -> None:
    method = "POST" if place.endswith("undo") else "GET"
    for number in (LARGEST, LARGEST + 1, 2**31, 10**30):
        answer = program.asks(place.format(number), method=method, json={})
        assert answer.status_code == 404, answer.text


def test_a_list_before_the_largest_number_is_the_whole(program: Program) -> None:
    program.posts("/debates/harbor/edits", edit=ADD)
    found = program.reads(f"/debates/harbor/history?before={LARGEST}")["changes"]
    assert [change["number"] for change in found] == [1]
    assert program.reads(f"/suggestions?before={LARGEST}")["suggestions"] == []
    assert program.asks(f"/debates/harbor/history?before={LARGEST + 1}").status_code == 400


@pytest.mark.parametrize("number", [LARGEST, LARGEST + 1, 2**31, 10**30])
def test_pages_know_no_larger_numbers_either(program: Program, number: int) -> None:
    client = program.site.test_client()
    assert client.get(f"/debates/harbor/history/{number}").status_code == 404
    expected = 200 if number == LARGEST else 400
    assert client.get(f"/changes?before={number}").status_code == expected
