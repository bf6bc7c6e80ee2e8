"""A graph laid out left to right: the boxes in columns, the lines in channels between them.

The steps are those of Sugiyama, Tagawa and Toda (IEEE Transactions on Systems, Man, and Cybernetics
11, 1981): columns, an order within each, rows, routes.
"""

from __future__ import annotations

import operator
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from microtui.widgets.graph.layout.channels import Channel, Turns, channel
from microtui.widgets.graph.layout.columns import columns
from microtui.widgets.graph.layout.ordering import ordered
from microtui.widgets.graph.layout.rows import rows
from microtui.widgets.graph.layout.shapes import Box, Edge, Layout, Placed, Route
from microtui.widgets.graph.layout.straightening import straighten
from microtui.widgets.graph.layout.wires import Wires, wires


def layout_graph(
    boxes: Sequence[Box],
    edges: Sequence[Edge],
    *,
    fixed: Collection[int] = (),
    together: Sequence[Collection[int]] = (),
) -> Layout:
    """Where everything goes.

    Args:
        boxes: In the order in which they should stand, from the top, where that crosses no more
            lines than another one.
        edges: Between them; several may join the same two.
        fixed: The boxes that keep their order among one another, whatever crosses.
        together: Groups of boxes of which each is to stand in one column.

    Raises:
        ValueError: If the edges run in a circle, or a box is to share a column with its parent.
    """
    parents: list[list[int]] = [[] for _ in boxes]
    children: list[list[int]] = [[] for _ in boxes]
    for edge in dict.fromkeys(edges):
        parents[edge.target].append(edge.source)
        children[edge.source].append(edge.target)
    column = columns(parents, children, together)
    cut = wires(boxes, edges, column)
    order = ordered(cut, frozenset(fixed))
    top = rows(cut, order)
    height = max(map(operator.add, top, cut.height), default=0)
    straighten(cut, order, top, height)
    channels = [channel(lines(cut, number, top), height) for number in range(len(order))]
    widths = [0] * len(order)
    for box, place in zip(boxes, column, strict=True):
        widths[place] = max(widths[place], box.width)
    starts = [0]
    for items, width, between in zip(order, widths, channels, strict=True):
        # A cell to leave a box in, one for each track, and one for the head of the arrow.
        starts.append(starts[-1] + (width + 2 + between.tracks if len(items) else 0))
    routes = [
        route(boxes, cut, edge, number, starts, widths, channels, top)
        for number, edge in enumerate(edges)
    ]
    highest = min((y for points in routes for _, y in points), default=0)
    lowest = max((y + 1 for points in routes for _, y in points), default=0)
    above = max(0, -highest)
    return Layout(
        tuple(
            Placed(starts[column[number]], top[number] + above, box.width, box.height, place)
            for number, (box, place) in enumerate(zip(boxes, column, strict=True))
        ),
        tuple(Route(tuple((x, y + above) for x, y in points)) for points in routes),
        starts[-2] + widths[-1] if boxes else 0,
        max(height, lowest) + above,
    )


def lines(cut: Wires, column: int, top: Sequence[int]) -> Iterable[tuple[int, list[int]]]:
    """For each line that leads on from a column, the row it leaves in, and those it arrives in."""
    ends: dict[int, list[int]] = {}
    for item, target, row, _ in cut.pieces[column]:
        ends.setdefault(top[item] + cut.exit[item], []).append(top[target] + row)
    return ends.items()


def route(
    boxes: Sequence[Box],
    cut: Wires,
    edge: Edge,
    number: int,
    starts: Sequence[int],
    widths: Sequence[int],
    channels: Sequence[Channel],
    top: Sequence[int],
) -> list[tuple[int, int]]:
    """The corners of one edge, with its ends."""
    source, target = edge.source, edge.target
    first, last = cut.column[source], cut.column[target]
    stretches = cut.passing[source][: last - first - 1]
    places = [top[source] + cut.exit[source], *(top[item] for item in stretches)]
    places.append(top[target] + cut.entry[number])
    points = [(starts[first] + boxes[source].width, places[0])]
    for column, (here, there) in enumerate(pairwise(places), start=first):
        left = starts[column] + widths[column] + 1
        turns: Turns = channels[column].turns[here, there]
        row = here
        for track, end in turns:
            points.append((left + track, row))
            points.append((left + track, end))
            row = end
    points.append((starts[last] - 1, places[-1]))
    return points
