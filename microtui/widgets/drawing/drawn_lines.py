"""The lines a widget has on the screen, so that only the cells that change are sent again.

Every byte counts on a slow link: a frame costs what changed in it, not what it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat, zip_longest

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

NOTHING = Strip([])


class DrawnLines:
    """Holds the content lines of one widget for its `render_line`."""

    def __init__(self) -> None:
        self._strips: list[Strip] = []
        self._background: Style | None = None

    def show(self, widget: Widget, strips: Sequence[Strip]) -> None:
        """Put these lines on the screen; only the cells that differ are drawn again."""
        old = self._strips
        self._strips = list(strips)
        self._background = None
        width = widget.content_size.width
        changed = []
        for y, (before, after) in enumerate(zip_longest(old, strips, fillvalue=NOTHING)):
            start, end = changed_span(before, after, width)
            if start < end:
                changed.append(Region(start, y, end - start, 1))
        if changed:
            widget.refresh(*changed)

    def line(self, widget: Widget, y: int) -> Strip:
        """Content line `y`, as wide as the widget and on its background."""
        width = widget.content_size.width
        if self._background is None:
            self._background = widget.rich_style
        background = self._background
        if y >= len(self._strips):
            return Strip.blank(width, background)
        return self._strips[y].adjust_cell_length(width, background).apply_style(background)


def text_strip(*parts: tuple[str, Style | None]) -> Strip:
    """A line made of pieces of text, each with its style."""
    return Strip([Segment(text, style) for text, style in parts if text])


def changed_span(before: Strip, after: Strip, width: int) -> tuple[int, int]:
    """The columns (start, end), within this width, outside of which two lines look the same.

    One span, for Textual draws each span of a line from the widget's left edge on.
    """
    if before == after:
        return 0, 0
    pairs = zip(cells(before, width), cells(after, width), strict=True)
    changed = [x for x, (old, new) in enumerate(pairs) if old != new]
    return (changed[0], changed[-1] + 1) if changed else (0, 0)


def cells(strip: Strip, width: int) -> list[tuple[str, Style | None]]:
    """Character and style of each cell; the second cell of a wide character is empty."""
    cells: list[tuple[str, Style | None]] = []
    for text, style, _ in strip:
        characters: Iterable[str] = text
        if cell_len(text) != len(text):
            characters = [part for each in text for part in (each, "")[: cell_len(each)]]
        cells += zip(characters, repeat(style))
    return [*cells, *[(" ", None)] * (width - len(cells))][:width]
