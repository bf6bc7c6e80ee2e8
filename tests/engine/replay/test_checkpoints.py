"""Which states of the past are kept."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from engine.replay.checkpoints import Checkpoints


@given(st.integers(1, 2000), st.integers(2, 16))
def test_few_are_kept_and_there_is_always_one_not_far_before(length: int, window: int) -> None:
    checkpoints: Checkpoints[int] = Checkpoints(window)
    for place in range(length):
        checkpoints.add(place, place)
    assert len(checkpoints) <= window * (math.log2(length) + 2)
    for place in range(length):
        age = length - 1 - place
        assert 0 <= place - checkpoints.latest(place) <= 4 * age / window + 1


def test_recent_places_are_all_there() -> None:
    checkpoints: Checkpoints[str] = Checkpoints(8)
    for place in range(1000):
        checkpoints.add(place, str(place))
    assert [checkpoints.latest(place) for place in range(992, 1000)] == [
        str(place) for place in range(992, 1000)
    ]


@given(st.integers(1, 300), st.integers(0, 300))
def test_what_lies_after_a_place_can_be_forgotten_and_filled_anew(length: int, cut: int) -> None:
    checkpoints: Checkpoints[int] = Checkpoints(4)
    for place in range(length):
        checkpoints.add(place, place)
    checkpoints.forget_after(cut)
    assert checkpoints.last_place <= cut
    for place in range(checkpoints.last_place + 1, length + 20):
        checkpoints.add(place, -place)
    assert checkpoints.latest(length + 19) == -(length + 19)
    assert checkpoints.latest(0) == 0
