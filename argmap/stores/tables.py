"""Tables: how argmap keeps things in a database, the same in SQLite and in PostgreSQL.

What changes here needs a migration.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

REVISION_LENGTH = 64


class Moment(TypeDecorator[datetime]):
    """A time in UTC; SQLite keeps no zones and hands out times without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time as it is stored."""
        del dialect
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time as it was meant."""
        del dialect
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)

changes = Table(
    "changes",
    metadata,
    # In the order of all debates together.
    Column("serial", Integer, primary_key=True),
    Column("debate", Text, nullable=False),
    # Counts the changes of its debate from 1, without a gap: each begins where the one before it has ended.
    Column("number", Integer, nullable=False),
    # Set when the text is known to stand in its file; before that, a crash may have prevented it.
    Column("is_done", Boolean, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("author", Text, nullable=False),
    Column("time", Moment, nullable=False),
    Column("words", Text, nullable=False),
    # The edit as JSON, where there is one.
    Column("edit", Text),
    # Tells a repeat of the same request.
    Column("fingerprint", String(64)),
    # The number of the change that this one takes back, makes anew or applies again.
    Column("of_number", Integer),
    # The number of the outside change that has lost this one.
    Column("overwritten_by", Integer),
    Column("before_revision", String(REVISION_LENGTH), nullable=False),
    Column("after_revision", String(REVISION_LENGTH), nullable=False),
    Column("delta", LargeBinary, nullable=False),
    UniqueConstraint("debate", "number"),
    UniqueConstraint("debate", "fingerprint"),
    Index("ix_changes_debate_after_revision", "debate", "after_revision"),
    Index("ix_changes_debate_of_number", "debate", "of_number"),
    Index("ix_changes_author", "author"),
)

texts = Table(
    "texts",
    metadata,
    Column("debate", Text, primary_key=True),
    # The number of the change that has led to this text; 0 is how the debate was first seen.
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("revision", String(REVISION_LENGTH), nullable=False),
    Column("time", Moment, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    Index("ix_texts_debate_revision", "debate", "revision"),
)

# The files of debates, and the one that tells what they are; a folder has them as files, beside its SQLite.
files = Table(
    "files",
    metadata,
    Column("name", Text, primary_key=True),
    Column("revision", String(REVISION_LENGTH), nullable=False),
    # The transaction that has written it, so that a text that comes back is told from what it was before.
    Column("written", BigInteger, nullable=False),
    Column("data", LargeBinary, nullable=False),
    info={"only": "postgresql"},
)
