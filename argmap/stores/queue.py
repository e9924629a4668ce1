"""The queue: the suggestions that a database keeps, and what was decided on each."""

import json
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, select, update

from argmap.errors import NotFound, Unreadable
from argmap.stores.records import Records
from argmap.stores.suggestions import DECIDED, WAITING, Asked, Draft, SentForm, State, Suggestion
from argmap.stores.tables import accounts as _accounts
from argmap.stores.tables import suggestions as _suggestions

HEAVY = ("packed", "form")
"""What a list does without."""


class Queue:
    """The suggestions of one database."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def add(self, draft: Draft, *, most: int) -> int | None:
        """Put a suggestion into the queue and return its number, or that of the one that the same request has made.

        `None` when as many of the account wait as may. Raises NotFound when the account has gone.
        """
        with self._records.writing() as connection:
            # Whoever suggests for the same account meanwhile waits here, so that none comes twice and none too many.
            owner = select(_accounts.c.id).where(_accounts.c.id == draft.account).with_for_update()
            if connection.execute(owner).first() is None:
                raise NotFound("account", draft.author)
            known = _repeated(connection, draft)
            if known is not None:
                return known
            if _count(connection, draft.account) >= most:
                return None
            done = connection.execute(insert(_suggestions).values(_values(draft)))
            (number,) = done.inserted_primary_key or (0,)
        return int(number)

    def repeated(self, fingerprint: str) -> Suggestion | None:
        """Return the suggestion that the same request has made before."""
        query = select(_suggestions).where(_suggestions.c.fingerprint == fingerprint)
        found = self._records.rows(query)
        return _told(found[0]) if found else None

    def one(self, number: int) -> Suggestion:
        """Return one suggestion. Raises NotFound."""
        found = self._records.rows(select(_suggestions).where(_suggestions.c.id == number))
        if not found:
            raise NotFound("suggestion", str(number))
        return _told(found[0])

    def all(
        self,
        *,
        debate: str | None = None,
        account: int | None = None,
        state: Asked | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> tuple[Suggestion, ...]:
        """Return suggestions, the newest first; `before` is the number of one that is known already."""
        query = select(*(each for each in _suggestions.c if each.name not in HEAVY))
        if debate is not None:
            query = query.where(_suggestions.c.debate == debate)
        if account is not None:
            query = query.where(_suggestions.c.account == account)
        if state == DECIDED:
            query = query.where(_suggestions.c.state != WAITING)
        elif state is not None:
            query = query.where(_suggestions.c.state == state)
        if before is not None:
            query = query.where(_suggestions.c.id < before)
        rows = self._records.rows(query.order_by(_suggestions.c.id.desc()).limit(limit))
        return tuple(map(_told, rows))

    def count(self, *, account: int | None = None) -> int:
        """Return how many wait, of an account or of all."""
        query = _waiting(account).with_only_columns(func.count().label("waiting"))
        rows = self._records.rows(query)
        return rows[0].waiting if rows else 0

    def decide(
        self,
        number: int,
        state: State,
        *,
        by: str,
        comment: str = "",
        change: int | None = None,
        decided: datetime | None = None,
    ) -> bool:
        """Note what was decided of a suggestion, and return whether it still waited."""
        with self._records.writing() as connection:
            done = connection.execute(
                update(_suggestions)
                .where(_suggestions.c.id == number, _suggestions.c.state == WAITING)
                .values(
                    state=state,
                    decided_by=by,
                    decided=decided or datetime.now(UTC),
                    comment=comment,
                    change_number=change,
                )
            )
        return bool(done.rowcount)


def _repeated(connection: Connection, draft: Draft) -> int | None:
    if draft.fingerprint is None:
        return None
    found: int | None = connection.scalar(
        select(_suggestions.c.id).where(_suggestions.c.fingerprint == draft.fingerprint)
    )
    return found


def _count(connection: Connection, account: int) -> int:
    return connection.scalar(_waiting(account).with_only_columns(func.count())) or 0


def _waiting(account: int | None) -> Select[Any]:
    conditions: list[ColumnElement[bool]] = [_suggestions.c.state == WAITING]
    if account is not None:
        conditions.append(_suggestions.c.account == account)
    return select(_suggestions).where(*conditions)


def _values(draft: Draft) -> dict[str, Any]:
    return {
        "debate": draft.debate,
        "account": draft.account,
        "author": draft.author,
        "time": datetime.now(UTC),
        "words": draft.words,
        "revision": draft.revision,
        "edit": None if draft.edit is None else _json(draft.edit),
        "packed": None if draft.text is None else zlib.compress(draft.text.encode(), level=1),
        "claim": draft.claim,
        "form": None if draft.form is None else _json(draft.form._asdict()),
        "fingerprint": draft.fingerprint,
        "state": WAITING,
        "comment": "",
    }


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=dict)


def _told(row: Row[Any]) -> Suggestion:
    packed, form = getattr(row, "packed", None), getattr(row, "form", None)
    try:
        return Suggestion(
            id=row.id,
            debate=row.debate,
            account=row.account,
            author=row.author,
            time=row.time,
            words=row.words,
            revision=row.revision,
            edit=None if row.edit is None else json.loads(row.edit),
            text=None if packed is None else zlib.decompress(packed).decode(),
            claim=row.claim,
            form=None if form is None else SentForm(**json.loads(form)),
            state=row.state,
            decided_by=row.decided_by or "",
            decided=row.decided,
            comment=row.comment,
            change=row.change_number,
        )
    except (ValueError, TypeError, zlib.error) as error:
        raise Unreadable(f"Suggestion {row.id} is damaged in its database.") from error
