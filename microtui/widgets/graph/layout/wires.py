"""Edges cut at the columns that they cross, so that every piece joins two neighbouring columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microtui.widgets.graph.layout.shapes import Box, Edge

Piece = tuple[int, int, int, int]
"""An item, what it leads to in the next column, the row of that, counted from its top, and how far
down among all that come in there it would best be, from 0 to `FINENESS`."""

FINENESS = 64


@dataclass(frozen=True)
class Wires:
    """The boxes and, after them, the stretches of line that pass through a column: all *items*.

    All edges of a source share one line for as long as they go: it has one stretch to a column.
    """

    boxes: int
    column: list[int]
    """Of each item."""
    height: list[int]
    """Of each item."""
    exit: list[int]
    """By item, the row in which its line leaves, counted from its top."""
    passing: list[list[int]]
    """By box, the stretches through which its line goes on, column by column."""
    pieces: list[list[Piece]]
    """By column, what leads on from it."""
    entry: list[int]
    """By edge, the row of its target in which it ends, counted from the top."""

    @property
    def count(self) -> int:
        return len(self.column)


def wires(boxes: Sequence[Box], edges: Sequence[Edge], columns: Sequence[int]) -> Wires:
    """The graph cut into pieces."""
    column = list(columns)
    passing: list[list[int]] = [[] for _ in boxes]
    pieces: list[list[Piece]] = [[] for _ in range(max(columns, default=-1) + 1)]
    into: list[list[int]] = [[] for _ in boxes]
    for number, edge in enumerate(edges):
        source, first = edge.source, columns[edge.source]
        into[edge.target].append(number)
        stretches = passing[source]
        for crossed in range(first + len(stretches) + 1, columns[edge.target]):
            item = len(column)
            column.append(crossed)
            pieces[crossed - 1].append((stretches[-1] if stretches else source, item, 0, 0))
            stretches.append(item)
    entry = [0] * len(edges)
    for target, numbers in enumerate(into):
        last = columns[target] - 1
        rows = boxes[target].entry_rows(len(numbers))
        for use, (number, row) in enumerate(zip(numbers, rows, strict=True)):
            source = edges[number].source
            crossed = last - columns[source]
            entry[number] = row
            before = passing[source][crossed - 1] if crossed else source
            pieces[last].append((before, target, row, FINENESS * use // len(numbers)))
    stretched = len(column) - len(boxes)
    return Wires(
        len(boxes),
        column,
        [*(box.height for box in boxes), *[1] * stretched],
        [*(box.exit for box in boxes), *[0] * stretched],
        passing,
        pieces,
        entry,
    )
