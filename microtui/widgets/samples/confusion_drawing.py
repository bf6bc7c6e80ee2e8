"""The lines of a confusion matrix: the hue of a cell says whether it is right, the strength how
much of its row is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rich.style import Style
from textual.strip import Strip

from engine.arrays import Indices
from engine.run.confusion import row_shares
from microtui.widgets.drawing.colors.palette import LEVELS, Palette
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.samples.confusion_layout import PERCENT, ConfusionLayout
from microtui.words.number_text import percent
from microtui.words.samples.confusion_text import Cell
from microtui.words.samples.short_names import padded, shortened

Piece = tuple[str, Style | None]

SHADES, ASCII_SHADES = "░▒▓", ".:#"
"""Beside a count, where there are no colours: up to a third of a row, up to two, and more."""


@dataclass(frozen=True)
class ConfusionLooks:
    """What depends on the theme and on what the terminal can show."""

    palette: Palette
    heading: Style
    chosen: Style
    nothing: Style
    """Of a cell without samples."""
    is_plain: bool
    """Whether there are no colours, so that characters must say all."""
    ascii_only: bool


@dataclass(frozen=True)
class ConfusionDrawing:
    """Draws the counts of one set of samples; `cursor` is the cell that stands out, if any."""

    counts: Indices
    names: Sequence[str]
    layout: ConfusionLayout
    cursor: Cell | None
    looks: ConfusionLooks

    @cached_property
    def _digits(self) -> int:
        """Of the longest count."""
        return len(str(int(self.counts.max())))

    @cached_property
    def _of_row(self) -> list[int]:
        """How many samples there are of each class."""
        totals: list[int] = self.counts.sum(axis=1).tolist()
        return totals

    def strips(self) -> list[Strip]:
        strips = list(self._headings())
        shares = row_shares(self.counts)
        names = shortened(self.names, self.layout.name_width)
        height = self.layout.row_height
        for row in self.layout.rows:
            for line in range(height):
                is_middle = line == height // 2
                name = padded(names[row], self.layout.name_width) if is_middle else ""
                name = name or " " * self.layout.name_width
                cells = [self._cell((row, column), is_middle) for column in self.layout.columns]
                pieces = [piece for cell in cells for piece in cell]
                end = self._share(shares[row]) if is_middle else ""
                strips.append(text_strip((name, self.looks.heading), *pieces, (end, None)))
        return [*strips, self._totals()] if self.layout.has_totals else strips

    def _totals(self) -> Strip:
        """How often the network says each class, and how much of all that is right."""
        layout, width = self.layout, self.layout.column_width - 1
        digits = min(self._digits, width)
        totals = self.counts.sum(axis=0).tolist()
        texts = [" " + str(totals[i]).rjust(digits).center(width)[:width] for i in layout.columns]
        name = next((each for each in ("in all", "all") if len(each) <= layout.name_width), "")
        total, right = int(self.counts.sum()), int(self.counts.trace())
        end = self._share(right / total if total else None)
        return text_strip(
            (name.ljust(layout.name_width) + "".join(texts), self.looks.nothing), (end, None)
        )

    def _headings(self) -> Iterator[Strip]:
        layout, style = self.layout, self.looks.heading
        columns = layout.column_width * len(layout.columns)
        if layout.headings > 1:
            line = " " * layout.name_width + "taken for".center(columns)
            yield text_strip((line[: layout.name_width + columns], style))
        if layout.headings:
            names = shortened(self.names, layout.column_width - 1)
            corner = "true" if layout.name_width >= len("true") else ""
            shown = [
                padded(f" {padded(names[i], layout.column_width - 1, 'center')}", 0)
                for i in layout.columns
            ]
            right = "right" if layout.share_width >= PERCENT else "%"
            right = right.rjust(layout.share_width) if layout.share_width else ""
            yield text_strip((padded(corner, layout.name_width) + "".join(shown) + right, style))

    def _cell(self, cell: Cell, is_middle: bool) -> list[Piece]:
        """A free column, and the count, or what is above and below it."""
        count, total = int(self.counts[cell]), self._of_row[cell[0]]
        is_right = cell[0] == cell[1]
        share = count / total if total else 0.0
        width = self.layout.column_width - 1
        text = self._count_text(count, is_right, share, width) if is_middle else " " * width
        if cell == self.cursor:
            return [(" ", None), (text, self.looks.chosen)]
        if count == 0:
            return [(" ", None), (text, self.looks.nothing)]
        if self.looks.is_plain:
            return [(" ", None), (text, Style(bold=is_right))]
        level = level_of(share, is_right=is_right)
        return [(" ", None), (text, cell_style(self.looks.palette, level, is_right))]

    def _count_text(self, count: int, is_right: bool, share: float, width: int) -> str:
        """The count in the middle; where there are no colours, brackets say that it is right, and
        what stands around it how much of its row it is."""
        digits = min(self._digits, width)
        number = (str(count) if count else "-" if self.looks.ascii_only else "·").rjust(digits)
        if not self.looks.is_plain or width < digits + 2:
            return number.center(width)
        number = f"[{number}]" if is_right else f" {number} "
        shades = ASCII_SHADES if self.looks.ascii_only else SHADES
        shade = shades[min(int(share * len(shades)), len(shades) - 1)] if count else " "
        return number.center(width, shade)

    def _share(self, share: float | None) -> str:
        width = self.layout.share_width
        text = percent(share)
        return (text if width >= PERCENT else text.rstrip("%")).rjust(width)[:width]


def level_of(share: float, *, is_right: bool) -> int:
    """Of the palette: blue from its middle on for what is right, orange for what is not."""
    steps = round(share * (LEVELS // 2 - 1))
    return LEVELS // 2 + steps if is_right else LEVELS // 2 - 1 - steps


@lru_cache(maxsize=64)
def cell_style(palette: Palette, level: int, is_right: bool) -> Style:
    return Style(
        color=palette.chosen_mark.rich_color,
        bgcolor=palette.levels[level].rich_color,
        bold=is_right,
    )
