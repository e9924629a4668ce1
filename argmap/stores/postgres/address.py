"""Addresses: where a database is, told to people without its password."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from argmap.errors import WrongRequest

SCHEMES = ("postgresql://", "postgres://")

NO_ADDRESS = "This is no address of a store: write postgresql://USER@HOST/DATABASE."
NO_DRIVER = 'PostgreSQL needs one more package: pip install "argmap[postgresql]".'


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The address of a database: how people are told it, and what the driver is told."""

    name: str
    settings: Mapping[str, Any] = field(repr=False)

    @property
    def password(self) -> str:
        """Return the password that the address holds, if any."""
        return str(self.settings.get("password") or "")


def is_address(named: str) -> bool:
    """Return whether a word means a database and not a folder."""
    return named.casefold().startswith(SCHEMES)


def parse(named: str) -> Address:
    """Return an address; raises WrongRequest, which does not repeat what may hold a password."""
    try:
        import psycopg  # noqa: PLC0415 - most runs need no database
        from psycopg import conninfo  # noqa: PLC0415
    except ImportError as error:
        raise WrongRequest(NO_DRIVER) from error
    try:
        settings = conninfo.conninfo_to_dict(named) if is_address(named) else None
    except psycopg.Error:  # its sentence may repeat the password
        settings = None
    if settings is None:
        raise WrongRequest(NO_ADDRESS)
    return Address(name=_name(settings), settings=settings)


def _name(settings: Mapping[str, Any]) -> str:
    user = f"{settings['user']}@" if settings.get("user") else ""
    port = f":{settings['port']}" if settings.get("port") else ""
    return f"postgresql://{user}{settings.get('host') or ''}{port}/{settings.get('dbname') or ''}"
