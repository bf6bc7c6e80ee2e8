"""Parts of Textual 8.2.8 without a fault each; one that Textual mends can go, with its class."""

from __future__ import annotations

from typing import ClassVar

from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.command import CommandList, CommandPalette
from textual.notifications import Notification
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import OptionList

from microtui.keys import reading_keys

PAGES = (("page_up",), ("page_down",))

SHORTEST_TIME = 0.01
"""Seconds."""


class SteadyList(OptionList):
    """A list on terminals of any size, with the keys of `less` as well.

    Where no line has room, no page can be turned: Textual's fails there.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *reading_keys("cursor_down", "cursor_up", "first", "last", "go_half")
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        return action not in ("page_up", "page_down") or bool(self.scrollable_content_region)

    def action_go_half(self, direction: int) -> None:
        """As many options on or back as half of the lines in view have."""
        share = self.scrollable_content_region.height / max(self.virtual_size.height, 1)
        options = max(int(share * self.option_count / 2), 1)
        if self.highlighted is not None:
            last = self.option_count - 1
            self.highlighted = min(max(self.highlighted + direction * options, 0), last)


class Palette(CommandPalette):
    """A palette on terminals of any size, with the same fault in its list."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        turns_page = action == "command_list" and parameters in PAGES
        return not turns_page or any(
            commands.scrollable_content_region for commands in self.query(CommandList)
        )


class Notice(Notification):
    """A notification that may run out while it is being shown.

    Textual's takes a timer for the time left, and a timer for less than none never lets go of the
    event loop.
    """

    @property
    def time_left(self) -> float:
        return max(super().time_left, SHORTEST_TIME)

    @property
    def has_expired(self) -> bool:
        return super().time_left <= 0.0


class Dialog(ModalScreen[ScreenResultType]):
    """A screen that asks for something, and gives one answer only to whoever opened it.

    Clicked twice, an answer comes once more before the first has taken effect; Textual's screen
    would then close the one below, too.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        return super().dismiss(result) if self.is_active else AwaitComplete()
