"""What a view begins with: the library, the debate that the address names, and the view of it."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar, cast

from flask import request

from argmap import addresses, views
from argmap.model import Debate
from argmap.queries import Relations
from argmap.views import View
from argmap.volumes import Volume
from argmap.web import export_menu, guarding, shell
from argmap.web.shell import Shell
from argmap.web.site import library, site

__all__ = ["Opened", "is_editable", "library", "open_debate"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A debate opened by an address, in the view that the address asks for."""

    volume: Volume
    debate: Debate
    view: View

    @property
    def relations(self) -> Relations:
        """Return who uses whom in the debate."""
        return self.volume.relations

    def shell(self, page: str, *, exported: View | None = None) -> Shell:
        """Return the shell around one of the debate's pages; it exports the page's view, or the one given."""
        view = self.view if exported is None else exported
        edits = is_editable(self.volume)
        is_told = guarding.viewer() is not None and not library().why_read_only(self.volume.id)
        return shell.shell_of(
            self.debate,
            self.volume.problems,
            self.view,
            page=page,
            export_href=export_menu.address(self.debate.id, view),
            preview_href=addresses.page_of(self.debate.id, "preview.png"),
            edit_href=addresses.debate_edit(self.debate.id, "debate", self.view) if edits else "",
            history_href=addresses.history_of(self.debate.id) if is_told else "",
        )

    def once(self, name: Hashable, make: Callable[[], T]) -> T:
        """Return something derived from this revision of the debate, made at the first request for it."""
        key = (self.debate.id, self.volume.revision, name)
        return cast("T", site().made.made(key, make))  # a name stands for one type


def is_editable(volume: Volume) -> bool:
    """True where whoever asks may change a debate by form, or suggest a change."""
    return guarding.may_contribute() and not library().why_read_only(volume.id)


def open_debate(id: str) -> Opened:
    """Return the debate of an id in the view of the present address.

    Raises NotFound, WrongRequest, or UnreadableDebate for a file that holds none.
    """
    debate = library().debate(id)
    view = views.parse(debate, request.args.to_dict(flat=False))
    return Opened(volume=library().volume(id), debate=debate, view=view)
