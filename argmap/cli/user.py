"""`argmap user`: who has an account, and with which role."""

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from argmap import permissions
from argmap.cli import opening, options
from argmap.cli.editing import system_user
from argmap.errors import AccountRefused, Unwritable
from argmap.library import Library
from argmap.permissions import ACCOUNT_ROLES, AccountRole

if TYPE_CHECKING:  # the help is printed without SQLAlchemy, which takes long to load
    from argmap.membership import Membership
    from argmap.stores.accounts.values import Account

ROLES = "; ".join(f"a {role} {permissions.WORDS[role]}" for role in ACCOUNT_ROLES)
LINK = "/join/{}"

_name = click.argument("name")
_role = click.option(
    "--role", type=click.Choice(ACCOUNT_ROLES), required=True, help=f"What they may do: {ROLES}."
)
_password = click.option(
    "--password-stdin",
    "is_piped",
    is_flag=True,
    help="Take the password from standard input instead of asking for it.",
)


class UserCommand(click.Command):
    """A command about accounts: it takes --folder and --store, and gets the membership of that store."""

    def __init__(self, name: str | None, **attributes: Any) -> None:  # noqa: ANN401 - click's own
        given = click.command()(options.folder(options.store(lambda: None))).params
        super().__init__(name, params=[*attributes.pop("params", ()), *given], **attributes)

    def invoke(self, ctx: click.Context) -> object:
        """Find the store, and run the command with its membership."""
        store = opening.find_store(ctx.params.pop("folder"), ctx.params.pop("store"))
        library = Library(store)
        library.state()  # refuses a folder that is not there
        hindrance = library.why_read_only()
        if hindrance:
            raise Unwritable(hindrance)
        ctx.params["membership"] = library.membership
        return super().invoke(ctx)


@click.group("user")
def command() -> None:
    """Add, list and remove accounts, and give them roles and passwords.

    Once there is an account, argmap serve lets only those edit who have logged in. A server that is running notices at
    the next request.
    """


@command.command("add", cls=UserCommand)
@_name
@_role
@_password
def add(membership: "Membership", name: str, role: AccountRole, *, is_piped: bool) -> None:
    """Make an account with a NAME, and ask for its password."""
    account = membership.add(name, role, _asked(is_piped=is_piped))
    click.echo(f"{account.name} has an account now, as a {account.role}.")


@command.command("list", cls=UserCommand)
@options.answer
def list_(membership: "Membership", format: str) -> None:
    """List the accounts with their roles."""
    accounts = membership.accounts()
    if format == "json":
        click.echo(json.dumps([_record(each) for each in accounts], ensure_ascii=False, indent=2))
        return
    for line in _lines(accounts):
        click.echo(line)


@command.command("remove", cls=UserCommand)
@_name
def remove(membership: "Membership", name: str) -> None:
    """Take an account away; what it has changed stays, with its name."""
    account = membership.account(name)
    membership.remove(name)
    click.echo(f"{account.name} has no account any more.")


@command.command("role", cls=UserCommand)
@_name
@click.argument("role", type=click.Choice(ACCOUNT_ROLES))
def role(membership: "Membership", name: str, role: AccountRole) -> None:
    """Give an account another ROLE."""
    account = membership.account(name)
    membership.change_role(name, role)
    click.echo(f"{account.name} is a {role} now.")


@command.command("password", cls=UserCommand)
@_name
@_password
def password(membership: "Membership", name: str, *, is_piped: bool) -> None:
    """Give an account another password; its sessions and tokens end."""
    account = membership.account(name)
    membership.change_password(name, _asked(is_piped=is_piped))
    click.echo(f"{account.name} has another password now, and must log in again.")


@command.command("invite", cls=UserCommand)
@_role
@click.option(
    "--count", type=int, default=1, show_default=True, help="How many links, one for each person."
)
def invite(membership: "Membership", role: AccountRole, count: int) -> None:
    """Print links that make an account, once each, within a week.

    They begin after the address of the server: https://debates.example.org/join/...
    """
    for secret in membership.invite(role, by=system_user(), count=count):
        click.echo(LINK.format(secret))


def _asked(*, is_piped: bool) -> str:
    """Return a password from standard input, or as somebody types it twice."""
    if is_piped:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise AccountRefused("Nobody is here to type a password: pipe it in with --password-stdin.")
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return typed


def _lines(accounts: Sequence["Account"]) -> list[str]:
    if not accounts:
        return ["No accounts yet: argmap user add NAME --role coach makes the first."]
    width = max(len(each.role) for each in accounts)
    return [f"{each.role:<{width}}  {each.created:%Y-%m-%d}  {each.name}" for each in accounts]


def _record(account: "Account") -> dict[str, str]:
    return {
        "name": account.name,
        "role": account.role,
        "created": f"{account.created:%Y-%m-%dT%H:%M:%SZ}",
    }
