"""How large each node is drawn, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from textual.geometry import Region

from engine.graph.graph import Group, Node
from microtui.widgets.graph.drawing.node_faces import (
    HEIGHTS,
    PICTURE_WIDTH,
    Face,
    Size,
    inner_width,
    name_width,
)
from microtui.widgets.graph.layout.graph_layout import layout_graph
from microtui.widgets.graph.layout.line_drawing import Window, line_cells
from microtui.widgets.graph.layout.shapes import Box, Edge, Layout
from microtui.widgets.graph.stage import Stage, layers_of

SIZES: tuple[Size, ...] = ("roomy", "close", "row")


ENTRIES: dict[Size, tuple[int, ...]] = {"roomy": (1, 2), "close": (1, 2), "row": (0,)}
"""The lines of a box at which edges come in: beside its numbers."""


@dataclass(frozen=True, eq=False)
class Placing:
    """A graph laid out: boxes of one size, the edges that are drawn, and their lines."""

    size: Size
    edges: tuple[Edge, ...]
    layout: Layout

    @property
    def extent(self) -> tuple[int, int]:
        return self.layout.width, self.layout.height


def placing_of(stage: Stage, faces: list[Face], edges: Sequence[Edge], size: Size) -> Placing:
    columns = of_layers(stage)
    boxes = [Box(width, HEIGHTS[size], ENTRIES[size]) for width in widths_of(stage, faces, size)]
    layout = layout_graph(boxes, edges, fixed=in_order(stage), together=columns)
    return Placing(size, tuple(edges), layout)


@lru_cache(maxsize=8)
def lines_in(placing: Placing, window: Region) -> dict[tuple[int, int], str]:
    """The characters of all lines there; the same as long as the window stands still."""
    return line_cells(placing.layout.routes, Window(*window))


def widths_of(stage: Stage, faces: list[Face], size: Size) -> list[int]:
    """Boxes of one layer are alike, so that their numbers stand below one another."""
    has_pictures = any(face.picture is not None for face in faces)
    by_layer: dict[Group, list[Face]] = {}
    layers = [layer_of(stage, position) for position in range(len(faces))]
    for layer, face in zip(layers, faces, strict=True):
        by_layer.setdefault(layer, []).append(face)
    if size == "row":
        picture = 3 if has_pictures else 0
        widths = {layer: 18 + name_width(each) for layer, each in by_layer.items()}
    else:
        picture = PICTURE_WIDTH if has_pictures else 0
        widths = dict.fromkeys(by_layer, 2 + inner_width(faces))
    return [widths[layer] + (picture if layer else 0) for layer in layers]


def layer_of(stage: Stage, position: int) -> Group:
    return stage.graph.nodes[stage.folding.shown[position].members[-1]].group[:1]


def in_order(stage: Stage) -> list[int]:
    """What keeps its order in a column: neurons, unfolded or not, and inputs."""
    nodes = stage.graph.nodes
    if not layers_of(stage.graph):
        return []
    return [
        position
        for position, shown in enumerate(stage.folding.shown)
        if shown.kind == "layer"
        or stage.folding.neuron_at(position) is not None
        or is_input(nodes[shown.members[-1]])
    ]


def of_layers(stage: Stage) -> list[list[int]]:
    """For each layer that is unfolded, what shows the outputs of its neurons: one column."""
    columns: dict[int, list[int]] = {}
    for position in range(len(stage.folding.shown)):
        neuron = stage.folding.neuron_at(position)
        if neuron is not None:
            columns.setdefault(neuron[0], []).append(position)
    return list(columns.values())


def is_input(node: Node) -> bool:
    return node.is_leaf and not node.group


def fitted(stage: Stage, faces: list[Face], edges: Sequence[Edge], height: int) -> Placing:
    """In the roomiest size in which all of it stands in so many lines, or else one line a node."""
    rows = placing_of(stage, faces, edges, "row")
    in_column = Counter(box.column for box in rows.layout.boxes)
    tallest = max(in_column.values(), default=1)
    for size in SIZES[:-1]:
        if tallest * HEIGHTS[size] <= height:
            placing = placing_of(stage, faces, edges, size)
            if placing.layout.height <= height:
                return placing
    return rows
