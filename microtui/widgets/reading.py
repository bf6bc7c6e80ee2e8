"""What is read line by line and may be longer than its window."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from microtui.keys import reading_keys

SCROLLING_KEYS = reading_keys(
    "scroll_lines(1)", "scroll_lines(-1)", "scroll_far(False)", "scroll_far(True)", "scroll_half"
)


class Scrolling(Widget):
    """The actions of the keys of `less`.

    They go on from where the keys before have led to, and move nothing bit by bit: over a slow link
    that would be a frame for each.
    """

    def action_scroll_lines(self, lines: int) -> None:
        """So many lines on, or back."""
        self._go(lambda: self.scroll_target_y + lines)

    def action_scroll_half(self, direction: int) -> None:
        """Half of what is in view on (1) or back (-1)."""
        self.action_scroll_lines(direction * max(self.scrollable_content_region.height // 2, 1))

    def action_scroll_far(self, is_last: bool) -> None:
        """To the last line, or the first."""
        self._go(lambda: self.max_scroll_y if is_last else 0.0)

    def _go(self, to: Callable[[], float]) -> None:
        self.call_after_refresh(lambda: self.scroll_to(y=to(), animate=False, immediate=True))


class Reading(VerticalScroll, Scrolling):
    """A column of text with the keys of `less`."""

    BINDINGS: ClassVar[list[BindingType]] = [*SCROLLING_KEYS]
