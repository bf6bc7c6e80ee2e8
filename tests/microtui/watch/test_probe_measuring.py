"""Which cycles of a loop are measured, by a clock of the test."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from microtui.watch.probe.histories import MOST, History
from microtui.watch.probe.measuring import FIRST_STEPS, LONGEST_SPAN, SHARE, Measuring


def measured(
    cycles: int, optimizers: Sequence[int], backwards: int, seconds: float, cost: float
) -> list[bool]:
    """By step, whether it and all backwards before it were measured; each takes so long, measuring
    a backward so much more."""
    now = 0.0
    measuring = Measuring(now)
    found = []
    for _ in range(cycles):
        for optimizer in optimizers:
            is_measured = True
            for _ in range(backwards):
                measuring.before_backward(now)
                is_measured &= measuring.is_on
                if measuring.is_on:
                    measuring.spend(cost)
                    now += cost
                measuring.after_backward(now)
            found.append(is_measured and measuring.is_on)
            now += seconds
            measuring.after_step(optimizer, now)
    return found


def test_all_of_the_first_steps_are_measured() -> None:
    assert all(measured(FIRST_STEPS, [0], 1, 0.001, 0.0001))


@pytest.mark.parametrize("optimizers", [[0], [0, 1]])
@pytest.mark.parametrize("backwards", [1, 4])
def test_then_two_steps_of_each_optimizer_in_a_row_are_measured_and_cost_their_share(
    optimizers: list[int], backwards: int
) -> None:
    found = measured(5000, optimizers, backwards, 0.001, 0.0001)[2 * FIRST_STEPS :]
    share = sum(found) * 0.0001 * backwards / (len(found) * 0.001)
    assert SHARE / 4 < share <= SHARE
    spans = "".join("01"[each] for each in found).strip("1").split("0")
    lengths = {len(each) for each in spans if each}
    assert lengths == {2 * len(optimizers)}


def test_what_costs_much_is_measured_for_few_steps_only() -> None:
    found = measured(FIRST_STEPS, [0], 1, 1.0, 2.0)
    assert 4 <= sum(found) < FIRST_STEPS


def test_a_loop_that_never_steps_is_not_measured_for_ever() -> None:
    measuring = Measuring(0.0)
    on = 0
    for _ in range(3 * LONGEST_SPAN):
        measuring.before_backward(0.0)
        on += measuring.is_on
        measuring.spend(1.0)
        measuring.after_backward(0.0)
    assert LONGEST_SPAN <= on <= 2 * LONGEST_SPAN


def test_an_optimizer_that_has_come_to_its_end_is_not_waited_for() -> None:
    measuring = Measuring(0.0)
    for index in range(5 * LONGEST_SPAN):
        measuring.before_backward(0.0)
        measuring.spend(1.0)
        measuring.after_step(0, 0.0)
        if index < 10:
            measuring.after_step(1, 0.0)
        measuring.after_backward(0.0)
    assert not measuring.is_on


def test_steps_that_are_far_apart_are_waited_for() -> None:
    found = measured(300, [0], 3 * LONGEST_SPAN, 1.0, 0.0001)[FIRST_STEPS:]
    assert any(a and b for a, b in pairwise(found))


def test_who_is_made_to_wait_is_measured_next() -> None:
    measuring = Measuring(0.0)
    for _ in range(2 * FIRST_STEPS):
        measuring.before_backward(1.0)
        measuring.spend(1.0)
        measuring.after_step(0, 1.0)
    assert not measuring.is_on
    measuring.force()
    measuring.before_backward(1.0)
    assert measuring.is_on


def test_a_history_keeps_its_ends_and_is_bounded() -> None:
    history: History[int] = History()
    for number in range(10_000):
        history.add(number)
        points = history.points()
        assert points[-1] == number
        assert len(points) <= MOST
    assert points[0] == 0
    gaps = {b - a for a, b in pairwise(points[:-1])}
    assert len(gaps) == 1
