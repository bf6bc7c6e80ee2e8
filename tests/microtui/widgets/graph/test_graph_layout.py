"""Boxes stand in order and apart, and lines touch nothing that they have no business with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microtui.widgets.graph.layout.graph_layout import layout_graph
from microtui.widgets.graph.layout.shapes import Box, Edge, Layout, Route

Cells = set[tuple[int, int]]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Box], list[Edge]]:
    count = draw(st.integers(0, 24))
    heights = draw(st.sampled_from([(1,), (3,), (4,), (1, 3, 4)]))
    boxes = [Box(draw(st.integers(1, 12)), draw(st.sampled_from(heights))) for _ in range(count)]
    reach = draw(st.integers(1, 24))
    edges = [
        Edge(draw(st.integers(max(0, target - reach), target - 1)), target)
        for target in range(1, count)
        for _ in range(draw(st.integers(0, 3)))
    ]
    order = draw(st.permutations(range(count)))
    return (
        [boxes[number] for number in order],
        [Edge(order.index(edge.source), order.index(edge.target)) for edge in edges],
    )


def steps(route: Route) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Each cell of a route with the one after it."""
    for (x, y), (to_x, to_y) in pairwise(route.points):
        assert (x == to_x) or (y == to_y)
        while (x, y) != (to_x, to_y):
            before = x, y
            x += (to_x > x) - (to_x < x)
            y += (to_y > y) - (to_y < y)
            yield before, (x, y)


def path(route: Route) -> list[tuple[int, int]]:
    return [route.points[0], *(cell for _, cell in steps(route))]


def covered(layout: Layout) -> list[Cells]:
    return [
        {(box.x + x, box.y + y) for x in range(box.width) for y in range(box.height)}
        for box in layout.boxes
    ]


@given(graphs())
@settings(max_examples=80, deadline=None)
def test_nothing_is_in_the_way_of_anything(graph: tuple[list[Box], list[Edge]]) -> None:
    boxes, edges = graph
    layout = layout_graph(boxes, edges)
    assert layout == layout_graph(boxes, edges)
    cells = covered(layout)
    everything = {cell for of_box in cells for cell in of_box}
    assert len(everything) == sum(map(len, cells))
    for edge, route in zip(edges, layout.routes, strict=True):
        source, target = layout.boxes[edge.source], layout.boxes[edge.target]
        assert source.column < target.column
        assert source.x + source.width < target.x
        on_the_way = path(route)
        assert not everything & set(on_the_way)
        assert on_the_way[0][0] == source.x + source.width
        assert on_the_way[-1][0] == target.x - 1
        assert 0 <= on_the_way[0][1] - source.y < source.height
        assert 0 <= on_the_way[-1][1] - target.y < target.height
        assert all(to_x >= x for (x, _), (to_x, _) in steps(route))
        everything_in = everything | set(on_the_way)
        assert all(0 <= x < layout.width and 0 <= y < layout.height for x, y in everything_in)
    for one, other in combinations(range(len(edges)), 2):
        if edges[one].source != edges[other].source:
            assert_apart(layout.routes[one], layout.routes[other])


def assert_apart(one: Route, other: Route) -> None:
    """Two lines share no step but those to a common end, and meet elsewhere at right angles."""
    mine, theirs = path(one), path(other)
    shared = 0
    if mine[-1] == theirs[-1]:
        while mine[-1 - shared] == theirs[-1 - shared]:
            shared += 1
    mine, theirs = mine[: len(mine) - shared], theirs[: len(theirs) - shared]
    inner = {
        cell: (before, after) for before, cell, after in zip(mine, mine[1:], mine[2:], strict=False)
    }
    for before, cell, after in zip(theirs, theirs[1:], theirs[2:], strict=False):
        if cell in inner:
            across = before[0] == cell[0] == after[0]
            mine_before, mine_after = inner[cell]
            mine_across = mine_before[0] == cell[0] == mine_after[0]
            straight = across or before[1] == cell[1] == after[1]
            mine_straight = mine_across or mine_before[1] == cell[1] == mine_after[1]
            assert straight
            assert mine_straight
            assert across != mine_across


def between(names: str, *edges: str) -> list[Edge]:
    """Edges given as two letters each."""
    return [Edge(names.index(edge[0]), names.index(edge[1])) for edge in edges]


def test_a_leaf_stands_beside_its_user_as_the_lecture_draws_it() -> None:
    names = "abecdfL"
    edges = between(names, "ae", "be", "ed", "cd", "dL", "fL")
    layout = layout_graph([Box(15, 3)] * 7, edges)
    columns = [
        "".join(n for n, b in zip(names, layout.boxes, strict=True) if b.column == column)
        for column in range(4)
    ]
    assert columns == ["ab", "ec", "df", "L"]
    assert (layout.width, layout.height) == (4 * 15 + 3 * 3, 6)
    # The first parent comes in above the second one.
    assert [route.points[-1][1] - layout.boxes[2].y for route in layout.routes[:2]] == [0, 2]


def test_an_operation_on_leaves_alone_stands_beside_its_user_too() -> None:
    names = "abcdefgh"
    edges = between(names, "ab", "bc", "cd", "dh", "ef", "fh", "gh")
    layout = layout_graph([Box(3, 1)] * 8, edges)
    assert [layout.boxes[names.index(name)].column for name in "dfgh"] == [3, 3, 3, 4]
    assert layout.boxes[names.index("e")].column == 2


def test_a_long_line_is_straight_where_there_is_room() -> None:
    names = "abcdz"
    edges = between(names, "ab", "bc", "cd", "dz", "az")
    layout = layout_graph([Box(3, 3)] * 5, edges)
    assert len(layout.routes[-1].points) <= 6


def test_neurons_keep_their_order_and_their_column() -> None:
    sizes = [2, 16, 16, 1]
    starts = [sum(sizes[:layer]) for layer in range(len(sizes))]
    # The strongest inputs, in an order of their own.
    edges = [
        Edge(starts[layer - 1] + (7 * unit + 5 * rank) % sizes[layer - 1], starts[layer] + unit)
        for layer in range(1, 4)
        for unit in range(sizes[layer])
        for rank in range(2)
    ]
    count = sum(sizes)
    layers = [range(start, start + size) for start, size in zip(starts, sizes, strict=True)]
    boxes = [Box(24, 1)] * count
    layout = layout_graph(boxes, edges, fixed=range(count), together=layers)
    assert [box.column for box in layout.boxes] == [0] * 2 + [1] * 16 + [2] * 16 + [3]
    for layer, start in enumerate(starts):
        tops = [box.y for box in layout.boxes[start : start + sizes[layer]]]
        assert tops == sorted(tops)


def test_neurons_stand_together_however_deep_one_of_them_is_unfolded() -> None:
    # x and y; n, which takes three steps; m, of the same layer, which takes one; o, made from both.
    names = "xypqnmo"
    edges = between(names, "xp", "pq", "qn", "yn", "ym", "no", "mo")
    layout = layout_graph([Box(5, 3)] * 7, edges, together=[[0, 1], [4, 5]])
    columns = {name: box.column for name, box in zip(names, layout.boxes, strict=True)}
    assert columns == {"x": 0, "y": 0, "p": 1, "q": 2, "n": 3, "m": 3, "o": 4}


def test_a_box_cannot_stand_together_with_what_it_was_made_from() -> None:
    with pytest.raises(ValueError, match="share a column"):
        layout_graph([Box(3, 1)] * 3, [Edge(0, 1), Edge(1, 2)], together=[[1, 2]])


def test_a_circle_cannot_be_laid_out() -> None:
    with pytest.raises(ValueError, match="circle"):
        layout_graph([Box(3, 1)] * 2, [Edge(0, 1), Edge(1, 0)])
