"""Units that are stuck, the optimizers and their rates, and where a number was first not finite."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import ClassVar

from textual.strip import Strip

from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.watch.chosen_list import ChosenList
from microtui.words.watch.sighting import Sighting
from microtui.words.watch.unit_rows import UnitLine, unit_lines


class UnitsView(ChosenList):
    """One line an optimizer and an activation."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--heading", "table--piled-up", "table--chosen"}
    BORDER_TITLE = "Units and optimizers"

    _lines: Sequence[UnitLine] = ()

    @property
    def count(self) -> int:
        return len(self._lines)

    @property
    def _is_long(self) -> bool:
        """Whether there is anything to choose: what to have in view."""
        return self.count > self.content_size.height

    def draw(self, sighting: Sighting) -> None:
        self._lines = unit_lines(sighting)
        self.show_lines(self.strips_in(self.content_size.height))

    def lines_of(self, item: int) -> list[Strip]:
        line = self._lines[item]
        style = None
        if line.is_warning:
            style = self.style_of("table--piled-up")
        elif line.is_heading:
            style = self.style_of("table--heading")
        if self.has_focus and item == self.chosen and self._is_long:
            chosen = self.style_of("table--chosen")
            style = chosen if style is None else chosen + style
        width = max(self.content_size.width, 1)
        wrapped = textwrap.wrap(line.text, width, subsequent_indent="   "[: width - 1]) or [""]
        return [text_strip((each[:width].ljust(width), style)) for each in wrapped]
