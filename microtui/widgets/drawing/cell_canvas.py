"""A pane's cells to draw on in any order, for pictures that lines cannot be put together from."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from microtui.widgets.drawing.lines_view import cells


class CellCanvas:
    """Characters and styles, all blank at first; what falls outside is left out."""

    def __init__(self, columns: int, lines: int) -> None:
        self.columns = columns
        self._cells: list[list[tuple[str, Style | None]]] = [
            [(" ", None)] * columns for _ in range(lines)
        ]

    def put(self, x: int, y: int, text: str, style: Style | None = None) -> None:
        """Write one line of text of characters one cell wide."""
        for i, character in enumerate(text):
            self._set(x + i, y, (character, style))

    def put_strips(self, x: int, y: int, strips: Sequence[Strip]) -> None:
        """Put lines on the canvas, the first one's first cell at (x, y)."""
        for line, strip in enumerate(strips):
            for i, cell in enumerate(cells(strip, strip.cell_length)):
                self._set(x + i, y + line, cell)

    def strips(self) -> list[Strip]:
        """The lines; neighbours that look alike are one segment."""
        return [Strip(segments_of(line), self.columns) for line in self._cells]

    def _set(self, x: int, y: int, cell: tuple[str, Style | None]) -> None:
        if 0 <= x < self.columns and 0 <= y < len(self._cells):
            self._cells[y][x] = cell


def segments_of(line: Sequence[tuple[str, Style | None]]) -> list[Segment]:
    segments: list[Segment] = []
    start, current = 0, line[0][1] if line else None
    for x, (_, style) in enumerate(line):
        # Nearly all styles are kept and used again, and comparing two of them takes long.
        if style is not current and style != current:
            segments.append(segment_of(line[start:x], current))
            start, current = x, style
    if line:
        segments.append(segment_of(line[start:], current))
    return segments


def segment_of(run: Sequence[tuple[str, Style | None]], style: Style | None) -> Segment:
    return Segment("".join([character for character, _ in run]), style)
