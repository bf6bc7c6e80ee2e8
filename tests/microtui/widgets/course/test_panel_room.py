"""How much of a screen a lesson takes: both it and what is beside it are to be readable."""

from __future__ import annotations

import pytest

from microtui.widgets.course.panel_room import panel_room


def test_it_stands_below_at_less_than_120_columns_and_leaves_more_than_it_takes() -> None:
    assert panel_room(80, 24, is_folded=False) == (0, 11)
    assert panel_room(119, 40, is_folded=False) == (0, 19)
    assert panel_room(60, 16, is_folded=False) == (0, 7)


@pytest.mark.parametrize(("columns", "taken"), [(120, 40), (140, 44), (200, 52), (400, 52)])
def test_it_stands_at_the_right_from_120_columns_on(columns: int, taken: int) -> None:
    assert panel_room(columns, 40, is_folded=False) == (taken, 0)
    assert columns - taken >= 80


def test_folded_it_is_one_line() -> None:
    assert panel_room(80, 24, is_folded=True) == panel_room(200, 60, is_folded=True) == (0, 1)


@pytest.mark.parametrize("lines", range(1, 70))
def test_something_is_always_left(lines: int) -> None:
    assert panel_room(80, lines, is_folded=False).lines <= max(lines - 1, 1)
