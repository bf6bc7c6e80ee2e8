"""What all widgets that draw their own lines have in common.

Every byte counts on a slow link: a frame costs what changed in it, not what it shows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import repeat, zip_longest

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from microtui.messages import Unfinished
from microtui.terminal.characters import is_ascii_only

NOTHING = Strip([])

BORDER_ENDS = 4
"""Columns of a border, beside its corners, in which no words can stand."""


class LinesView(Widget):
    """A widget made of lines, of which only the cells that change are sent again.

    A subclass says in `redraw` what its lines are now. There is no constructor here, so that a
    scrolling view, which has another one, can be of this kind, too.
    """

    most_cells: reactive[float] = reactive(math.inf, repaint=False)
    """That may change in one frame, and a line more."""

    _strips: Sequence[Strip] = ()
    _next_line = 0
    """Where the lines are that there was no room for in the last frame."""
    _line_background: Style | None = None

    @property
    def ascii_only(self) -> bool:
        """Whether the terminal can show no characters but these."""
        return is_ascii_only(self.app)

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda theme: self.redraw())

    def on_resize(self) -> None:
        self.redraw()

    def redraw(self) -> None:
        """Make the lines anew, as the widget is now, and show them."""
        raise NotImplementedError

    def show_lines(self, strips: Sequence[Strip]) -> None:
        """Put these lines on the screen; only the cells that differ are drawn again.

        Where those are more than may change, the rest of the lines stay as they are for now.
        """
        pairs = list(zip_longest(self._strips, strips, fillvalue=NOTHING))
        shown = [new for _, new in pairs]
        self._line_background = None
        width = self.content_size.width
        room = self.most_cells
        changed, postponed = [], []
        # Those for which there was no room in the last frame come first.
        for y in sorted(range(len(pairs)), key=lambda y: y < self._next_line):
            old, new = pairs[y]
            start, end = changed_span(old, new, width)
            if start == end:
                continue
            if room > 0:
                changed.append(Region(start, y, end - start, 1))
                room -= end - start
            else:
                postponed.append(y)
                shown[y] = old
        self._strips = shown
        self._next_line = postponed[0] if postponed else 0
        if changed:
            self.refresh(*changed)
        if postponed:
            self.post_message(Unfinished())

    def set_title(self, title: str) -> None:
        # No markup: names of the reader's own stand in it, with brackets as they like.
        plain = Content(title)
        # Setting it draws the whole widget again, even to the same text.
        if self.border_title != plain.markup:
            self.border_title = plain

    def set_subtitle(self, subtitle: str) -> None:
        plain = Content(subtitle)
        if self.border_subtitle != plain.markup:
            self.border_subtitle = plain

    def fitting_border(self, texts: Sequence[str]) -> str:
        """The first of these for which the border has room, or the last."""
        room = self.content_size.width - BORDER_ENDS
        return next((each for each in texts if cell_len(each) <= room), texts[-1])

    def style_of(self, component_class: str) -> Style:
        """What the style sheet says of a part of this widget."""
        return self.get_component_rich_style(component_class, partial=True)

    def render(self) -> RenderResult:
        return ""

    def render_line(self, y: int) -> Strip:
        """Content line `y`, as wide as the widget and on its background."""
        width = self.content_size.width
        if self._line_background is None:
            self._line_background = self.rich_style
        background = self._line_background
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
