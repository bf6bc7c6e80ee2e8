"""The learning rate of a run with a schedule: by the finished epochs, however one got there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.replay.recording import Recording
from engine.replay.twin import Twin
from engine.run.configuration import Configuration
from engine.run.progress import steps
from engine.training import Training

FALLING = Configuration(
    samples=24,
    hidden=(3,),
    batch_size=5,
    learning_rate=1.0,
    schedule="linear",
    learning_rate_end=0.2,
    schedule_epochs=4,
)


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
def test_every_update_of_an_epoch_goes_at_the_rate_of_that_epoch(engine: str) -> None:
    training = Training(replace(FALLING, engine=engine))
    for rate in (1.0, 0.8, 0.6, 0.4, 0.2, 0.2):
        for _ in range(3):
            before = training.model.parameters.copy()
            training.run_batch()
            moved = before - training.model.parameters
            np.testing.assert_allclose(moved, rate * training.model.gradients, rtol=1e-9, atol=0.0)
    assert training.epoch == 6


def test_stepped_back_it_goes_at_the_rate_it_went_at_there() -> None:
    recording = Recording.begin(FALLING)
    for _ in range(3):
        recording.run("epoch")
    assert recording.training.optimizer.learning_rate == pytest.approx(0.4)
    recording.go_to_epoch(1)
    assert recording.training.optimizer.learning_rate == pytest.approx(0.8)
    straight = Training(FALLING)
    for _ in range(5):
        straight.run_epoch()
        recording.run("epoch")
    recording.go_to_epoch(5)
    np.testing.assert_array_equal(recording.training.model.parameters, straight.model.parameters)


def test_another_rate_in_the_middle_of_an_update_is_that_of_this_very_update() -> None:
    recording = Recording.begin(FALLING)
    recording.run("epoch")
    for _ in range(3):
        recording.run("phase")
    before = recording.training.model.parameters.copy()
    recording.configure(replace(FALLING, learning_rate=2.2, schedule_epochs=10))
    assert recording.training.phase == 3
    recording.run("phase")
    moved = before - recording.training.model.parameters
    np.testing.assert_allclose(moved, 2.0 * recording.training.model.gradients, rtol=1e-9)


def test_a_twin_with_a_schedule_goes_at_its_own_rate() -> None:
    constant = replace(FALLING, schedule="constant")
    recording = Recording.begin(constant)
    twin = Twin.beside(recording.training, FALLING)
    for _ in range(2):
        for _ in steps(recording, "epoch"):
            twin.follow(recording.training)
    assert recording.training.optimizer.learning_rate == 1.0
    assert twin.training.optimizer.learning_rate == pytest.approx(0.6)
    assert twin.parted == (1, 0), "the first epoch goes at the same rate"


def test_a_run_without_a_schedule_is_what_it_was() -> None:
    constant, other = Configuration(), Configuration(learning_rate_end=0.0, schedule_epochs=1)
    runs = [Training(each) for each in (constant, other)]
    for training in runs:
        training.run_epoch()
        training.run_epoch()
    np.testing.assert_array_equal(runs[0].model.parameters, runs[1].model.parameters)
