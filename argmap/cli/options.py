"""Options that several commands share."""

import click

folder = click.option(
    "--folder",
    metavar="DIR",
    help="The folder of debates [default: $ARGMAP_DEBATES, else debates/ here, else those that come with argmap].",
)
