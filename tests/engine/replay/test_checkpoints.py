"""Which states of the past are kept."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from engine.replay.checkpoints import Checkpoints


@given(st.integers(1, 2000), st.integers(2, 16))
def test_few_are_kept_and_there_is_always_one_not_far_before(length: int, window: int) -> None:
    checkpoints: Checkpoints[int] = Checkpoints(window)
    for index in range(length):
        checkpoints.add(index, index)
    assert len(checkpoints) <= window * (math.log2(length) + 2)
    for index in range(length):
        age = length - 1 - index
        assert 0 <= index - checkpoints.latest(index) <= 4 * age / window + 1


def test_recent_indices_are_all_there() -> None:
    checkpoints: Checkpoints[str] = Checkpoints(8)
    for index in range(1000):
        checkpoints.add(index, str(index))
    assert [checkpoints.latest(index) for index in range(992, 1000)] == [
        str(index) for index in range(992, 1000)
    ]


@given(st.integers(1, 300), st.integers(0, 300))
def test_what_lies_after_an_index_can_be_forgotten_and_filled_anew(length: int, cut: int) -> None:
    checkpoints: Checkpoints[int] = Checkpoints(4)
    for index in range(length):
        checkpoints.add(index, index)
    checkpoints.forget_after(cut)
    assert checkpoints.last_index <= cut
    for index in range(checkpoints.last_index + 1, length + 20):
        checkpoints.add(index, -index)
    assert checkpoints.latest(length + 19) == -(length + 19)
    assert checkpoints.latest(0) == 0
