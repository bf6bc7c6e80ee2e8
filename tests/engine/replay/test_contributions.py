"""A gradient taken apart adds up to itself, whatever happened to the run on its way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from several_outputs import SEVERAL

from engine.replay.contributions import Contributions, contributions
from engine.replay.recording import Recording
from engine.run.configuration import Configuration

SMALL = Configuration(samples=24, hidden=(3,), batch_size=5, loss="mse", learning_rate=0.05)
COUNT = 12
CHANGES: list[dict[str, Any]] = [
    {"zero_grad": False},
    {"zero_grad": True},
    {"learning_rate": 0.1},
    {"batch_size": 4},
    {"optimizer": "adam"},
    {"activation": "relu"},
    {"engine": "scalar"},
    {"parameter": (2, 0.75)},
]
scripts = st.lists(st.integers(1, 50) | st.sampled_from(CHANGES), max_size=8)


def change(recording: Recording, what: dict[str, Any]) -> None:
    if "parameter" in what:
        recording.set_parameter(*what["parameter"])
    else:
        recording.configure(replace(recording.training.configuration, **what))


def assert_adds_up(shown: Contributions) -> None:
    """With any number of lines on the screen, of which the last is for all that came earlier."""
    listed = shown.added.tolist()
    for last in range(len(listed) + 1):
        earlier = shown.earlier_than(last)
        lines = listed[len(listed) - last :]
        in_gradient = lines[max(last - shown.in_gradient, 0) :]
        assert sum(in_gradient) + (earlier.held or 0.0) == pytest.approx(shown.held, abs=1e-12)
        assert sum(lines) + earlier.added == pytest.approx(shown.undamped, abs=1e-12)
        assert earlier.count == shown.covered - last
        assert (earlier.held is None) == (shown.in_gradient <= last)


@settings(max_examples=60, deadline=None)
@given(scripts, st.booleans(), st.integers(0, 12))
def test_the_lines_add_up_to_what_is_held(
    script: list[dict[str, Any] | int], zero_grad: bool, parameter: int
) -> None:
    recording = Recording.begin(replace(SMALL, zero_grad=zero_grad))
    for step in script:
        if isinstance(step, int):
            for _ in range(step):
                recording.run("phase")
        else:
            change(recording, step)
    shown = contributions(recording, parameter, COUNT)
    assert shown.held == recording.training.model.gradients[parameter]
    assert_adds_up(shown)


@pytest.mark.parametrize("updates", [3, COUNT, 40])
def test_where_zero_grad_was_off_from_the_start_the_gradient_is_undamped_momentum(
    updates: int,
) -> None:
    recording = Recording.begin(replace(SMALL, zero_grad=False))
    for _ in range(updates):
        recording.run("batch")
    shown = contributions(recording, 0, COUNT)
    assert shown.undamped == shown.held
    assert shown.covered == shown.in_gradient == updates
    earlier = shown.earlier_than(min(updates, COUNT))
    if updates > COUNT:
        assert earlier.held == pytest.approx(shown.held - shown.added.sum())
        assert abs(earlier.added) > 0.001
    else:
        assert earlier.held is None


def test_with_zero_grad_only_the_last_backward_is_in_the_gradient() -> None:
    recording = Recording.begin(SMALL)
    for _ in range(20):
        recording.run("batch")
    shown = contributions(recording, 0, COUNT)
    assert shown.added[-1] == shown.held
    assert shown.earlier_than(1).held is None
    assert shown.undamped == pytest.approx(shown.added.sum())


@pytest.mark.parametrize(
    ("phases", "in_gradient"), [(1, 20), (2, 0), (3, 1)], ids=["forward", "zero_grad", "backward"]
)
def test_switched_on_again_in_the_middle_of_an_update(phases: int, in_gradient: int) -> None:
    recording = Recording.begin(replace(SMALL, zero_grad=False))
    for _ in range(20):
        recording.run("batch")
    recording.run("phase")
    change(recording, {"zero_grad": True})
    for _ in range(phases - 1):
        recording.run("phase")
    shown = contributions(recording, 0, COUNT)
    assert shown.in_gradient == in_gradient
    assert_adds_up(shown)


def test_switched_off_after_zero_grad_has_run_the_next_update_adds_to_this_one() -> None:
    recording = Recording.begin(SMALL)
    for _ in range(20):
        recording.run("batch")
    for _ in range(2):
        recording.run("phase")
    change(recording, {"zero_grad": False})
    recording.run("batch")
    assert contributions(recording, 0, COUNT).in_gradient == 1
    recording.run("batch")
    shown = contributions(recording, 0, COUNT)
    assert shown.in_gradient == 2
    assert shown.held == pytest.approx(shown.added[-2:].sum())


def test_damped_momentum_is_that_of_the_optimizer_over_the_listed_backwards() -> None:
    recording = Recording.begin(replace(SMALL, optimizer="momentum"))
    for _ in range(COUNT):
        recording.run("batch")
    shown = contributions(recording, 5, COUNT)
    np.testing.assert_allclose(shown.damped(0.9), recording.training.optimizer.slots[0][5])


@pytest.mark.parametrize("zero_grad", [True, False])
@pytest.mark.parametrize("aim", SEVERAL.values(), ids=SEVERAL)
def test_it_adds_up_for_the_parameters_of_every_one_of_several_outputs(
    aim: dict[str, Any], zero_grad: bool
) -> None:
    recording = Recording.begin(replace(SMALL, zero_grad=zero_grad, **aim))
    for _ in range(9):
        recording.run("batch")
    model = recording.training.model
    for parameter in range(model.parameters.size):
        shown = contributions(recording, parameter, COUNT)
        assert_adds_up(shown)
        assert shown.added[-1] == pytest.approx(model.added[parameter], rel=1e-12, abs=1e-15)
        assert shown.held == model.gradients[parameter]
