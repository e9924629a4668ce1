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
    ForeignKey,
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

ONLY = "only"
"""The key under which a table says which database it is for, if not for each."""


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
    # Who has let a suggestion of the author become this change.
    Column("approved_by", Text),
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
    info={ONLY: "postgresql"},
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    # The name as it is looked up, so that no two are told apart by their letters' case alone.
    Column("folded", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("password", Text, nullable=False),
    Column("created", Moment, nullable=False),
    UniqueConstraint("folded"),
)

# Secrets that people hold are kept as digests: who reads the database cannot use them.
sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("account", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("created", Moment, nullable=False),
    Column("seen", Moment, nullable=False),
    Index("ix_sessions_account", "account"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("account", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    # What the owner calls it.
    Column("label", Text, nullable=False),
    Column("created", Moment, nullable=False),
    UniqueConstraint("digest"),
    Index("ix_tokens_account", "account"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("role", String(16), nullable=False),
    # The account that it gives a new password; none for a new account.
    Column("account", ForeignKey("accounts.id", ondelete="CASCADE")),
    Column("invited_by", Text, nullable=False),
    Column("created", Moment, nullable=False),
    # The name of the account that has used it.
    Column("used_by", Text),
    UniqueConstraint("digest"),
)

# What was tried in vain lately, by whom it was about and from where.
attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    # A digest: of what was typed as a name, some is a password.
    Column("subject", String(64), nullable=False),
    Column("time", Moment, nullable=False),
    Index("ix_attempts_subject_time", "subject", "time"),
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("debate", Text, nullable=False),
    # Its name stays when the account goes.
    Column("account", ForeignKey("accounts.id", ondelete="SET NULL")),
    Column("author", Text, nullable=False),
    Column("time", Moment, nullable=False),
    Column("words", Text, nullable=False),
    # The revision that it was made on.
    Column("revision", String(REVISION_LENGTH), nullable=False),
    # The edit as JSON; or else the whole text that the debate shall have, and the claim whose branch was edited.
    Column("edit", Text),
    Column("packed", LargeBinary),
    Column("claim", Text, nullable=False),
    # The form that it was made by, as JSON: its address and what was typed.
    Column("form", Text),
    # Tells a repeat of the same request.
    Column("fingerprint", String(64)),
    Column("state", String(16), nullable=False),
    Column("decided_by", Text),
    Column("decided", Moment),
    Column("comment", Text, nullable=False),
    # The number of the change that it has become.
    Column("change_number", Integer),
    UniqueConstraint("fingerprint"),
    Index("ix_suggestions_state", "state"),
    Index("ix_suggestions_account", "account"),
)
