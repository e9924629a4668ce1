"""`argmap step`: lists the steps of a debate by their names, turns and weighs them."""

import json
from collections.abc import Iterator

import click

from argmap.cli import naming, options, roles, typed
from argmap.cli.editing import EditCommand, Work
from argmap.edits import places
from argmap.edits.places import Found
from argmap.edits.values import TurnStep, WeighStep
from argmap.errors import NotFound
from argmap.model import Debate


@click.group("step")
def command() -> None:
    """List, turn or weigh the steps between claims."""


@command.command("list")
@click.argument("debate")
@click.argument("claim", required=False)
@options.folder
@options.store
@options.answer
def list_(
    debate: str, claim: str | None, folder: str | None, store: str | None, format: str
) -> None:
    """List the steps of DEBATE, or those around a CLAIM.

    The names are those that other commands take; put them in quotation marks, since > means something to a shell.
    """
    library, id = naming.find_debate(debate, folder, store)
    read = library.debate(id)
    found = list(_steps(read, claim))
    if format == "json":
        click.echo(
            json.dumps([_record(read, each) for each in found], ensure_ascii=False, indent=2)
        )
    for each in found if format == "text" else ():
        click.echo(_line(read, each))


@command.command("turn", cls=EditCommand)
@click.argument("step")
def turn(work: Work, step: str) -> None:
    """Make a support an objection, or an objection a support."""
    work.submit(TurnStep(step=step))


@command.command("weigh", cls=EditCommand)
@click.argument("step")
@click.option("--relevance", metavar="NUMBER", type=typed.share, help=roles.RELEVANCE)
@click.option("--scheme", metavar="TEXT", help=f'{roles.SCHEME[:-1]}; "" for none.')
def weigh(work: Work, step: str, relevance: float | None, scheme: str | None) -> None:
    """Set how much a STEP carries, and its argumentation scheme."""
    work.submit(WeighStep(step=step, **typed.changes(relevance=relevance, scheme=scheme)))


def _steps(debate: Debate, claim: str | None) -> Iterator[Found]:
    """Yield all steps, or those that bear on a claim or use it."""
    if claim is None:
        yield from places.all_steps(debate)
        return
    if claim not in debate.claims:
        raise NotFound("claim", claim, debate.claims)
    for found in places.all_steps(debate):
        if claim == found.host or claim in found.step.claims:
            yield found


def _line(debate: Debate, found: Found) -> str:
    step = found.step
    weighed = [f"relevance {step.relevance:g}"] if step.relevance != 1 else []
    weighed += [step.scheme] if step.scheme else []
    about = f"  ({', '.join(weighed)})" if weighed else ""
    return f"{step.kind:<9}  {places.write(debate, found)}{about}"


def _record(debate: Debate, found: Found) -> dict[str, object]:
    step = found.step
    return {
        "step": places.write(debate, found),
        "kind": step.kind,
        "premises": list(step.claims),
        "relevance": step.relevance,
        "scheme": step.scheme,
    }
