"""How large each node is drawn, and where."""

from __future__ import annotations

from dataclasses import dataclass

from microtui.widgets.graph.drawing.edges import drawn_edges
from microtui.widgets.graph.drawing.node_faces import (
    HEIGHTS,
    PICTURE_WIDTH,
    Face,
    Size,
    inner_width,
    name_width,
)
from microtui.widgets.graph.layout.layout import Box, Edge, Layout, layout_graph
from microtui.widgets.graph.layout.line_drawing import Cell, line_cells
from microtui.widgets.graph.stage import Stage

SIZES: tuple[Size, ...] = ("roomy", "close", "row")


@dataclass(frozen=True, eq=False)
class Placing:
    """A graph laid out: boxes of one size, the edges that are drawn, and their lines."""

    size: Size
    edges: tuple[Edge, ...]
    layout: Layout
    lines: dict[tuple[int, int], Cell]

    @property
    def extent(self) -> tuple[int, int]:
        return self.layout.width, self.layout.height


def placing_of(stage: Stage, faces: list[Face], size: Size) -> Placing:
    has_pictures = any(face.picture is not None for face in faces)
    if size == "row":
        width = 18 + name_width(faces) + (2 if has_pictures else 0)
    else:
        width = 2 + inner_width(faces) + (PICTURE_WIDTH if has_pictures else 0)
    edges = drawn_edges(stage.folding)
    boxes = [Box(width, HEIGHTS[size])] * len(faces)
    layout = layout_graph(boxes, edges, gap=0)
    return Placing(size, tuple(edges), layout, line_cells(layout.routes))


def fitting_size(stage: Stage, faces: list[Face], height: int) -> Size:
    """The roomiest in which the highest column has room; the smallest where none has, unless the
    graph is wide as well: then boxes are easier to read than lines."""
    tallest = placing_of(stage, faces, "row").layout.height
    for size in SIZES:
        if tallest * HEIGHTS[size] <= height:
            return size
    return "row"
