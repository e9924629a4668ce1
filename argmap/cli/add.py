"""`argmap add`: adds a claim to a debate."""

from typing import Any

import click

from argmap.cli import roles, typed
from argmap.cli.editing import EditCommand, Work
from argmap.cli.roles import Bearing
from argmap.cli.typed import ViewpointStance
from argmap.edits.values import AddClaim
from argmap.model import Evidence


@click.command("add", cls=EditCommand)
@click.argument("sentence", type=typed.text)
@roles.bearings("thesis", "support", "objection", "undercut", "premise")
@roles.position
@click.option("--id", metavar="ID", default="", help="Its id, instead of one from the sentence.")
@click.option("--note", metavar="TEXT", type=typed.text, default="", help="A longer explanation.")
@click.option("--tag", "tags", metavar="WORD", multiple=True, help="A word to find it by; repeat.")
@click.option(
    "--stance",
    "stances",
    metavar="VIEWPOINT=STANCE",
    type=typed.viewpoint_stance,
    multiple=True,
    help="What a viewpoint holds of it, such as builders=doubts or builders=0.3; repeat.",
)
@click.option("--source", metavar="SOURCE", default="", help="The source of evidence for it.")
@click.option("--quote", metavar="TEXT", type=typed.text, default="", help="The source's words.")
@click.option("--finding", metavar="TEXT", type=typed.text, default="", help="What it found.")
@click.option("--at", "place", metavar="PLACE", default="", help="Where in it, such as p. 3.")
@roles.weight
def command(
    work: Work,
    sentence: str,
    stances: tuple[ViewpointStance, ...],
    bearing: Bearing | None = None,
    **fields: Any,  # noqa: ANN401 - as the options above make them
) -> None:
    """Add a claim to DEBATE: a thesis, or for or against what is there.

    SENTENCE says it; - takes it from standard input. A STEP is named PREMISE>TARGET, in quotation marks, or by its
    PREMISE alone where that is clear: argmap step list DEBATE names them all.
    """
    bearing = roles.required(bearing)
    evidence = _evidence(*(fields.pop(name) for name in ("source", "quote", "finding", "place")))
    work.submit(
        AddClaim(
            **bearing._asdict(),
            sentence=sentence,
            stances=typed.stances(stances),
            evidence=evidence,
            **fields,
        )
    )


def _evidence(source: str, quote: str, finding: str, at: str) -> tuple[Evidence, ...]:
    """Return the evidence that was given, if any."""
    if source and (quote or finding):
        return (Evidence(source=source, quote=quote, finding=finding, at=at),)
    if source:
        raise click.UsageError("--source needs --quote or --finding: what does the source say?")
    if quote or finding or at:
        raise click.UsageError("Name the source of the evidence with --source.")
    return ()
