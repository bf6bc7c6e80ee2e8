"""A field of numbers over the plane, drawn with half blocks: a cell shows two numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeVar

import numpy as np
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from engine.arrays import Array, Indices
from microtui.widgets.drawing.colors.palette import LEVELS, Palette

Numbers = TypeVar("Numbers", Array, Indices)

UNDEFINED = LEVELS
"""The level of what is not a number."""


@dataclass(frozen=True)
class Mark:
    """A character on top of the field."""

    character: str
    color: Color
    underline: bool = False


class Shades(Protocol):
    """The colours that a field is drawn in, by level, and the one of what is not a number."""

    @property
    def levels(self) -> tuple[Color, ...]: ...

    @property
    def undefined(self) -> Color: ...

    def written(self, color: Color, level: int) -> Color: ...

    def __hash__(self) -> int: ...


def levels_of(numbers: Array, *, discretize: bool = False) -> Indices:
    """Levels 0 .. 15 of numbers -1 .. 1, and 16 where they are NaN; two levels only on request."""
    if discretize:
        numbers = np.where(numbers > 0.0, 1.0, np.where(np.isnan(numbers), np.nan, -1.0))
    scaled = np.clip((numbers + 1.0) / 2.0, 0.0, 1.0) * (LEVELS - 1)
    return np.where(np.isnan(scaled), UNDEFINED, np.rint(np.nan_to_num(scaled))).astype(np.intp)


def resampled(numbers: Numbers, rows: int, columns: int) -> Numbers:
    """The field at another size, each number from the nearest."""
    if numbers.shape == (rows, columns):
        return numbers
    y = np.arange(rows) * numbers.shape[0] // rows
    x = np.arange(columns) * numbers.shape[1] // columns
    return numbers[np.ix_(y, x)]


@lru_cache(maxsize=8192)
def cell_style(upper: int, lower: int, palette: Shades) -> Style:
    colors = (*palette.levels, palette.undefined)
    return Style(color=colors[upper].rich_color, bgcolor=colors[lower].rich_color)


@lru_cache(maxsize=4096)
def mark_style(mark: Mark, lower: int, palette: Shades) -> Style:
    colors = (*palette.levels, palette.undefined)
    return Style(
        color=palette.written(mark.color, lower).rich_color,
        bgcolor=colors[lower].rich_color,
        bold=True,
        underline=mark.underline or None,
    )


def field_strips(
    levels: Indices, palette: Shades, marks: Mapping[tuple[int, int], Mark]
) -> list[Strip]:
    """Lines for levels of shape (2 x lines, columns); `marks` stand at (line, column).

    A level counts the palette's, from 0; the number behind the last is that of no number.

    Neighbours that look alike are one segment, and a cell of one colour is a space.
    """
    upper, lower = levels[0::2], levels[1::2]
    codes = upper * (len(palette.levels) + 1) + lower
    ends = np.diff(codes, axis=1) != 0
    marks_of = by_line(marks)
    strips = []
    for y in range(len(codes)):
        starts = [0, *(np.flatnonzero(ends[y]) + 1).tolist()]
        stops = [*starts[1:], codes.shape[1]]
        row_marks = marks_of.get(y, {})
        segments: list[Segment] = []
        for start, stop in zip(starts, stops, strict=True):
            top, bottom = int(upper[y, start]), int(lower[y, start])
            style = cell_style(top, bottom, palette)
            character = " " if top == bottom else "▀"
            plain_from = start
            for x in [x for x in row_marks if start <= x < stop]:
                if x > plain_from:
                    segments.append(Segment(character * (x - plain_from), style))
                mark = row_marks[x]
                segments.append(Segment(mark.character, mark_style(mark, bottom, palette)))
                plain_from = x + 1
            if stop > plain_from:
                segments.append(Segment(character * (stop - plain_from), style))
        strips.append(Strip(segments, codes.shape[1]))
    return strips


def by_line(marks: Mapping[tuple[int, int], Mark]) -> dict[int, dict[int, Mark]]:
    """By line and then by column, from the left."""
    lines: dict[int, dict[int, Mark]] = {}
    for (line, x), mark in sorted(marks.items(), key=lambda each: each[0]):
        lines.setdefault(line, {})[x] = mark
    return lines


def plain_strips(
    levels: Indices, marks: Mapping[tuple[int, int], Mark], ascii_only: bool
) -> list[Strip]:
    """The same without colour: what is above zero is shaded, the border is where shading ends."""
    shades = " .:" if ascii_only else " ░▒"
    strips = []
    middle = np.maximum(levels[0::2], levels[1::2])
    for y, row in enumerate(middle.tolist()):
        text = [
            "?" if level == UNDEFINED else shades[0 if level < LEVELS // 2 else 1 + (level > 12)]
            for level in row
        ]
        for (line, x), mark in marks.items():
            if line == y:
                text[x] = mark.character
        strips.append(Strip([Segment("".join(text))]))
    return strips


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
    """The same as `picture_strips` without colour; a half line left over is left out."""
    return plain_strips(levels[: len(levels) // 2 * 2], {}, ascii_only)
