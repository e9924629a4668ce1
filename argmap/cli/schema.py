"""`argmap schema`: prints the JSON Schema of debate files."""

import json

import click

from argmap import schema


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of debate files, for editors."""
    click.echo(json.dumps(schema.json_schema(), ensure_ascii=False, indent=2))
