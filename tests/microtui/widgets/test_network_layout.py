"""Where neurons, weights and matrices stand: inside of the pane, apart from each other, all."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from microtui.widgets.network.matrix_layout import Block, MatrixLayout, layout_matrices
from microtui.widgets.network.network_layout import (
    SMALLEST_GAP,
    SMALLEST_PICTURE,
    NetworkLayout,
    clamped,
    layout_network,
)
from microtui.widgets.network.weight_lines import DOTS, NOBODY, dots_of, draw_lines

PANE = (58, 16)
MAXIMISED = (118, 36)
HALF_AT_80 = (78, 9)
LABEL = 2

networks = st.lists(st.integers(1, 12), min_size=1, max_size=6).map(lambda hidden: (2, *hidden, 1))
panes = st.tuples(st.integers(1, 200), st.integers(1, 60))


def layout(sizes: tuple[int, ...], pane: tuple[int, int]) -> NetworkLayout:
    found = layout_network(sizes, *pane, LABEL)
    assert found is not None
    return found


@given(networks, panes, st.booleans())
def test_pictures_stay_in_the_pane_apart_and_leave_room_for_the_weights(
    sizes: tuple[int, ...], pane: tuple[int, int], whole_lines: bool
) -> None:
    columns, lines = pane
    found = layout_network(sizes, columns, lines, LABEL, whole_lines=whole_lines)
    if found is None:
        return
    assert tuple(len(tops) for tops in found.tops) == sizes
    assert found.picture_columns >= SMALLEST_PICTURE[0]
    assert found.picture_rows >= (2 if whole_lines else SMALLEST_PICTURE[1])
    assert found.lefts[0] - 1 >= LABEL
    assert found.lefts[-1] + found.picture_columns + 1 <= columns
    for layer in range(len(sizes) - 1):
        start, width = found.gap(layer)
        assert width >= SMALLEST_GAP
        assert start == found.lefts[layer] + found.picture_columns + 1
        assert start + width == found.lefts[layer + 1] - 1
    for tops in found.tops:
        assert tops[0] >= 2 * found.has_headings
        assert tops[-1] + found.picture_rows <= 2 * lines
        for upper, lower in pairwise(tops):
            assert upper + found.picture_rows < lower
        if whole_lines:
            assert all(top % 2 == 0 for top in tops)
            assert found.picture_rows % 2 == 0


@pytest.mark.parametrize(
    ("sizes", "pane", "least"),
    [
        ((2, 4, 2, 1), PANE, (6, 6)),
        ((2, 4, 2, 1), MAXIMISED, (12, 12)),
        ((2, 4, 2, 1), HALF_AT_80, (6, 3)),
        ((2, 8, 8, 8, 8, 8, 8, 1), MAXIMISED, (6, 6)),
        ((2, 16, 16, 1), MAXIMISED, (6, 3)),
    ],
)
def test_networks_one_looks_at_have_pictures(
    sizes: tuple[int, ...], pane: tuple[int, int], least: tuple[int, int]
) -> None:
    found = layout(sizes, pane)
    assert found.picture_columns >= least[0]
    assert found.picture_rows >= least[1]


@pytest.mark.parametrize("sizes", [(2, 16, 16, 1), (2, 8, 8, 8, 8, 8, 8, 1)])
def test_where_pictures_have_no_room_all_weights_stand_in_matrices(sizes: tuple[int, ...]) -> None:
    for pane in (PANE, HALF_AT_80):
        assert layout_network(sizes, *pane, LABEL) is None
        found = layout_matrices(sizes, *pane, (1, 0))
        assert [block.units for block in found.blocks] == list(sizes[1:])
        assert [block.inputs for block in found.blocks] == list(sizes[:-1])
        assert not any("shown" in note for note in found.notes)


@given(networks, panes)
def test_the_unit_at_each_place_of_a_picture_is_its_own(
    sizes: tuple[int, ...], pane: tuple[int, int]
) -> None:
    found = layout_network(sizes, *pane, LABEL)
    if found is None:
        return
    for layer, tops in enumerate(found.tops):
        for unit, top in enumerate(tops):
            middle = (top + found.picture_rows // 2) // 2
            for x in (-1, 0, found.picture_columns):
                assert found.unit_at(found.lefts[layer] + x, middle) == (layer, unit)
    assert found.unit_at(found.gap(0)[0], 0) is None


def test_going_sideways_leads_to_the_unit_at_that_height_and_ends_at_the_edges() -> None:
    found = layout((2, 4, 2, 1), PANE)
    assert found.beside((1, 0), 1) == (2, 0)
    assert found.beside((1, 3), 1) == (2, 1)
    assert found.beside((2, 0), -1) == (1, 1)
    assert found.beside((3, 0), 1) == (3, 0)
    assert found.beside((0, 1), -1) == (0, 1)


@given(st.tuples(st.integers(-3, 9), st.integers(-3, 30)), networks)
def test_a_place_beyond_the_network_becomes_one_in_it(
    place: tuple[int, int], sizes: tuple[int, ...]
) -> None:
    layer, unit = clamped(place, sizes)
    assert 0 <= layer < len(sizes)
    assert 0 <= unit < sizes[layer]
    if 0 <= place[0] < len(sizes) and 0 <= place[1] < sizes[place[0]]:
        assert (layer, unit) == place


def area(block: Block, found: MatrixLayout) -> tuple[int, int, int, int]:
    """Left, right, top and bottom of a block, the last of each outside of it."""
    columns, rows = found.scale
    assert block.width >= 1 + len(block.title)
    assert block.width >= (block.inputs + 1) * columns + 3
    height = 1 + (block.units * rows + 1) // 2
    return block.left, block.left + block.width, block.top, block.top + height


@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=8).map(lambda hidden: (2, *hidden, 1)),
    panes,
    st.booleans(),
    st.data(),
)
def test_matrices_stay_in_the_pane_and_apart_and_what_is_missing_is_said(
    sizes: tuple[int, ...], pane: tuple[int, int], whole_lines: bool, data: st.DataObject
) -> None:
    columns, lines = pane
    layer = data.draw(st.integers(1, len(sizes) - 1))
    chosen = (layer, data.draw(st.integers(0, sizes[layer] - 1)))
    found = layout_matrices(sizes, columns, lines, chosen, whole_lines=whole_lines)
    areas = [area(block, found) for block in found.blocks]
    for _, right, _, bottom in areas:
        assert right <= columns
        assert bottom <= lines - bool(found.notes)
    for (left, right, top, bottom), (left2, right2, top2, bottom2) in combinations(areas, 2):
        assert right <= left2 or right2 <= left or bottom <= top2 or bottom2 <= top
    is_whole = [(block.units, block.inputs) for block in found.blocks] == list(
        zip(sizes[1:], sizes[:-1], strict=True)
    )
    assert is_whole != any("shown" in note or "no room" in note for note in found.notes)
    for block in found.blocks:
        if block.layer == layer:
            assert block.first_unit <= chosen[1] < block.first_unit + block.units
            row = chosen[1] - block.first_unit
            y = block.top + 1 + row * found.scale[1] // 2
            at = found.unit_at(block.left + 1, y)
            assert at is not None
            # Where a line holds two rows, the upper one is meant.
            assert at[1] in (chosen[1], chosen[1] - 1)


def test_of_large_matrices_the_part_around_the_chosen_unit_is_shown_and_said_in_words() -> None:
    found = layout_matrices((2, 200, 100, 1), *PANE, (1, 150))
    assert found.blocks[0].first_unit <= 150 < found.blocks[0].first_unit + found.blocks[0].units
    assert found.notes[0].startswith("shown: ")
    assert "of 200 neurons" in found.notes[0]


def drawn(weights: list[float], priorities: list[float] | None = None) -> tuple[set[int], int]:
    """Which curves are seen, and how many dots there are, of two inputs to one unit."""
    dots = dots_of((4, 20), (12,), 10, 16)
    strengths = np.array(weights)
    mask, owners = draw_lines(
        dots, strengths, strengths if priorities is None else np.array(priorities), 10, 16
    )
    return set(owners.ravel().tolist()) - {NOBODY}, int(np.unpackbits(mask).sum())


def test_stronger_weights_are_thicker() -> None:
    counts = [drawn([strength, 0.0])[1] for strength in (0.1, 0.6, 0.95)]
    assert counts[0] < counts[1] < counts[2]


def test_where_lines_meet_the_one_of_higher_priority_is_on_top() -> None:
    dots = dots_of((4, 20), (12,), 10, 16)
    strengths = np.array([0.3, 0.3])
    for winner in (0, 1):
        priorities = np.zeros(2)
        priorities[winner] = 1.0
        _, owners = draw_lines(dots, strengths, priorities, 10, 16)
        assert owners[6, -1] == winner
    assert drawn([0.3, 0.3])[0] == {0, 1}


def test_a_line_begins_and_ends_in_the_middle_of_the_pictures_it_connects() -> None:
    dots = dots_of((3,), (13,), 8, 10)
    mask, _ = draw_lines(dots, np.array([0.1]), np.array([0.1]), 8, 10)
    dot_rows = [
        4 * line + row
        for column, side in ((0, 0), (7, 1))
        for line in range(10)
        for row in range(4)
        if mask[line, column] & DOTS[row, side]
    ]
    assert dot_rows[0] == 2 * 3
    assert dot_rows[-1] == 2 * 13
