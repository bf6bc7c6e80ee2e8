"""What the script itself prints: the newest at the bottom, unless somebody reads further up."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len, chop_cells
from textual import events
from textual.binding import BindingType

from microtui.keys import line_keys
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.watch.output_lines import OutputLines
from microtui.widgets.watch.sighting_view import SightingView
from microtui.words.watch.sighting import Sighting


class OutputView(SightingView, can_focus=True):
    """Follows the end until one goes up, and again from the end on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *line_keys("scroll_rows", "scroll_page", "scroll_far", "scroll_half")
    ]
    BORDER_TITLE = "Output of the script"

    _top: tuple[int, int] | None = None
    """The number of the line at the top, and how many of its rows are above; None follows."""

    def __init__(self, output: OutputLines, id: str | None = None) -> None:
        super().__init__(id=id)
        self._output = output

    def action_scroll_rows(self, rows: int) -> None:
        self._scroll(rows)

    def action_scroll_page(self, direction: int) -> None:
        self._scroll(direction * max(self.content_size.height - 1, 1))

    def action_scroll_half(self, direction: int) -> None:
        self._scroll(direction * max(self.content_size.height // 2, 1))

    def action_scroll_far(self, is_last: bool) -> None:
        self._top = None if is_last else (self._output.first, 0)
        self.redraw()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._scroll(-3)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._scroll(3)

    def _scroll(self, rows: int) -> None:
        """From where the top is, row by row; the end in view is followed again."""
        last = self._last_top()
        top = min(max(self._top or last, (self._output.first, 0)), last)
        for _ in range(abs(rows)):
            top = self._above(top) if rows < 0 else self._below(top)
        self._top = None if top >= last else top
        self.redraw()

    def _above(self, top: tuple[int, int]) -> tuple[int, int]:
        line, row = top
        if row > 0:
            return line, row - 1
        if line <= self._output.first:
            return top
        return line - 1, len(self._rows(line - 1)) - 1

    def _below(self, top: tuple[int, int]) -> tuple[int, int]:
        line, row = top
        if row + 1 < len(self._rows(line)):
            return line, row + 1
        return (line + 1, 0) if line + 1 < self._output.end else top

    def _rows(self, number: int) -> list[str]:
        """A line of the output in as many rows as it takes, at least one."""
        line, width = self._output.line(number), max(self.content_size.width, 1)
        if len(line) <= width and cell_len(line) <= width:
            return [line]
        return chop_cells(line, width) or [""]

    def _last_top(self) -> tuple[int, int]:
        """The top where the end is at the bottom."""
        room = max(self.content_size.height, 1)
        line = self._output.end
        while line > self._output.first:
            line -= 1
            count = len(self._rows(line))
            if count >= room:
                return line, count - room
            room -= count
        return self._output.first, 0

    def draw(self, sighting: Sighting) -> None:
        height = self.content_size.height
        output = self._output
        if output.end == output.first:
            nothing = "It has printed nothing." if sighting.has_ended else "Nothing printed yet."
            self.set_subtitle("")
            self.show_lines([text_strip((nothing, None))])
            return
        line, skipped = self._last_top() if self._top is None else self._top
        if line < output.first:
            line, skipped = output.first, 0
        rows: list[str] = []
        first = line
        while len(rows) < height and line < output.end:
            rows += self._rows(line)[skipped:]
            line, skipped = line + 1, 0
        if self._top is None:
            self.set_subtitle("")
        else:
            self.set_subtitle(f"lines {first + 1}-{line} of {output.end} · G follows")
        self.show_lines([text_strip((row, None)) for row in rows[:height]])
