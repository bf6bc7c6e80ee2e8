"""The texts of the header and of numbers, which must fit where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.network.flat import parameter_names
from microtui.changes.revisions import LEARNING_RATES, neighbouring_learning_rate
from microtui.session.clock import SPEEDS, UpdateClock, neighbouring_speed
from microtui.words.header_text import Item, fitting, wrapped
from microtui.words.number_text import short, signed

items = st.lists(
    st.builds(Item, st.text("abc", min_size=1, max_size=12), st.integers(1, 10)), max_size=12
)


@given(st.floats())
def test_a_signed_number_always_takes_seven_characters(number: float) -> None:
    assert len(signed(number)) == 7


@given(st.floats(-1e307, 1e307))
def test_a_signed_number_reads_back_to_within_its_digits(number: float) -> None:
    rel = 0.06 if 1e-9 < abs(number) < 1e99 else 0.5
    assert float(signed(number)) == pytest.approx(number, rel=rel, abs=1e-300)


@given(st.floats(0.001, 1e300))
def test_a_short_number_has_four_digits_at_most(number: float) -> None:
    assert float(short(number)) == pytest.approx(number, rel=0.06)
    assert len(short(number)) <= 9


@given(items, st.integers(0, 80))
def test_what_is_kept_fits_and_nothing_more_important_went(offered: list[Item], width: int) -> None:
    kept = fitting(offered, width, 2)
    assert sum(len(item.text) + 2 for item in kept) - 2 <= width or not kept
    gone = list(offered)
    for item in kept:
        gone.remove(item)
    if gone and kept:
        assert max(item.priority for item in gone) <= min(
            item.priority for item in offered if item in kept
        )


@given(items, st.integers(1, 40))
def test_wrapped_items_are_all_there_in_order(offered: list[Item], width: int) -> None:
    lines = wrapped(offered, width, 2)
    assert [item for line in lines for item in line] == offered
    for line in lines:
        assert len(line) == 1 or len("  ".join(item.text for item in line)) <= width or not line


def test_names_follow_the_flat_order_of_parameters() -> None:
    assert parameter_names((2, 2, 1)) == (
        *("0.0.w[0]", "0.0.w[1]", "0.0.b", "0.1.w[0]", "0.1.w[1]", "0.1.b"),
        *("1.0.w[0]", "1.0.w[1]", "1.0.b"),
    )


@given(st.floats(1e-6, 100.0))
def test_the_learning_rate_goes_to_its_neighbours_in_the_list(rate: float) -> None:
    up, down = neighbouring_learning_rate(rate, 1), neighbouring_learning_rate(rate, -1)
    assert up >= rate >= down
    assert {up, down} <= {*LEARNING_RATES, rate}


def test_speeds_end_at_flat_out() -> None:
    assert neighbouring_speed(SPEEDS[-2], 1) is None
    assert neighbouring_speed(None, 1) is None
    assert neighbouring_speed(SPEEDS[0], -1) == SPEEDS[0]


@given(st.sampled_from([0.2, 1.0, 5.0, 50.0]), st.lists(st.floats(0.001, 0.2), min_size=20))
def test_updates_come_due_at_the_speed_asked_for(speed: float, pauses: list[float]) -> None:
    clock, now, batches = UpdateClock(speed), 100.0, 5
    clock.start(now)
    done = 0.0
    for pause in pauses:
        now += pause
        done += clock.due(now, batches)
    assert done == pytest.approx(1.0 + (now - 100.0) * speed * batches, abs=1.0)
