"""Sections: the debate's own fields, its viewpoints, sources and events."""

from argmap.model import Debate
from argmap.stores.splicing import fields
from argmap.stores.splicing.contents import Content, Items, Table
from argmap.stores.splicing.fitting import Fitter


def fit(fitter: Fitter, before: Debate, after: Debate) -> None:
    """Make all of a text but its claims say another debate."""
    had, wanted = _sections(before), _sections(after)
    if had != wanted:
        fitter.fit_fields(fitter.tree.root, had, wanted, fields.ORDERS["debate"])


def _sections(debate: Debate) -> dict[str, Content]:
    found = fields.debate(debate)
    viewpoints = [(id, fields.viewpoint(one)) for id, one in debate.viewpoints.items()]
    sources = [(id, fields.source(one)) for id, one in debate.sources.items()]
    if viewpoints:
        found["viewpoints"] = Table(tuple(viewpoints))
    if sources:
        found["sources"] = Table(tuple(sources))
    if debate.events:
        found["events"] = Items(tuple(map(fields.event, debate.events)))
    return found
