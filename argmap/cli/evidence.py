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
    """Back a CLAIM with what a SOURCE says.

    That is a quotation, a finding in other words, or both.
    """
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
    """Change a piece of EVIDENCE of a CLAIM.

    It is named by its source, or by its number among the evidence of the claim. "" empties a field.
    """
    fields = typed.changes(source=source, quote=quote, finding=finding, at=at)
    old = _find(work.debate, claim, evidence)
    work.submit(ReviseEvidence(claim=claim, old=old, new=replace(old, **fields)))


@command.command("remove", cls=EditCommand)
@click.argument("claim")
@click.argument("evidence")
def remove(work: Work, claim: str, evidence: str) -> None:
    """Take a piece of EVIDENCE away from a CLAIM.

    It is named by its source, or by its number among the evidence of the claim.
    """
    work.submit(RemoveEvidence(claim=claim, evidence=_find(work.debate, claim, evidence)))


def _find(debate: Debate, claim: str, named: str) -> Evidence:
    if claim not in debate.claims:
        raise NotFound("claim", claim, debate.claims)
    numbered = {str(number): each for number, each in enumerate(debate.claims[claim].evidence, 1)}
    found = [each for each in numbered.values() if each.source == named]
    if len(found) == 1 or (not found and named in numbered):
        return found[0] if found else numbered[named]
    if not numbered:
        raise EditRefused(f'"{claim}" has no evidence.')
    listed = "; ".join(f"{number}, {_told(each)}" for number, each in numbered.items())
    if not found:
        raise EditRefused(f'"{claim}" has no evidence "{named}"; it has: {listed}.')
    raise EditRefused(
        f'"{claim}" has several pieces of evidence from "{named}"; name one by its number: {listed}.'
    )


def _told(evidence: Evidence) -> str:
    return f"{evidence.source}: {wording.shortened(evidence.quote or evidence.finding)}"
