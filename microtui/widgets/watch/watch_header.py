"""The header over a watched loop: which script, how far it is, and whether something is wrong."""

from __future__ import annotations

from typing import ClassVar

from textual.geometry import Size
from textual.strip import Strip

from microtui.widgets.header_lines import HEADER_CLASSES, NARROWEST_FOR_ONE_LINE, header_strip
from microtui.widgets.watch.sighting_view import SightingView
from microtui.words.header_text import ESSENTIAL, Item, wrapped
from microtui.words.watch.sighting import Sighting
from microtui.words.watch.watch_header import (
    progress_items,
    script_items,
    speed_item,
    state_item,
)

NARROWEST_FOR_TWO_LINES = 24


class WatchHeader(SightingView):
    """Two lines, or one, or the essentials below each other: at every size `step N`, `loss X` and
    how many findings there are."""

    COMPONENT_CLASSES: ClassVar[set[str]] = HEADER_CLASSES

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        if width >= NARROWEST_FOR_ONE_LINE:
            return 1
        return 2 if width >= NARROWEST_FOR_TWO_LINES else 3

    def draw(self, sighting: Sighting) -> None:
        width, height = self.content_size
        progress = progress_items(sighting)
        if width < NARROWEST_FOR_ONE_LINE:
            essential = [item for item in progress if item.priority >= ESSENTIAL]
            lines = wrapped(essential, width, 2)[:height]
            state = state_item(sighting, is_brief=True)
            strips = [self._strip(line, []) for line in lines[:-1]]
            strips.append(self._strip(lines[-1], [state]))
        elif height >= 2:
            speed = speed_item(sighting)
            right = [state_item(sighting), *([speed] if speed else [])]
            strips = [self._strip(script_items(sighting), right), self._strip(progress, [])]
        else:
            state = state_item(sighting, is_brief=width < 100)
            strips = [self._strip([*progress, *script_items(sighting)[1:]], [state])]
        self.show_lines(strips)

    def _strip(self, left: list[Item], right: list[Item]) -> Strip:
        return header_strip(left, right, self.content_size.width, self.style_of)
