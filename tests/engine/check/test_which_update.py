"""The check is of the gradients that are there to be seen, to the last digit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.check.gradient_check import check_gradients
from engine.replay.recording import Recording
from engine.run.configuration import Configuration

SMALL = Configuration(samples=14, hidden=(3, 2), batch_size=3)


def recorded(updates: int, phases: int = 0, **settings: object) -> Recording:
    recording = Recording.begin(replace(SMALL, **settings))  # type: ignore[arg-type]
    for _ in range(updates):
        recording.run("batch")
    for _ in range(phases):
        recording.run("phase")
    return recording


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
def test_between_two_updates_it_is_of_the_one_just_finished(engine: str) -> None:
    recording = recorded(4, engine=engine, zero_grad=False)
    check = check_gradients(recording)
    model = recording.training.model
    assert (check.moment, check.update, check.epoch, check.batch) == ("finished", 4, 1, 0)
    np.testing.assert_array_equal(check.held, model.gradients)
    np.testing.assert_allclose(check.backward, model.added, rtol=1e-12, atol=1e-16)
    assert check.backwards_summed == recording.training.backwards_summed == 4
    assert check.agrees


@pytest.mark.parametrize("phases", [1, 2, 3])
def test_in_the_midst_of_an_update_it_is_of_that_one(phases: int) -> None:
    recording = recorded(4, phases, zero_grad=False)
    check = check_gradients(recording)
    assert (check.moment, check.update, check.epoch, check.batch) == ("under way", 5, 1, 1)
    while recording.training.phase != 3:
        recording.run("phase")
    np.testing.assert_array_equal(check.held, recording.training.model.gradients)
    np.testing.assert_array_equal(check.backward, recording.training.model.added)
    assert check.backwards_summed == 5


def test_before_anything_has_run_it_is_of_the_first_to_come() -> None:
    recording = recorded(0)
    check = check_gradients(recording)
    assert (check.moment, check.update, check.epoch, check.batch) == ("to come", 1, 0, 0)
    recording.run("batch")
    np.testing.assert_array_equal(check.held, recording.training.model.gradients)


def test_zero_grad_on_again_helps_only_from_the_next_update_on() -> None:
    recording = recorded(5, zero_grad=False)
    recording.configure(replace(recording.training.configuration, zero_grad=True))
    check = check_gradients(recording)
    assert not check.held_is_the_gradient
    assert check.backwards_summed == 5
    recording.run("batch")
    check = check_gradients(recording)
    assert check.held_is_the_gradient
    assert check.backwards_summed == 1


@pytest.mark.parametrize(
    "change",
    [
        {"batch_size": 1},
        {"learning_rate": 3.0},
        {"l2": 0.5},
        {"activation": "relu"},
        {"loss": "mse"},
        {"engine": "scalar"},
        {"optimizer": "adam"},
        {"samples": 40},
    ],
)
def test_a_change_since_then_changes_nothing_about_the_gradients_left_behind(
    change: dict[str, object],
) -> None:
    recording = recorded(4)
    before = check_gradients(recording)
    now = replace(recording.training.configuration, **change)  # type: ignore[arg-type]
    recording.configure(now)
    after = check_gradients(recording)
    assert after.configuration == before.configuration
    np.testing.assert_array_equal(after.held, recording.training.model.gradients)
    np.testing.assert_array_equal(after.backward, before.backward)
    np.testing.assert_array_equal(after.differences, before.differences)
    recording.run("batch")
    latest = check_gradients(recording)
    assert (latest.update, latest.configuration) == (5, now)
    assert latest.agrees


def test_a_parameter_set_by_hand_has_been_set_after_the_gradients_were_made() -> None:
    recording = recorded(4)
    before = check_gradients(recording)
    recording.set_parameter(0, 50.0)
    after = check_gradients(recording)
    np.testing.assert_array_equal(after.backward, before.backward)
    np.testing.assert_array_equal(after.held, recording.training.model.gradients)
    assert after.agrees


def test_stepped_back_it_is_of_the_update_before_there() -> None:
    recording = recorded(3)
    there = check_gradients(recording)
    for _ in range(20):
        recording.run("batch")
    recording.go_to(12)
    again = check_gradients(recording)
    assert again.update == 3
    np.testing.assert_array_equal(again.held, there.held)
    np.testing.assert_array_equal(again.backward, there.backward)
    assert recording.end == 4 * 23


def test_when_the_parameters_have_run_away_the_gradients_that_drove_them_can_be_checked() -> None:
    recording = recorded(0, loss="sse", learning_rate=1.7e308)
    while recording.divergence is None:
        recording.run("batch")
    assert recording.training.phase == 0
    check = check_gradients(recording)
    assert check.agrees
    np.testing.assert_array_equal(check.held, recording.training.model.gradients)
