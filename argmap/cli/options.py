"""Options that several commands share."""

import click

COMMON = ("debate", "folder", "store", "author", "format", "revision")
"""What the commands that change a debate take besides what they are about."""

folder = click.option(
    "--folder",
    metavar="DIR",
    help="The folder of debates [default: $ARGMAP_DEBATES, else debates/ here, else those that come with argmap].",
)
store = click.option(
    "--store",
    metavar="URL",
    help="The PostgreSQL database in the place of a folder: postgresql://USER@HOST/DATABASE [default: $ARGMAP_STORE].",
)
author = click.option(
    "--author", metavar="NAME", help="Who makes the change [default: the system's user]."
)
answer = click.option(
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to answer: for people, or as JSON for programs.",
)
