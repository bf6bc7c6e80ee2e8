"""What a line takes for so many bytes, beside the way itself."""

from __future__ import annotations

import pytest

from microtui.terminal.frames.line_speed import FRAMES, UNKNOWN_SPEED, LineSpeed

WAY = 0.3


def learned(bytes_per_second: float, *sizes: int) -> LineSpeed:
    speed = LineSpeed()
    for size in sizes:
        speed.arrived(size, WAY + size / bytes_per_second)
    return speed


def test_a_line_of_which_nothing_is_known_is_taken_for_a_slow_one() -> None:
    assert LineSpeed().seconds(2_000) == 2_000 / UNKNOWN_SPEED


@pytest.mark.parametrize("bytes_per_second", [4_000.0, 50_000.0, 10_000_000.0])
def test_the_way_alone_is_told_from_what_bytes_take(bytes_per_second: float) -> None:
    speed = learned(bytes_per_second, 20, *[500, 3_000] * 5)
    assert speed.seconds(2_000) == pytest.approx(2_000 / bytes_per_second, rel=0.1)


def test_what_is_known_is_what_the_line_was_like_lately() -> None:
    speed = learned(4_000.0, 20, *[1_000] * FRAMES)
    for _ in range(FRAMES):
        speed.arrived(1_000, WAY + 0.01)
    assert speed.seconds(1_000) == pytest.approx(0.01, rel=0.6)


def test_where_the_size_of_no_frame_is_known_the_line_takes_no_time() -> None:
    assert learned(4_000.0, 0, 0, 0).seconds(0) == 0.0
