"""Migrations: bring the tables of a database to what this version of argmap expects."""

from threading import Lock

from sqlalchemy import Column, Connection, MetaData, String, Table, inspect
from sqlalchemy.schema import PrimaryKeyConstraint

from argmap.stores import tables

HEAD = "0003"
"""The version of the tables that argmap works with; the last one in `versions/`."""

VERSION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""The table in which alembic keeps the version, as alembic itself makes it."""

BEFORE_ALEMBIC = "history_version"
"""The table with a number in which the first histories told their version, which was always the first."""

HOW_FAR = f"SELECT version_num FROM {VERSION.name}"  # noqa: S608 - no value in it
IN_SQLITE = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"

_turn = Lock()  # alembic keeps what it works on in its modules


class Newer(Exception):
    """The tables were made by a newer argmap; whoever knows which database it is says so."""


def version(connection: Connection) -> str | None:
    """Return the version of a database's tables; `None` where there are none."""
    # A table that was once there stays, and a file is asked for its version before every question.
    if VERSION.name in connection.info or _has(connection, VERSION.name):
        connection.info[VERSION.name] = True
        number: str | None = connection.exec_driver_sql(HOW_FAR).scalar()
        return number
    return BEFORE_ALEMBIC if _has(connection, BEFORE_ALEMBIC) else None


def _has(connection: Connection, name: str) -> bool:
    """Return whether a database has a table; files are asked at every opening, and an inspector takes its time."""
    if connection.dialect.name == "sqlite":
        return bool(connection.exec_driver_sql(IN_SQLITE, (name,)).first())
    return inspect(connection).has_table(name)


def upgrade(connection: Connection) -> None:
    """Make or change the tables, in the transaction that the connection is in. Raises Newer."""
    if version(connection) is None:
        begin(connection)
    else:
        migrate(connection)


def begin(connection: Connection) -> None:
    """Make the tables of this version at once, as all migrations one after another make them."""
    here = connection.dialect.name
    wanted = [
        each for each in tables.metadata.sorted_tables if each.info.get(tables.ONLY, here) == here
    ]
    # Tables that somebody else has made are in the way, and the database says so.
    tables.metadata.create_all(connection, tables=wanted, checkfirst=False)
    VERSION.create(connection)
    connection.execute(VERSION.insert().values(version_num=HEAD))


def migrate(connection: Connection) -> None:
    """Run the migrations that the tables have not seen. Raises Newer."""
    # Most runs find the tables as they should be, or none, and save the time that this takes.
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
