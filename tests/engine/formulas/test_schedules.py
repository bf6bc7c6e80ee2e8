"""The learning rate on its way: what each schedule says, by hand and for any way there is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import ConfigurationError
from engine.formulas.schedules import SCHEDULES, Schedule
from engine.run.configuration import Configuration

rates = st.floats(1e-6, 100.0)


def test_linear_is_the_formula_of_micrograd_s_demo_to_the_last_bit() -> None:
    demo = Configuration(
        learning_rate=1.0, schedule="linear", learning_rate_end=0.1, schedule_epochs=100
    )
    assert [demo.rate_at(k) for k in range(100)] == [1.0 - 0.9 * k / 100 for k in range(100)]
    assert demo.rate_at(100) == demo.rate_at(12_345) == 0.1


@pytest.mark.parametrize(
    ("schedule", "rates"),
    [
        ("constant", [8.0] * 6),
        ("linear", [8.0, 6.125, 4.25, 2.375, 0.5, 0.5]),
        # (1 + cos 45°) / 2 = 0.853553...
        ("cosine", [8.0, 0.5 + 7.5 * 0.8535533905932737, 4.25, 1.598349570550447, 0.5, 0.5]),
        # 1/16 in four steps: each divides by two.
        ("step", [8.0, 4.0, 2.0, 1.0, 0.5, 0.5]),
    ],
)
def test_what_a_schedule_says_after_each_quarter(schedule: str, rates: list[float]) -> None:
    configuration = Configuration(
        learning_rate=8.0, schedule=schedule, learning_rate_end=0.5, schedule_epochs=4
    )
    assert [configuration.rate_at(epoch) for epoch in range(6)] == pytest.approx(rates, rel=1e-14)


def test_a_step_lasts_for_a_quarter_of_the_way() -> None:
    configuration = Configuration(
        learning_rate=1.0, schedule="step", learning_rate_end=0.0001, schedule_epochs=10
    )
    found = [configuration.rate_at(epoch) for epoch in range(11)]
    assert found == pytest.approx([1.0] * 3 + [0.1] * 2 + [0.01] * 3 + [0.001] * 2 + [0.0001])


@given(st.sampled_from(list(SCHEDULES.values())), rates, rates, st.integers(1, 1000))
def test_any_schedule_begins_at_the_first_rate_and_goes_straight_to_the_last(
    schedule: Schedule, first: float, last: float, epochs: int
) -> None:
    way = [schedule.rate(first, last, epoch, epochs) for epoch in range(epochs + 2)]
    assert way[0] == pytest.approx(first, rel=1e-12)
    assert way[-1] == way[-2] == (first if schedule.name == "constant" else last)
    assert way == pytest.approx(sorted(way, reverse=last < first), rel=1e-12)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_the_last_rate_is_a_hundredth_of_the_first_unless_it_is_said(schedule: str) -> None:
    configuration = Configuration(learning_rate=0.3, schedule=schedule, schedule_epochs=7)
    assert configuration.rate_at(7) == (0.3 if schedule == "constant" else 0.3 / 100.0)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_a_rate_of_0_is_where_only_dividing_cannot_lead(schedule: str) -> None:
    if SCHEDULES[schedule].divides:
        with pytest.raises(ConfigurationError, match="must be above 0 for schedule step"):
            Configuration(schedule=schedule, learning_rate_end=0.0)
    else:
        configuration = Configuration(schedule=schedule, learning_rate=0.2, learning_rate_end=0.0)
        assert configuration.rate_at(100) == (0.2 if schedule == "constant" else 0.0)
