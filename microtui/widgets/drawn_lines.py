"""The lines a widget has on the screen, so that only those that change are sent again.

Every byte counts on a slow link: a frame costs what changed in it, not what it shows.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class DrawnLines:
    """Holds the content lines of one widget for its `render_line`."""

    def __init__(self) -> None:
        self._strips: list[Strip] = []

    def show(self, widget: Widget, strips: Sequence[Strip]) -> None:
        """Put these lines on the screen; only those that differ are drawn again."""
        old = self._strips
        self._strips = list(strips)
        left, top = widget.gutter.left, widget.gutter.top
        width = widget.content_size.width
        changed = [
            Region(left, top + y, width, 1)
            for y in range(max(len(old), len(strips)))
            if y >= len(old) or y >= len(strips) or old[y] != strips[y]
        ]
        if changed:
            widget.refresh(*changed)

    def line(self, widget: Widget, y: int) -> Strip:
        """Content line `y`, as wide as the widget and on its background."""
        width = widget.content_size.width
        background = widget.rich_style
        if y >= len(self._strips):
            return Strip.blank(width, background)
        return self._strips[y].adjust_cell_length(width, background).apply_style(background)


def text_strip(*parts: tuple[str, Style | None]) -> Strip:
    """A line made of pieces of text, each with its style."""
    return Strip([Segment(text, style) for text, style in parts if text])
