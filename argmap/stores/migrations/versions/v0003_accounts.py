"""Accounts with all that belongs to them, and what students suggest."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

LENGTH = 64
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and let a change say who has approved it."""
    op.add_column("changes", sa.Column("approved_by", sa.Text))
    _accounts()
    _secrets()
    _suggestions()


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("folded", name="uq_accounts_folded"),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("subject", sa.String(LENGTH), nullable=False),
        sa.Column("time", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
    )
    op.create_index("ix_attempts_subject_time", "attempts", ["subject", "time"])


def _secrets() -> None:
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(LENGTH), nullable=False),
        sa.Column("account", sa.Integer, nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("seen", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_sessions"),
        _belongs("sessions"),
    )
    op.create_index("ix_sessions_account", "sessions", ["account"])
    op.create_table(
        "tokens",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(LENGTH), nullable=False),
        sa.Column("account", sa.Integer, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tokens"),
        sa.UniqueConstraint("digest", name="uq_tokens_digest"),
        _belongs("tokens"),
    )
    op.create_index("ix_tokens_account", "tokens", ["account"])
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(LENGTH), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("account", sa.Integer),
        sa.Column("invited_by", sa.Text, nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("used_by", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("digest", name="uq_invitations_digest"),
        _belongs("invitations"),
    )


def _suggestions() -> None:
    op.create_table(
        "suggestions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("debate", sa.Text, nullable=False),
        sa.Column("account", sa.Integer),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("time", MOMENT, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("revision", sa.String(LENGTH), nullable=False),
        sa.Column("edit", sa.Text),
        sa.Column("packed", sa.LargeBinary),
        sa.Column("claim", sa.Text, nullable=False),
        sa.Column("form", sa.Text),
        sa.Column("fingerprint", sa.String(LENGTH)),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("decided_by", sa.Text),
        sa.Column("decided", MOMENT),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("change_number", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_suggestions"),
        sa.UniqueConstraint("fingerprint", name="uq_suggestions_fingerprint"),
        _belongs("suggestions", ondelete="SET NULL"),
    )
    op.create_index("ix_suggestions_state", "suggestions", ["state"])
    op.create_index("ix_suggestions_account", "suggestions", ["account"])


def _belongs(table: str, *, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["account"], ["accounts.id"], name=f"fk_{table}_account", ondelete=ondelete
    )
