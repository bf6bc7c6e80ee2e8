"""Marks on a plot where something was changed: on the axis, with a line and words where there is
room. They stand in empty cells only, so no curve is hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from engine.replay.saved_run import Change
from microtui.widgets.drawing.lines_view import cells
from microtui.widgets.drawing.plotext_canvas import AXIS_WIDTH, LINES_BELOW
from microtui.words.change_marks import ChangeMark, change_marks, merged
from microtui.words.signs import signs

Cell = tuple[str, Style | None]
COLUMNS_PER_LINE = 6
"""As many that lines from top to bottom do not look like a grid."""


def column_of(epoch: float, first: float, last: float, columns: int) -> int:
    """The column of a plot of this width in which an epoch stands; outside of it, if out of view"""
    share = (epoch - first) / (last - first)
    return AXIS_WIDTH + round(share * (columns - AXIS_WIDTH - 1))


def marks_by_column(
    changes: Sequence[Change], first: float, last: float, columns: int
) -> dict[int, ChangeMark]:
    """What was changed on the way, by the columns of the plot in which it is in view, ascending.

    What falls into one column is one mark; what was changed within the epoch under way stands at
    the end.
    """
    marks = sorted(change_marks(changes), key=lambda mark: mark.epoch)
    by_column = groupby(
        marks, key=lambda mark: column_of(min(mark.epoch, last), first, last, columns)
    )
    return {
        column: merged(list(together))
        for column, together in by_column
        if AXIS_WIDTH <= column < columns
    }


@dataclass(frozen=True)
class Label:
    """What a mark says, how it looks, and whether it is to be seen among many others."""

    text: str
    style: Style
    is_prominent: bool


def marked(
    strips: Sequence[Strip], labels: Mapping[int, Label], columns: int, *, ascii_only: bool
) -> list[Strip]:
    """A plot with a mark in each of these columns, which ascend, and what it says."""
    rows = [cells(strip, columns) for strip in strips]
    axis, inside = rows[-LINES_BELOW], rows[:-LINES_BELOW]
    sign = signs(ascii_only=ascii_only)
    for column, label in labels.items():
        axis[column] = (sign.change, label.style)
    if COLUMNS_PER_LINE * len(labels) > columns - AXIS_WIDTH:
        labels = {column: label for column, label in labels.items() if label.is_prominent}
    for column, label in labels.items():
        for row in inside:
            if is_empty(row[column]):
                row[column] = (sign.change_line, label.style)
    bounds = [AXIS_WIDTH - 1, *labels, columns]
    for (before, column), after in zip(pairwise(bounds), bounds[2:], strict=False):
        label = labels[column]
        for row, start in places(inside, len(label.text), before, column, after):
            row[start : start + len(label.text)] = [(each, label.style) for each in label.text]
            break
    return [strip_of(row) for row in rows]


def places(
    rows: Sequence[list[Cell]], length: int, before: int, column: int, after: int
) -> Iterator[tuple[list[Cell], int]]:
    """Rows and columns at which words of this length fit beside a mark, the highest first."""
    for row in rows:
        # One cell is left free to either side: words that touch read as one.
        for start in (column + 1, column - length):
            free = row[start - 1 if start < column else start : start + length + 1]
            is_between = before + 1 < start and start + length < after
            if is_between and all(map(is_empty, free[: length + 1])):
                yield row, start


def is_empty(cell: Cell) -> bool:
    return cell[0] == " "


def strip_of(row: Sequence[Cell]) -> Strip:
    runs = groupby(row, key=lambda cell: cell[1])
    return Strip([Segment("".join(text for text, _ in run), style) for style, run in runs])
