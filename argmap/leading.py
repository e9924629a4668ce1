"""Leading: where the boxes of a map lead to, and the marks that grow and fold its branches."""

from collections.abc import Callable

from argmap import addresses
from argmap.drawing import Links
from argmap.views import View


def to_map(debate: str, view: View) -> Links:
    """Return what opens a claim beside the map, and changes the map in its place."""

    # The fragment brings a browser without JavaScript back to the box.
    def at(address: str, claim: str) -> str:
        return f"{address}#box-{addresses.quoted(claim)}"

    opened = addresses.maps_with(debate, view, "claim")
    grown, folded = _changed_maps(debate, view)
    return Links(
        claim=lambda claim: at(opened(claim), claim),
        grow=lambda claim: at(grown(claim), claim),
        fold=lambda claim: at(folded(claim), claim),
    )


def _changed_maps(debate: str, view: View) -> tuple[Callable[[str], str], Callable[[str], str]]:
    """Return what gives the map with a branch grown, and with one folded."""
    if not view.grow and not view.fold:  # a first change is one more parameter
        return addresses.maps_with(debate, view, "grow"), addresses.maps_with(debate, view, "fold")
    return (
        lambda claim: addresses.map_of(debate, view.grown(claim)),
        lambda claim: addresses.map_of(debate, view.folded(claim)),
    )


def to_pages(debate: str, view: View) -> Links:
    """Return what leads to the pages of claims."""
    return Links(
        claim=lambda claim: addresses.claim_of(debate, claim, view),
        grow=lambda claim: addresses.claim_of(debate, claim, view),
    )
