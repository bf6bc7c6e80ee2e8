"""The lines of a layout, cell by cell, in characters that join up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from microtui.widgets.graph.layout.shapes import Route

LEFT, RIGHT, UP, DOWN = 1, 2, 4, 8

CHARACTERS = {
    LEFT: "─",
    RIGHT: "─",
    UP: "│",
    DOWN: "│",
    LEFT | RIGHT: "─",
    UP | DOWN: "│",
    RIGHT | DOWN: "╭",
    LEFT | DOWN: "╮",
    RIGHT | UP: "╰",
    LEFT | UP: "╯",
    UP | DOWN | RIGHT: "├",
    UP | DOWN | LEFT: "┤",
    LEFT | RIGHT | DOWN: "┬",
    LEFT | RIGHT | UP: "┴",
    LEFT | RIGHT | UP | DOWN: "•",
}
"""By the sides on which lines leave a cell in which they are joined."""
CROSSING = "┼"
HEAD = "▸"


@dataclass(frozen=True)
class Cell:
    """One character of the lines, and the numbers of all edges that run through it."""

    character: str
    edges: tuple[int, ...]


def line_cells(routes: Sequence[Route]) -> dict[tuple[int, int], Cell]:
    """Every cell that a line runs through, by its x and y.

    Lines that only cross are a `┼`. Where four lines are joined, that is a `•`. The last cell of
    each route is the head of an arrow.
    """
    through: dict[tuple[int, int], list[tuple[int, int]]] = {}
    heads = {route.points[-1] for route in routes}
    for edge, route in enumerate(routes):
        for cell, sides in sides_of(route):
            through.setdefault(cell, []).append((edge, sides))
    return {
        cell: Cell(
            HEAD if cell in heads else character(sides for _, sides in edges),
            tuple(edge for edge, _ in edges),
        )
        for cell, edges in through.items()
    }


def route_cells(route: Route) -> dict[tuple[int, int], str]:
    """The characters of one edge alone, by x and y."""
    cells = {cell: CHARACTERS[sides] for cell, sides in sides_of(route)}
    cells[route.points[-1]] = HEAD
    return cells


def sides_of(route: Route) -> Iterator[tuple[tuple[int, int], int]]:
    """Every cell of a route in its order, with the sides on which the route leaves it."""
    entered = LEFT
    x, y = route.points[0]
    for (_, _), (next_x, next_y) in pairwise(route.points):
        if next_y == y:
            if next_x > x:
                yield (x, y), entered | RIGHT
                for between in range(x + 1, next_x):
                    yield (between, y), LEFT | RIGHT
                entered = LEFT
        else:
            step, out, into = (1, DOWN, UP) if next_y > y else (-1, UP, DOWN)
            yield (x, y), entered | out
            for between in range(y + step, next_y, step):
                yield (x, between), UP | DOWN
            entered = into
        x, y = next_x, next_y
    yield (x, y), entered | RIGHT


def character(sides: Iterable[int]) -> str:
    """Of a cell that routes leave on these sides."""
    distinct = set(sides)
    joined = 0
    for each in distinct:
        joined |= each
    if distinct == {LEFT | RIGHT, UP | DOWN}:
        return CROSSING
    return CHARACTERS[joined]
