"""`argmap evidence`: adds, revises and removes what backs a claim."""

from dataclasses import replace

import click

from argmap.cli import typed
from argmap.cli.editing import EditCommand, Work
from argmap.edits import wording
from argmap.edits.values import AddEvidence, RemoveEvidence, ReviseEvidence
from argmap.errors import EditRefused, NotFound
from argmap.model import Debate, Evidence


@click.group("evidence")
def command() -> None:
    """Add, revise or remove the evidence of claims."""


@command.command("add", cls=EditCommand)
@click.argument("claim")
@click.argument("source")
@click.option(
    "--quote", metavar="TEXT", type=typed.text, default="", help="A few exact words of the source."
)
@click.option(
    "--finding", metavar="TEXT", type=typed.text, default="", help="What it found, in other words."
)
@click.option("--at", metavar="PLACE", default="", help="Where in it, such as p. 3.")
def add(work: Work, claim: str, source: str, quote: str, finding: str, at: str) -> None:
    """Back a CLAIM with what a SOURCE says: a quotation, a finding or both."""
    if not quote and not finding:
        raise click.UsageError("Say what the source says, with --quote or --finding.")
    evidence = Evidence(source=source, quote=quote, finding=finding, at=at)
    work.submit(AddEvidence(claim=claim, evidence=evidence))


@command.command("revise", cls=EditCommand)
@click.argument("claim")
@click.argument("evidence")
@click.option("--source", metavar="SOURCE", help="The source.")
@click.option("--quote", metavar="TEXT", type=typed.text, help="A few exact words of it.")
@click.option("--finding", metavar="TEXT", type=typed.text, help="What it found, in other words.")
@click.option("--at", metavar="PLACE", help="Where in it, such as p. 3.")
def revise(
    work: Work,
    claim: str,
    evidence: str,
    source: str | None,
    quote: str | None,
    finding: str | None,
    at: str | None,
) -> None:
    """Change EVIDENCE of a CLAIM, which is named by its source, or by its number where a source has several."""
    fields = typed.changes(source=source, quote=quote, finding=finding, at=at)
    old = _find(work.debate, claim, evidence)
    work.submit(ReviseEvidence(claim=claim, old=old, new=replace(old, **fields)))


@command.command("remove", cls=EditCommand)
@click.argument("claim")
@click.argument("evidence")
def remove(work: Work, claim: str, evidence: str) -> None:
    """Take EVIDENCE away from a CLAIM; it is named by its source, or by its number where a source has several."""
    work.submit(RemoveEvidence(claim=claim, evidence=_find(work.debate, claim, evidence)))


def _find(debate: Debate, claim: str, named: str) -> Evidence:
    if claim not in debate.claims:
        raise NotFound("claim", claim, debate.claims)
    numbered = dict(enumerate(debate.claims[claim].evidence, 1))
    found = [number for number, each in numbered.items() if each.source == named]
    if not found and named.isdecimal():
        found = [number for number in numbered if number == int(named)]
    if len(found) == 1:
        return numbered[found[0]]
    if not numbered:
        raise EditRefused(f'"{claim}" has no evidence.')
    listed = "; ".join(f"{number}, {_told(each)}" for number, each in numbered.items())
    raise EditRefused(f'"{named}" names none or several; name one by its number: {listed}.')


def _told(evidence: Evidence) -> str:
    return f"{evidence.source}: {wording.shortened(evidence.quote or evidence.finding)}"
