"""What is read line by line and may be longer than its window."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from microtui.keys import reading_keys

SCROLLING_KEYS = reading_keys(
    "scroll_down", "scroll_up", "scroll_far(False)", "scroll_far(True)", "scroll_half"
)


class Scrolling(Widget):
    """The actions of the keys of `less`, beside those that Textual has. They move nothing bit by
    bit: over a slow link that would be a frame for each."""

    def action_scroll_half(self, direction: int) -> None:
        """Half of what is in view on (1) or back (-1), from where the keys before have led to."""
        lines = direction * max(self.scrollable_content_region.height // 2, 1)
        self.call_after_refresh(lambda: self._go_to(self.scroll_target_y + lines))

    def action_scroll_far(self, is_last: bool) -> None:
        """To the last line, or the first."""
        self.call_after_refresh(lambda: self._go_to(self.max_scroll_y if is_last else 0.0))

    def _go_to(self, y: float) -> None:
        self.scroll_to(y=y, animate=False, immediate=True)


class Reading(VerticalScroll, Scrolling):
    """A column of text with the keys of `less`."""

    BINDINGS: ClassVar[list[BindingType]] = [*SCROLLING_KEYS]
