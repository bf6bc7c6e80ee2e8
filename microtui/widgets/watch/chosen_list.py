"""A list of which one is chosen, with only the lines in view drawn."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.reactive import reactive
from textual.strip import Strip

from microtui.keys import line_keys
from microtui.widgets.watch.sighting_view import SightingView


class ChosenList(SightingView, can_focus=True):
    """Items of one line or more; the chosen one is always in view."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *line_keys("choose", "choose_page", "choose_far", "choose_half")
    ]

    chosen: reactive[int] = reactive(0, repaint=False)

    _first = 0
    """The first item in view."""

    @property
    def count(self) -> int:
        """How many items there are."""
        raise NotImplementedError

    @property
    def page(self) -> int:
        """How many of them fit, about."""
        return max(self.content_size.height - 1, 1)

    def watch_chosen(self) -> None:
        self.redraw()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Only where the keys go it is shown which is chosen."""
        super().watch_has_focus(has_focus)
        self.redraw()

    def action_choose(self, step: int) -> None:
        self.chosen = min(max(self.chosen + step, 0), max(self.count - 1, 0))

    def action_choose_page(self, direction: int) -> None:
        self.action_choose(direction * self.page)

    def action_choose_half(self, direction: int) -> None:
        self.action_choose(direction * max(self.page // 2, 1))

    def action_choose_far(self, is_last: bool) -> None:
        self.chosen = max(self.count - 1, 0) if is_last else 0

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.action_choose(-1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.action_choose(1)

    def lines_of(self, item: int) -> list[Strip]:
        """As wide as the widget, at least one."""
        raise NotImplementedError

    def strips_in(self, room: int) -> list[Strip]:
        """As many lines of items as there is room for, the chosen one with all its lines in view
        where that can be."""
        if room < 1 or self.count == 0:
            return []
        chosen = min(self.chosen, self.count - 1)
        self._first = min(self._first, chosen)
        needed = [len(self.lines_of(item)) for item in range(self._first, chosen + 1)]
        while len(needed) > 1 and sum(needed) > room:
            needed.pop(0)
            self._first += 1
        strips: list[Strip] = []
        for item in range(self._first, self.count):
            if len(strips) >= room:
                break
            strips += self.lines_of(item)
        # What was removed below leaves room above.
        while len(strips) < room and self._first > 0:
            above = self.lines_of(self._first - 1)
            if len(above) + len(strips) > room:
                break
            self._first -= 1
            strips = above + strips
        return strips[:room]

    def item_at(self, line: int) -> int | None:
        """Which item stands in this line of those that `strips_in` has made."""
        for item in range(self._first, self.count):
            line -= len(self.lines_of(item))
            if line < 0:
                return item
        return None
