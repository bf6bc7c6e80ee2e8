"""Edges cut at the columns that they cross, so that every piece joins two neighbouring columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microtui.widgets.graph.layout.shapes import Box, Edge


@dataclass(frozen=True)
class Wires:
    """The boxes and, after them, the stretches of line that pass through a column: all *items*.

    All edges of a source share one line for as long as they go: it has one stretch to a column.
    """

    boxes: Sequence[Box]
    column: list[int]
    """Of each item."""
    passing: list[list[int]]
    """By box, the stretches through which its line goes on, column by column."""
    links: list[list[tuple[int, int]]]
    """By item, what it leads to in the next column: an item, and the row counted from its top."""
    entry: list[int]
    """By edge, the row of its target in which it ends, counted from the top."""

    @property
    def count(self) -> int:
        return len(self.column)

    def height(self, item: int) -> int:
        return self.boxes[item].height if item < len(self.boxes) else 1

    def exit(self, item: int) -> int:
        """The row in which its line leaves, counted from its top."""
        return self.boxes[item].exit if item < len(self.boxes) else 0

    def last_before(self, source: int, target: int) -> int:
        """The item of this source's line in the column before that of the target."""
        stretches = self.column[target] - self.column[source] - 1
        return self.passing[source][stretches - 1] if stretches else source


def wires(boxes: Sequence[Box], edges: Sequence[Edge], columns: Sequence[int]) -> Wires:
    """The graph cut into pieces."""
    column = list(columns)
    passing: list[list[int]] = [[] for _ in boxes]
    links: list[list[tuple[int, int]]] = [[] for _ in boxes]
    into: list[list[int]] = [[] for _ in boxes]
    for number, edge in enumerate(edges):
        into[edge.target].append(number)
        stretches = passing[edge.source]
        while len(stretches) < columns[edge.target] - columns[edge.source] - 1:
            item = len(column)
            column.append(columns[edge.source] + len(stretches) + 1)
            links[stretches[-1] if stretches else edge.source].append((item, 0))
            links.append([])
            stretches.append(item)
    entry = [0] * len(edges)
    cut = Wires(boxes, column, passing, links, entry)
    for target, numbers in enumerate(into):
        rows = boxes[target].entry_rows(len(numbers)) if numbers else []
        for number, row in zip(numbers, rows, strict=True):
            entry[number] = row
            links[cut.last_before(edges[number].source, target)].append((target, row))
    return cut
