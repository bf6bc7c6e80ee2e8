"""Stepping back: exactly, as far as the start, and exactly forward again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted_run import DIVERGING, HEALTHY, SMALL, everything, recorded, scripts

from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.training import Training


@pytest.mark.parametrize("configuration", [HEALTHY, DIVERGING], ids=["healthy", "diverging"])
@settings(max_examples=60, deadline=None)
@given(scripts, st.lists(st.floats(0.0, 1.0), min_size=1, max_size=6), st.integers(0, 40))
def test_every_time_of_the_past_is_there_bit_for_bit(
    configuration: Configuration,
    script: list[dict[str, Any] | int],
    shares: list[float],
    more: int,
) -> None:
    recording, past = recorded(script, configuration)
    end = recording.time
    for share in shares:
        time = round(share * end)
        recording.go_to(time)
        assert recording.time == time
        if time in past:
            assert everything(recording.training) == past[time]
    for _ in range(more):
        recording.run("phase")
        if recording.time in past:
            assert everything(recording.training) == past[recording.time]
    recording.go_to(end)
    assert everything(recording.training) == past[end]


def test_back_by_phase_batch_and_epoch() -> None:
    recording = Recording.begin(Configuration(**SMALL))
    for unit in ("epoch", "epoch", "batch", "phase"):
        recording.run(unit)
    position = [(2, 1, 1)]
    for unit in ("phase", "batch", "batch", "phase", "epoch", "epoch", "epoch"):
        recording.back(unit)  # type: ignore[arg-type]
        training = recording.training
        position.append((training.epoch, training.batch, training.phase))
    assert position == [
        *((2, 1, 1), (2, 1, 0), (2, 0, 0), (1, 2, 0), (1, 1, 3)),
        *((1, 0, 0), (0, 0, 0), (0, 0, 0)),
    ]


def test_going_on_after_a_new_change_is_a_new_future() -> None:
    recording, _ = recorded([100])
    recording.go_to(40)
    recording.configure(replace(recording.training.configuration, learning_rate=0.01))
    assert recording.last_epoch == recording.training.epoch
    while recording.time < 100:
        recording.run("phase")
    straight = Recording.begin(Configuration(**SMALL))
    while straight.time < 40:
        straight.run("phase")
    straight.configure(replace(straight.training.configuration, learning_rate=0.01))
    while straight.time < 100:
        straight.run("phase")
    assert everything(recording.training) == everything(straight.training)


@settings(max_examples=30, deadline=None)
@given(scripts, st.integers(0, 30))
def test_any_epoch_of_the_run_can_be_jumped_to(
    script: list[dict[str, Any] | int], epoch: int
) -> None:
    recording, _ = recorded(script)
    last = recording.last_epoch
    recording.go_to_epoch(epoch)
    assert recording.training.epoch == min(epoch, last)
    recording.go_to_epoch(last + 1)
    assert recording.training.epoch == last


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
def test_a_recorded_run_is_the_run_itself(engine: str) -> None:
    configuration = Configuration(**SMALL, engine=engine)
    recording, training = Recording.begin(configuration), Training(configuration)
    for _ in range(3):
        recording.run("epoch")
        training.run_epoch()
    assert everything(recording.training) == everything(training)


def test_from_divergence_the_last_finite_state_can_be_stepped_back_to() -> None:
    recording = Recording.begin(Configuration(dataset="plane", loss="sse", learning_rate=10.0))
    while recording.training.divergence is None:
        recording.run("batch")
    diverged = recording.training.divergence
    recording.back("batch")
    assert np.isfinite(recording.training.model.parameters).all()
    assert recording.training.divergence is None
    recording.run("batch")
    assert recording.training.divergence == diverged


@pytest.mark.parametrize("change", [{"activation": "tanh"}, {"parameter": (0, 0.5)}], ids=str)
def test_a_change_takes_an_update_back_that_has_diverged(change: dict[str, Any]) -> None:
    """So there are still finite parameters to go on with, and what had been set by then holds."""
    recording = Recording.begin(DIVERGING)
    while recording.training.divergence is None:
        recording.run("batch")
    updates = recording.training.updates
    recording.configure(replace(DIVERGING, learning_rate=0.01))
    if "parameter" in change:
        recording.set_parameter(*change["parameter"])
    else:
        recording.configure(replace(recording.training.configuration, **change))
    assert (recording.training.updates, recording.training.phase) == (updates, 0)
    assert recording.training.divergence is None
    assert np.isfinite(recording.training.model.parameters).all()
    assert recording.training.configuration.learning_rate == 0.01


def test_another_shape_of_the_network_begins_anew() -> None:
    recording, _ = recorded([50])
    recording.configure(replace(recording.training.configuration, hidden=(4,)))
    assert (recording.time, recording.start, recording.last_epoch) == (0, 0, 0)


def test_a_parameter_set_by_hand_is_that_from_there_on_and_not_before() -> None:
    recording = Recording.begin(Configuration(**SMALL))
    recording.run("batch")
    before = recording.training.model.parameters.copy()
    recording.set_parameter(4, 0.5)
    expected = before.copy()
    expected[4] = 0.5
    np.testing.assert_array_equal(recording.training.model.parameters, expected)
    recording.back("batch")
    recording.back("batch")
    assert recording.training.updates == 0
    recording.run("batch")
    np.testing.assert_array_equal(recording.training.model.parameters, expected)


def test_an_update_under_way_is_finished_before_a_parameter_is_set() -> None:
    recording = Recording.begin(Configuration(**SMALL))
    recording.run("phase")
    recording.set_parameter(0, 0.5)
    assert (recording.training.updates, recording.training.phase) == (1, 0)
