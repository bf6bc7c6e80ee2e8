"""Who reads the characters of a drawing finds the graph again that was laid out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from microtui.terminal.characters import as_ascii
from microtui.widgets.graph.layout.graph_layout import layout_graph
from microtui.widgets.graph.layout.line_drawing import (
    HEAD,
    Window,
    drawn_for_ascii,
    line_cells,
)
from microtui.widgets.graph.layout.shapes import Box, Edge, Route

Cell = tuple[int, int]

OPEN = {
    "─": "lr",
    "│": "ud",
    "╭": "rd",
    "╮": "ld",
    "╰": "ru",
    "╯": "lu",
    "├": "udr",
    "┤": "udl",
    "┬": "lrd",
    "┴": "lru",
    "•": "lrud",
    "▸": "l",
}
"""The sides on which one sees a line leave the cell."""
BESIDE = {"l": (-1, 0), "r": (1, 0), "u": (0, -1), "d": (0, 1)}
OPPOSITE = {"l": "r", "r": "l", "u": "d", "d": "u"}


def reached(drawing: dict[Cell, str], start: Cell) -> set[Cell]:
    """All heads of arrows that one gets to along the lines; straight on where they cross."""
    heads: set[Cell] = set()
    seen = {(start, "l")}
    to_visit = [(start, "l")]
    while to_visit:
        (x, y), side = to_visit.pop()
        character = drawing[x, y]
        if character == HEAD:
            heads.add((x, y))
        for out in OPPOSITE[side] if character == "┼" else OPEN[character].replace(side, ""):
            dx, dy = BESIDE[out]
            following = (x + dx, y + dy), OPPOSITE[out]
            # On the left, a line ends at the box that it comes from.
            if following[0] in drawing and following not in seen:
                seen.add(following)
                to_visit.append(following)
    return heads


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_each_box_is_seen_to_lead_where_it_does(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 20))
    edges = [
        Edge(data.draw(st.integers(0, target - 1)), target)
        for target in range(1, count)
        for _ in range(data.draw(st.integers(0, 2)))
    ]
    layout = layout_graph([Box(5, 3)] * count, edges)
    drawing = line_cells(layout.routes)
    for source in range(count):
        mine = [
            route for edge, route in zip(edges, layout.routes, strict=True) if edge.source == source
        ]
        if mine:
            assert reached(drawing, mine[0].points[0]) == {route.points[-1] for route in mine}
    assert "?" not in as_ascii("".join(drawing.values()))
    window = Window(*(data.draw(st.integers(0, 30)) for _ in range(4)))
    assert line_cells(layout.routes, window) == {
        (x, y): character
        for (x, y), character in drawing.items()
        if 0 <= x - window.x < window.width and 0 <= y - window.y < window.height
    }


def test_lines_that_merely_cross_are_told_from_lines_that_are_joined() -> None:
    down = Route(((0, 0), (2, 0), (2, 3), (5, 3)))
    straight_on = Route(((0, 1), (5, 1)))
    up_into = Route(((0, 4), (4, 4), (4, 1), (5, 1)))
    cells = line_cells([down, straight_on, up_into])
    rows = ["".join(cells.get((x, y), " ") for x in range(6)) for y in range(5)]
    assert rows == [
        "──╮   ",
        "──┼─┬▸",
        "  │ │ ",
        "  ╰─┼▸",
        "────╯ ",
    ]
    assert line_cells([straight_on])[2, 1] == "─"
    assert [as_ascii("".join(map(drawn_for_ascii, row))) for row in rows] == [
        "--+   ",
        "--|-+>",
        "  | | ",
        "  +-|>",
        "----+ ",
    ]
