"""The picture of one unit: its output over the plane, small or large, at any half line."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from engine.arrays import Indices
from microtui.widgets.drawing.field_strips import UNDEFINED, field_strips, plain_strips
from microtui.widgets.drawing.palette import Palette


def picture_strips(
    levels: Indices, palette: Palette, *, starts_in_lower_half: bool = False
) -> list[Strip]:
    """Lines for levels (rows, columns), two rows a line; a half line left over is transparent."""
    first = 1 if starts_in_lower_half else 0
    whole = (len(levels) - first) // 2 * 2
    strips = field_strips(levels[first : first + whole], palette, {})
    if starts_in_lower_half:
        strips.insert(0, half_line(levels[0], "▄", palette))
    if first + whole < len(levels):
        strips.append(half_line(levels[-1], "▀", palette))
    return strips


def half_line(levels: Indices, character: str, palette: Palette) -> Strip:
    """One row of levels, on the pane's own background."""
    return Strip([Segment(character, half_style(palette, level)) for level in levels.tolist()])


@lru_cache(maxsize=256)
def half_style(palette: Palette, level: int) -> Style:
    color = palette.undefined if level == UNDEFINED else palette.levels[level]
    return Style(color=color.rich_color)


def plain_picture_strips(levels: Indices, ascii_only: bool) -> list[Strip]:
    """The same without colour; rows beyond an even number are left out."""
    return plain_strips(levels[: len(levels) // 2 * 2], {}, ascii_only)
