"""The lines of a layout, cell by cell, in characters that join up."""

from __future__ import annotations

import sys
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
JOINT = CHARACTERS[LEFT | RIGHT | UP | DOWN]
CROSSING = "┼"
HEAD = "▸"


@dataclass(frozen=True)
class Window:
    """The cells that are looked at: a large drawing has far more of them."""

    x: int
    y: int
    width: int
    height: int


EVERYTHING = Window(0, 0, sys.maxsize, sys.maxsize)


def line_cells(routes: Sequence[Route], window: Window = EVERYTHING) -> dict[tuple[int, int], str]:
    """The character of every cell of the window that a line runs through, by x and y in the whole.

    Lines that only cross are a `┼`. Where lines are joined on all four sides, that is a `•`. The
    last cell of each route is the head of an arrow.
    """
    through: dict[tuple[int, int], list[int]] = {}
    heads = {route.points[-1] for route in routes}
    for route in routes:
        for cell, sides in sides_of(route, window):
            through.setdefault(cell, []).append(sides)
    return {cell: HEAD if cell in heads else character(sides) for cell, sides in through.items()}


def drawn_for_ascii(character: str) -> str:
    """The character of a line to draw where ASCII is to stand in for all of them.

    There every corner and joint is a `+`; lines that only cross are a `|`, to be told from it.
    """
    return {CROSSING: "│", JOINT: CROSSING}.get(character, character)


def sides_of(route: Route, window: Window) -> Iterator[tuple[tuple[int, int], int]]:
    """Every cell of a route in the window, with the sides on which the route leaves it."""
    left, top = window.x, window.y
    right, bottom = left + window.width, top + window.height
    points = route.points
    if points[0][0] >= right or points[-1][0] < left:
        return
    entered = LEFT
    for (x, y), (to_x, to_y) in pairwise(points):
        if (x, y) == (to_x, to_y):
            continue
        if y == to_y:
            out, into = RIGHT, LEFT
            if top <= y < bottom:
                for between in range(max(x + 1, left), min(to_x, right)):
                    yield (between, y), LEFT | RIGHT
        else:
            out, into = (DOWN, UP) if to_y > y else (UP, DOWN)
            if left <= x < right:
                for between in range(max(min(y, to_y) + 1, top), min(max(y, to_y), bottom)):
                    yield (x, between), UP | DOWN
        if left <= x < right and top <= y < bottom:
            yield (x, y), entered | out
        entered = into
    x, y = points[-1]
    if left <= x < right and top <= y < bottom:
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
