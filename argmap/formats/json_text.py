"""JSON text: a debate for programs, and for argmap itself to read back."""

import json

from argmap.formats import branch
from argmap.formats.record import record
from argmap.model import Debate
from argmap.views import View


def text(debate: Debate, view: View) -> str:
    """Return the whole debate, or the branch in focus, in the keys and nesting of the file."""
    excerpt = branch.branch(debate, view.focus) if view.focus else debate
    return json.dumps(record(excerpt), ensure_ascii=False, indent=2) + "\n"
