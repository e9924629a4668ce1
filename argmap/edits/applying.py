"""Applying: what an edit makes of a debate; this says what every edit means."""

from argmap.edits import claims, records
from argmap.edits.values import Edit, Together
from argmap.model import Debate

APPLY = {**claims.APPLY, **records.APPLY}


def apply(debate: Debate, edit: Edit) -> Debate:
    """Return the debate after an edit; the very same when it changes nothing.

    Texts come out as the file will give them back. Raises EditRefused or NotFound with what to do.
    """
    if isinstance(edit, Together):
        for each in edit.edits:
            debate = APPLY[type(each)](debate, each)
        return debate
    return APPLY[type(edit)](debate, edit)
