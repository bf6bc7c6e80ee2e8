"""A run in PyTorch goes back, is saved, has a twin and changes its form, and loses not a bit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted_run import everything, recorded, scripts

from engine.formulas.optimizers import OPTIMIZERS
from engine.replay.recording import Recording
from engine.replay.saved_run import SavedSession
from engine.replay.twin import Twin
from engine.run.configuration import ENGINES, Configuration
from engine.training import Training
from microtui.saving.run_file import encoded, read

SMALL = Configuration(samples=24, hidden=(4, 3), batch_size=5, learning_rate=0.05)
IN_PYTORCH = replace(SMALL, engine="pytorch", optimizer="adam")


@settings(max_examples=15, deadline=None)
@given(scripts, st.lists(st.floats(0.0, 1.0), min_size=1, max_size=5))
def test_every_time_of_the_past_is_there_bit_for_bit(
    script: list[dict[str, Any] | int], shares: list[float]
) -> None:
    recording, past = recorded(script, IN_PYTORCH)
    end = recording.time
    for time in (*(round(share * end) for share in shares), end):
        recording.go_to(time)
        assert time not in past or everything(recording.training) == past[time]


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("mistakes", [(), ("ascend",)])
@pytest.mark.parametrize("phases", [10 * 4, 10 * 4 + 1, 10 * 4 + 3])
def test_a_saved_run_goes_on_bit_for_bit(
    optimizer: str, mistakes: tuple[str, ...], phases: int, tmp_path: Path
) -> None:
    configuration = replace(IN_PYTORCH, optimizer=optimizer, mistakes=mistakes, zero_grad=False)
    recording = Recording.begin(replace(configuration, learning_rate=1e-3))
    for _ in range(phases):
        recording.run("phase")
    path = tmp_path / "a.run"
    path.write_bytes(encoded(SavedSession(recording.saved())))
    revived = Recording.from_saved(read(path).run)
    assert everything(revived.training) == everything(recording.training)
    for each in (recording, revived):
        each.run("epoch")
        each.run("phase")
    assert everything(revived.training) == everything(recording.training)


def test_a_twin_that_differs_in_nothing_stays_the_same_and_one_that_does_parts_at_once() -> None:
    recording = Recording.begin(IN_PYTORCH)
    recording.run("epoch")
    same = Twin.beside(recording.training, IN_PYTORCH)
    other = Twin.beside(recording.training, replace(IN_PYTORCH, zero_grad=False))
    for _ in range(6):
        recording.run("batch")
        same.follow(recording.training)
        other.follow(recording.training)
    assert same.parted is None
    assert everything(same.training) == everything(recording.training)
    assert other.parted == (1, 0)


def test_a_twin_may_be_computed_in_another_form() -> None:
    recording = Recording.begin(SMALL)
    twin = Twin.beside(recording.training, replace(SMALL, engine="pytorch"))
    recording.run("epoch")
    twin.follow(recording.training)
    assert twin.training.updates == recording.training.updates
    assert_alike(twin.training, recording.training)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("mistakes", [(), ("ascend",)])
@pytest.mark.parametrize("zero_grad", [True, False])
def test_a_run_that_changes_its_form_on_the_way_is_the_same_run(
    optimizer: str, mistakes: tuple[str, ...], zero_grad: bool
) -> None:
    configuration = replace(
        SMALL, optimizer=optimizer, mistakes=mistakes, zero_grad=zero_grad, learning_rate=1e-3
    )
    changing, straight = Recording.begin(configuration), Recording.begin(configuration)
    for engine in (*ENGINES[1:], "matrix", "pytorch", "scalar"):
        for each in (changing, straight):
            each.run("batch")
            each.run("batch")
        before = without_position_of_form(changing.training)
        changing.configure(replace(configuration, engine=engine))
        # Nothing is computed anew when it goes over: what there is is taken along as it is.
        assert without_position_of_form(changing.training) == before
    assert_alike(changing.training, straight.training)
    end = changing.time
    was = everything(changing.training)
    changing.go_to(changing.start)
    changing.go_to(end)
    assert everything(changing.training) == was


def without_position_of_form(training: Training) -> tuple[object, ...]:
    """All that a run goes on with."""
    state = training.state()
    arrays = (state.parameters, state.gradients, state.added, state.slots, state.carried)
    return (state.steps, *(None if each is None else each.tolist() for each in arrays))


def assert_alike(one: Training, other: Training) -> None:
    for ours, theirs in (
        (one.model.parameters, other.model.parameters),
        (one.model.gradients, other.model.gradients),
        (one.optimizer.slots, other.optimizer.slots),
    ):
        np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12)
