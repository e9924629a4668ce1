"""The changes of debates, and the texts that they have had."""

import sqlalchemy as sa
from alembic import op

from argmap.stores.migrations import BEFORE_ALEMBIC

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, unless they are there from the time before migrations."""
    if sa.inspect(op.get_bind()).has_table(BEFORE_ALEMBIC):
        op.drop_table(BEFORE_ALEMBIC)
        return
    op.create_table(
        "changes",
        sa.Column("serial", sa.Integer, nullable=False),
        sa.Column("debate", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("is_done", sa.Boolean, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("edit", sa.Text),
        sa.Column("fingerprint", sa.String(64)),
        sa.Column("of_number", sa.Integer),
        sa.Column("overwritten_by", sa.Integer),
        sa.Column("before_revision", sa.String(64), nullable=False),
        sa.Column("after_revision", sa.String(64), nullable=False),
        sa.Column("delta", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("serial", name="pk_changes"),
        sa.UniqueConstraint("debate", "number", name="uq_changes_debate_number"),
        sa.UniqueConstraint("debate", "fingerprint", name="uq_changes_debate_fingerprint"),
    )
    op.create_index("ix_changes_debate_after_revision", "changes", ["debate", "after_revision"])
    op.create_index("ix_changes_debate_of_number", "changes", ["debate", "of_number"])
    op.create_index("ix_changes_author", "changes", ["author"])
    op.create_table(
        "texts",
        sa.Column("debate", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("revision", sa.String(64), nullable=False),
        sa.Column("time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("debate", "number", name="pk_texts"),
    )
    op.create_index("ix_texts_debate_revision", "texts", ["debate", "revision"])
