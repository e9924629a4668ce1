"""Telling: rows of the database as changes, each with what has become of it since."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, select

from argmap.errors import Unreadable
from argmap.stores.history.changes import Change
from argmap.stores.records import Records
from argmap.stores.tables import changes as _changes

Links = Sequence[Row[Any]]
"""The changes of one debate that are about others, in their order."""


def told(database: Records, query: Select[Any]) -> tuple[Change, ...]:
    """Return the changes that a query finds."""
    rows = database.rows(query)
    links = _links(database, {row.debate for row in rows})
    return tuple(_change(row, links.get(row.debate, ())) for row in rows)


def _links(database: Records, debates: set[str]) -> Mapping[str, Links]:
    columns = _changes.c
    rows = database.rows(
        select(columns.debate, columns.number, columns.kind, columns.of_number)
        .where(columns.debate.in_(sorted(debates)), columns.of_number.is_not(None), columns.is_done)
        .order_by(columns.number)
    )
    links: dict[str, list[Row[Any]]] = {}
    for row in rows:
        links.setdefault(row.debate, []).append(row)
    return links


def _change(row: Row[Any], links: Links) -> Change:
    return Change(
        serial=row.serial,
        debate=row.debate,
        number=row.number,
        kind=row.kind,
        author=row.author,
        time=row.time,
        words=row.words,
        edit=_edit(row),
        of=row.of_number,
        before=row.before_revision,
        after=row.after_revision,
        undone_by=_undone(links).get(row.number),
        overwritten_by=row.overwritten_by,
        again_by=_again(links).get(row.number),
        approved_by=row.approved_by or "",
    )


def _edit(row: Row[Any]) -> Mapping[str, Any] | None:
    try:
        found: Mapping[str, Any] | None = json.loads(row.edit) if row.edit else None
    except ValueError as error:
        place = f"{row.number} of {row.debate}"
        raise Unreadable(f"The history is damaged in change {place}.") from error
    return found


def _undone(links: Links) -> Mapping[int, int]:
    """Return by which change each is undone; an undo that was itself undone takes nothing back."""
    undone: dict[int, int] = {}
    for row in reversed(links):  # what undoes an undo comes after it
        if row.kind in ("undo", "redo") and row.number not in undone:
            undone.setdefault(row.of_number, row.number)
    return undone


def _again(links: Links) -> Mapping[int, int]:
    return {row.of_number: row.number for row in links if row.kind == "again"}
