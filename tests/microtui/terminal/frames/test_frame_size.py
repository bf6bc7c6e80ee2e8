"""On a slow link a screen changes in pieces, so that a key's answer comes in between."""

from __future__ import annotations

from typing import Any

import pytest
from application import running
from textual.geometry import Region

from microtui.terminal.frames.frame_size import (
    FEWEST_CELLS,
    LONGEST,
    MEMORY,
    MOST_CELLS,
    MOST_ONCE_LATE,
    FrameSize,
)
from microtui.widgets.drawing.lines_view import LinesView
from microtui.widgets.panes.decision_map import DecisionMap

WAY = 0.05
"""Seconds there and back when nothing is on the way."""


def size_after(*round_trips: float) -> FrameSize:
    size = FrameSize()
    for round_trip in round_trips:
        size.arrived(round_trip)
    return size


def test_where_frames_come_quickly_there_is_no_bound() -> None:
    assert size_after(*[WAY, WAY + 0.8 * LONGEST] * 50).cells == MOST_CELLS


def test_a_long_way_alone_does_not_make_frames_smaller() -> None:
    assert size_after(*[10 * WAY] * 50).cells == MOST_CELLS


def test_after_one_late_frame_the_next_changes_so_much_less_that_it_is_in_time() -> None:
    assert size_after(WAY, WAY + 4 * LONGEST).cells == MOST_ONCE_LATE // 4


def test_each_late_frame_makes_the_next_smaller_but_a_line_is_always_drawn() -> None:
    cells = [size_after(WAY, *[5.0] * count).cells for count in range(1, 8)]
    assert cells == sorted(cells, reverse=True)
    assert cells[0] > cells[1]
    assert cells[-1] == FEWEST_CELLS


def test_when_the_link_is_quick_again_more_comes_at_once_again() -> None:
    size = size_after(WAY, 5.0, 5.0)
    for _ in range(600):
        size.arrived(WAY)
    assert size.cells == MOST_CELLS


def test_a_way_that_has_become_longer_for_good_counts_as_the_usual_one() -> None:
    size = size_after(*[WAY] * MEMORY, *[1.0] * MEMORY)
    smallest = size_after(*[WAY] * MEMORY, *[1.0] * (MEMORY - 1)).cells
    assert smallest == FEWEST_CELLS
    assert size.cells > smallest


@pytest.mark.parametrize(
    "keys",
    ["s", "f", *(pytest.param(keys, marks=pytest.mark.thorough) for keys in ("z s s", "6 8"))],
)
async def test_what_comes_in_pieces_is_the_same_screen_in_the_end(keys: str) -> None:
    async with running(trained=3) as app:
        await app.press(*keys.split())
        # A map that has become larger is first what the one before was, stretched.
        await app.press()
        whole = app.text
    async with running(trained=3) as app:
        app.main._frames._size.cells = FEWEST_CELLS
        await app.press(*keys.split())
        await app.until(lambda snapshot: app.text == whole)


async def test_no_frame_changes_more_than_it_may_and_a_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    changed: list[int] = []
    refresh = LinesView.refresh

    def counted(self: LinesView, *regions: Region, **options: Any) -> LinesView:
        if isinstance(self, DecisionMap) and regions:
            changed.append(sum(region.area for region in regions))
        return refresh(self, *regions, **options)

    async with running(trained=3) as app:
        app.main._frames._size.cells = FEWEST_CELLS
        monkeypatch.setattr(LinesView, "refresh", counted)
        await app.press(*"ssssssssssss")
        width = app.main.query_one(DecisionMap).content_size.width
        await app.until(lambda snapshot: len(changed) >= 3)
    assert max(changed) < FEWEST_CELLS + width
