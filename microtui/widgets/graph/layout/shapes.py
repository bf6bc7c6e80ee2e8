"""What a layout is given and what it gives back, all in cells of the terminal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """What a node needs."""

    width: int
    height: int
    entries: tuple[int, ...] = ()
    """The rows, counted from its top, in which edges may come in; () leaves them to the layout."""

    @property
    def exit(self) -> int:
        """The row, counted from its top, in which its edges leave."""
        return (self.height - 1) // 2

    def entry_rows(self, edges: int) -> list[int]:
        """The row, counted from its top, of each of so many edges, the first one above.

        Where those are more than there are rows, all come in at the middle.
        """
        rows = self.entries or default_entries(self.height)
        if edges == 1 or edges > len(rows):
            return [rows[(len(rows) - 1) // 2]] * edges
        return [rows[edge * (len(rows) - 1) // (edges - 1)] for edge in range(edges)]


def default_entries(height: int) -> tuple[int, ...]:
    """All rows but the frame's, where that leaves two."""
    return tuple(range(1, height - 1)) if height > 3 else tuple(range(height))


@dataclass(frozen=True)
class Edge:
    """From one box to another one, which stands right of it; both by their index."""

    source: int
    target: int


@dataclass(frozen=True)
class Placed:
    """Where a box stands: its top left cell, its size, and the column it is in."""

    x: int
    y: int
    width: int
    height: int
    column: int


@dataclass(frozen=True)
class Route:
    """The corners of an edge, from the cell right of its source to the cell left of its target."""

    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Layout:
    """All boxes and routes, in the order in which they were given, from cell (0, 0)."""

    boxes: tuple[Placed, ...]
    routes: tuple[Route, ...]
    width: int
    height: int
