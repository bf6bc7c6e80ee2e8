"""What is planned is made where it was planned, however the run comes there."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from scripted_run import DIVERGING, HEALTHY, everything, recorded, scripts

from engine.errors import ConfigurationError
from engine.replay.plan import as_planned, planned_change
from engine.replay.recording import Recording
from engine.replay.saved_run import Planned
from engine.run.configuration import Configuration

OFF_AT_2 = Planned(2, 0, 0, {"zero_grad": False})


def run_to(recording: Recording, time: int) -> Recording:
    while recording.time < time:
        recording.run("phase")
    return recording


@pytest.mark.parametrize("configuration", [HEALTHY, DIVERGING], ids=["healthy", "diverging"])
@settings(max_examples=60, deadline=None)
@given(script=scripts)
def test_what_was_changed_by_hand_planned_is_the_same_run_bit_for_bit(
    configuration: Configuration, script: list[dict[str, Any] | int]
) -> None:
    by_hand, _ = recorded(script, configuration)
    plan = [as_planned(*pair) for pair in pairwise(by_hand.changes_made)]
    planned = run_to(Recording.begin(configuration, plan), by_hand.time)
    assert everything(planned.training) == everything(by_hand.training)
    # What a change began with may be NaN, which equals nothing.
    assert repr(planned.changes_made[1:]) == repr(
        tuple(
            replace(change, planned=each)
            for change, each in zip(by_hand.changes_made[1:], plan, strict=True)
        )
    )


def test_whole_batches_and_epochs_stop_for_what_is_planned_within_them() -> None:
    plan = [Planned(1, 1, 2, {"learning_rate": 0.5}), Planned(1, 2, 0, {}, ("0.0.b", 0.25))]
    by_epochs, by_phases = Recording.begin(HEALTHY, plan), Recording.begin(HEALTHY, plan)
    for _ in range(3):
        by_epochs.run("epoch")
    run_to(by_phases, by_epochs.time)
    assert len(by_epochs.changes_made) == 3
    assert everything(by_epochs.training) == everything(by_phases.training)


def test_stepped_back_over_what_was_planned_it_is_made_again() -> None:
    recording = Recording.begin(HEALTHY, [OFF_AT_2])
    for _ in range(3):
        recording.run("epoch")
    there = everything(recording.training)
    recording.go_to_epoch(1)
    assert recording.training.configuration.zero_grad
    for _ in range(2):
        recording.run("epoch")
    assert everything(recording.training) == there


@pytest.mark.parametrize("goes_back", [False, True])
def test_a_change_by_hand_before_it_leaves_a_plan_as_it_is(goes_back: bool) -> None:
    recording = Recording.begin(HEALTHY, [OFF_AT_2])
    recording.run("epoch")
    if goes_back:
        recording.run("epoch")
        recording.set_parameter(0, 1.0)
        recording.go_to_epoch(1)
    recording.configure(replace(HEALTHY, batch_size=4))
    recording.run("epoch")
    configuration = recording.training.configuration
    assert (configuration.batch_size, configuration.zero_grad) == (4, False)
    alone = Recording.begin(HEALTHY, [Planned(1, 0, 0, {"batch_size": 4}), OFF_AT_2])
    assert everything(run_to(alone, recording.time).training) == everything(recording.training)


def test_what_is_planned_for_the_update_under_way_is_made_before_a_change_that_ends_it() -> None:
    recording = Recording.begin(HEALTHY, [Planned(0, 0, 2, {"zero_grad": False})])
    recording.run("phase")
    recording.configure(replace(HEALTHY, l2=0.01))
    assert recording.training.configuration == replace(HEALTHY, l2=0.01, zero_grad=False)


def test_what_a_change_by_hand_rules_out_is_left_out() -> None:
    overwriting = Planned(2, 0, 0, {"mistakes": ("overwrite",)})
    plan = [overwriting, Planned(2, 2, 0, {"learning_rate": 0.5})]
    recording = Recording.begin(replace(HEALTHY, engine="scalar"), plan)
    recording.configure(replace(HEALTHY, engine="matrix"))
    assert recording.plan_ahead == (plan[1],)


def test_begun_anew_it_has_its_plan_and_what_was_set_by_hand_from_the_start() -> None:
    recording = Recording.begin(HEALTHY, [OFF_AT_2])
    recording.run("epoch")
    recording.configure(replace(HEALTHY, learning_rate=0.5))
    for _ in range(2):
        recording.run("epoch")
    recording.restart(recording.configuration_by_hand)
    assert recording.training.configuration == replace(HEALTHY, learning_rate=0.5)
    assert recording.plan_ahead == (OFF_AT_2,)


def test_by_hand_another_beginning_keeps_the_plan_too() -> None:
    recording = Recording.begin(HEALTHY, [OFF_AT_2])
    for _ in range(3):
        recording.run("epoch")
    recording.configure(replace(recording.training.configuration, seed=5))
    assert recording.training.configuration == replace(HEALTHY, seed=5)
    assert recording.plan_ahead == (OFF_AT_2,)


def test_a_run_is_untouched_whatever_is_planned_until_something_happens() -> None:
    at_the_start = Planned(0, 0, 0, {"activation": "relu"})
    recording = Recording.begin(HEALTHY, [at_the_start, OFF_AT_2])
    assert recording.is_untouched
    assert recording.training.configuration.activation == "relu"
    recording.configure(replace(recording.training.configuration, l2=0.01))
    assert not recording.is_untouched


@pytest.mark.parametrize(
    ("planned", "sentence"),
    [
        (Planned(1, 0, 0, {"seed": 2}), "begins a run anew"),
        (Planned(1, 0, 0, {"hidden": (4,)}), "begins a run anew"),
        (Planned(1, 0, 0, {"learning_rate": -1.0}), "learning rate must be"),
        (Planned(1, 0, 2, {"l2": 0.1}), "in the middle of an update"),
        (Planned(1, 0, 2, {}, ("0.0.b", 0.1)), "in the middle of an update"),
        (Planned(1, 3, 0, {}), "an epoch has 3 updates there"),
        (Planned(0, 1, 0, {}), "the change before it comes later"),
        (Planned(1, 0, 0, {}, ("7.0.b", 0.1)), "the network has no parameter 7.0.b"),
    ],
)
def test_what_cannot_be_planned_is_refused(planned: Planned, sentence: str) -> None:
    recording = Recording.begin(HEALTHY, [Planned(0, 2, 0, {})])
    for _ in range(2):
        recording.run("batch")
    with pytest.raises(ConfigurationError, match=sentence):
        planned_change(recording.changes_made[-1], planned)


def test_the_beginning_of_an_epoch_comes_again_where_its_batches_change_within_it() -> None:
    plan = [Planned(1, 2, 0, {"batch_size": 6}), Planned(1, 1, 0, {"learning_rate": 0.5})]
    recording = Recording.begin(HEALTHY, plan)
    for _ in range(5):
        recording.run("batch")
    assert (recording.training.epoch, recording.training.batch) == (1, 0)
    recording.run("batch")
    assert recording.training.configuration.learning_rate == 0.5
