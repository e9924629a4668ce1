"""The files of debates, where there is no folder to hold them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table in PostgreSQL; SQLite lies beside the files themselves."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.create_table(
        "files",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("revision", sa.String(64), nullable=False),
        sa.Column("written", sa.BigInteger, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_files"),
    )
