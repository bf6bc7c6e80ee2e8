"""How much may come at once, and how fast after that."""

from __future__ import annotations

import pytest

from microtui.serving.admission.rate_bound import RateBound


class Clock:
    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


def test_a_burst_waits_for_nothing_and_what_is_beyond_it_waits() -> None:
    bound = RateBound(rate=10.0, burst=5.0, clock=Clock())
    assert [bound.take(1.0) for _ in range(5)] == [0.0] * 5
    assert bound.take(1.0) == pytest.approx(0.1)
    assert bound.take(1.0) == pytest.approx(0.2)


def test_who_has_waited_may_go_on() -> None:
    clock = Clock()
    bound = RateBound(rate=10.0, burst=5.0, clock=clock)
    wait = bound.take(8.0)
    clock.time += wait
    assert bound.seconds_until(0.0) == pytest.approx(0.0)
    assert bound.seconds_until(1.0) == pytest.approx(0.1)


def test_a_long_rest_gives_no_more_than_one_burst() -> None:
    clock = Clock()
    bound = RateBound(rate=10.0, burst=5.0, clock=clock)
    clock.time += 1000.0
    assert bound.take(5.0) == 0.0
    assert bound.take(1.0) == pytest.approx(0.1)
