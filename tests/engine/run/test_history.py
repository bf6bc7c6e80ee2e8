"""A loss curve in bounded memory."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.run.history import History

losses = st.lists(st.floats(0.0, 100.0), min_size=1, max_size=300)


def filled(numbers: list[float], capacity: int = 16) -> History:
    history = History(capacity)
    for number in numbers:
        history.append(number)
    return history


@given(losses)
def test_the_extremes_of_the_whole_run_survive(numbers: list[float]) -> None:
    curve = filled(numbers).curve()
    assert curve.low.min() == min(numbers)
    assert curve.high.max() == max(numbers)


@given(losses)
def test_every_bucket_holds_the_extremes_of_its_own_epochs(numbers: list[float]) -> None:
    curve = filled(numbers).curve()
    ends = [*curve.epochs[1:].astype(int), len(numbers)]
    for start, end, low, high in zip(
        curve.epochs.astype(int), ends, curve.low, curve.high, strict=True
    ):
        assert low == min(numbers[start:end])
        assert high == max(numbers[start:end])


@given(losses)
def test_memory_stays_bounded_and_the_last_epoch_is_known(numbers: list[float]) -> None:
    curve = filled(numbers).curve()
    assert len(curve.epochs) <= 16
    assert curve.last_epoch == len(numbers) - 1


def test_a_spike_of_one_epoch_in_a_million_survives() -> None:
    history = History()
    for epoch in range(1_000_000):
        history.append(99.0 if epoch == 123_456 else 1.0)
    curve = history.curve()
    assert len(curve.high) <= 512
    assert np.sum(curve.high == 99.0) == 1


def test_infinity_and_nan_are_kept_among_finite_neighbours() -> None:
    curve = filled([1.0, math.inf, 1.0, math.nan] + [1.0] * 100, capacity=8).curve()
    assert math.isnan(curve.high[0])
    assert curve.low[0] == 1.0


@given(losses, st.data())
def test_after_stepping_back_the_curve_goes_on_as_it_would_have(
    numbers: list[float], data: st.DataObject
) -> None:
    """Every bucket that ends before the cut is as if the later epochs had never been."""
    length = data.draw(st.integers(0, len(numbers)))
    history = filled(numbers)
    history.truncate(length)
    assert history.curve().last_epoch == length - 1
    for number in numbers[length:]:
        history.append(number)
    again, straight = history.curve(), filled(numbers).curve()
    np.testing.assert_array_equal(again.high, straight.high)
    np.testing.assert_array_equal(again.low, straight.low)
