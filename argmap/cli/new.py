"""`argmap new`: begins a debate with a commented file to be filled in."""

import json
import os
from pathlib import Path

import click

from argmap import fields, identifiers
from argmap.cli import opening, options
from argmap.errors import Unwritable, WrongRequest
from argmap.stores import places
from argmap.stores.entries import ENDINGS
from argmap.stores.store import Store

STARTER = """\
# A debate for argmap. Replace what stands here; lines that begin with # are comments.
title: {title}
question: Should it be done?
summary: |
  Why it is debated, in a paragraph that a newcomer can read. Text like this one is Markdown.

# The parties' positions, each at its strongest. The word before the colon is the id that claims refer to.
viewpoints:
  supporters:
    name: Supporters
    holders: [Those who say so, Others who agree]
    summary: |
      What they hold, in words that they would sign.
  critics:
    name: Critics
    summary: |
      What they hold, in words that they would sign.

# Where the evidence comes from. A source can be found by url, doi or isbn, or by author and outlet or date.
sources:
  first-report:
    title: The title of a report
    author: The office that wrote it
    date: 2026-01

# The claims: at the top the theses, which answer the question; below each what supports it and what objects to it.
claims:
  - id: it-should-be-done
    claim: It should be done.
    stances: {{supporters: accepts, critics: rejects}}
    supports:
      - id: it-helps
        claim: It helps those who need it.
        stances: {{supporters: accepts, critics: doubts}}
        evidence:
          - source: first-report
            finding: What the report found, in your words.
            at: p. 1
        # undercuts:            # reasons why a step fails, even if its claim holds
        #   - Those who need it would be helped anyway.
    objections:
      - id: it-costs-too-much
        claim: It costs more than it brings.
        objections:
          - A bare sentence is a claim too.
  - id: it-should-not-be-done
    claim: It should not be done.
    stances: {{supporters: rejects, critics: accepts}}
    supports:
      - ref: it-costs-too-much  # a claim that is written elsewhere can be used again
"""


@click.command("new")
@click.argument("title")
@options.folder
@options.store
def command(title: str, folder: str | None, store: str | None) -> None:
    """Begin a debate: write a commented file to fill in, and print its path, or its name in a database."""
    title = " ".join(title.split())
    if not title or fields.CONTROL.search(title):
        raise WrongRequest('A title is a line of text, such as argmap new "School uniforms".')
    id = identifiers.from_sentence(title)
    text = STARTER.format(title=json.dumps(title, ensure_ascii=False))
    if store or (not folder and places.from_environment()):
        click.echo(_add(opening.find_store(folder, store), id, text))
        return
    target = Path(folder or os.environ.get("ARGMAP_DEBATES") or "debates")
    path = target / f"{id}.yaml"
    _refuse_to_overwrite(path)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as wrong:
        raise Unwritable(f'"{path}" cannot be written: {wrong.strerror}.') from wrong
    click.echo(path)


def _add(store: Store, id: str, text: str) -> str:
    """Begin a debate in a database and return its name there. Raises Unwritable when its id is taken."""
    name = f"{id}.yaml"
    with store.lock(id):
        if any(entry.id == id for entry in store.entries()):
            raise Unwritable(
                f'"{name}" is there already: choose another title, or edit that debate.'
            )
        store.add(name, text.encode())
    return name


def _refuse_to_overwrite(path: Path) -> None:
    """Raise Unwritable when a debate has this id already, whatever the ending of its file."""
    taken = next(
        (other for ending in ENDINGS if os.path.lexists(other := path.with_suffix(ending))), None
    )
    if taken:
        raise Unwritable(f'"{taken}" is there already: choose another title, or edit that file.')
