"""How much of a screen a lesson takes, and where."""

from __future__ import annotations

from typing import NamedTuple

NARROWEST_BESIDE = 120
"""Columns from which on it stands at the right: 80 are left beside it."""

NARROWEST, WIDEST = 40, 52
FEWEST_LINES, MOST_LINES = 7, 20
FOLDED = 1


class PanelRoom(NamedTuple):
    """Columns at the right, or lines at the bottom; one of the two is 0."""

    columns: int
    lines: int


def panel_room(columns: int, lines: int, *, is_folded: bool) -> PanelRoom:
    if is_folded:
        return PanelRoom(0, FOLDED)
    if columns >= NARROWEST_BESIDE:
        return PanelRoom(min(NARROWEST + (columns - NARROWEST_BESIDE) // 5, WIDEST), 0)
    # Half, but what is looked at has a line more.
    return PanelRoom(0, min(max((lines - 1) // 2, FEWEST_LINES), MOST_LINES, max(lines - 1, 1)))
