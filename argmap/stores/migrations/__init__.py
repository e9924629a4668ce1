"""Migrations: bring the tables of a database to what this version of argmap expects."""

from threading import Lock

from sqlalchemy import Connection, column, inspect, select, table

HEAD = "0003"
"""The version of the tables that argmap works with; the last one in `versions/`."""

VERSION_TABLE = "alembic_version"

BEFORE_ALEMBIC = "history_version"
"""The table with a number in which the first histories told their version, which was always the first."""

_turn = Lock()  # alembic keeps what it works on in its modules


class Newer(Exception):
    """The tables were made by a newer argmap; whoever knows which database it is says so."""


def version(connection: Connection) -> str | None:
    """Return the version of a database's tables; `None` where there are none."""
    found = inspect(connection)
    if found.has_table(VERSION_TABLE):
        number: str | None = connection.scalar(
            select(column("version_num")).select_from(table(VERSION_TABLE))
        )
        return number
    return BEFORE_ALEMBIC if found.has_table(BEFORE_ALEMBIC) else None


def upgrade(connection: Connection) -> None:
    """Make or change the tables, in the transaction that the connection is in. Raises Newer."""
    # Most runs find the tables as they should be, and save the time that this takes.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "argmap:stores/migrations")
    config.attributes["connection"] = connection
    with _turn:
        found = version(connection)
        known = {each.revision for each in ScriptDirectory.from_config(config).walk_revisions()}
        if found not in (None, BEFORE_ALEMBIC, *known):
            raise Newer
        command.upgrade(config, "head")
