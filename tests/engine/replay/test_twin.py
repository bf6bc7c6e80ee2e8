"""A twin goes wherever the run beside it goes, as long as that is the run it began beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from several_outputs import SEVERAL

from engine.replay.recording import Recording
from engine.replay.twin import Twin
from engine.run.configuration import Configuration
from engine.run.progress import steps
from engine.run.starting_parameters import StartingParameters

SMALL = Configuration(samples=24, hidden=(3,), batch_size=5)


def with_twin() -> tuple[Recording, Twin]:
    """A run with a twin from its very beginning that forgets zero_grad, two epochs on."""
    recording = Recording.begin(SMALL)
    twin = Twin.beside(recording.training, replace(SMALL, zero_grad=False))
    for _ in range(2):
        run_epoch(recording, twin)
    return recording, twin


def run_epoch(recording: Recording, twin: Twin) -> None:
    for _ in steps(recording, "epoch"):
        twin.follow(recording.training)


def test_a_twin_is_the_run_it_would_be_alone() -> None:
    _, twin = with_twin()
    alone = Recording.begin(replace(SMALL, zero_grad=False))
    for _ in range(2):
        alone.run("epoch")
    np.testing.assert_array_equal(twin.training.model.parameters, alone.training.model.parameters)
    assert twin.parted == (0, 1), "the second update is the first with two gradients in it"


def test_what_is_saved_of_a_twin_is_the_twin_again() -> None:
    recording, twin = with_twin()
    again = Twin.from_saved(twin.saved())
    assert (again.start, again.start_epoch, again.parted) == (0, 0, twin.parted)
    recording.run("epoch")
    for each in (twin, again):
        each.follow(recording.training)
    np.testing.assert_array_equal(again.training.model.parameters, twin.training.model.parameters)


def test_back_to_its_beginning_it_has_not_parted_yet() -> None:
    recording, twin = with_twin()
    recording.go_to(0)
    assert twin.can_follow(recording)
    twin.follow(recording.training)
    assert twin.parted is None


def test_begun_anew_in_the_same_way_the_run_takes_its_twin_along() -> None:
    recording, twin = with_twin()
    recording.restart(recording.training.configuration)
    assert twin.can_follow(recording)
    twin.follow(recording.training)
    assert (twin.training.epoch, twin.training.train_history.length) == (0, 1)
    run_epoch(recording, twin)
    assert twin.parted == (0, 1)


def test_it_cannot_go_to_before_its_beginning() -> None:
    recording = Recording.begin(SMALL)
    recording.run("epoch")
    twin = Twin.beside(recording.training, replace(SMALL, zero_grad=False))
    recording.back("phase")
    assert not twin.can_follow(recording)


@pytest.mark.parametrize(
    "new",
    [
        replace(SMALL, dataset="circles"),
        replace(SMALL, hidden=(4,)),
        replace(SMALL, seed=1),
        replace(SMALL, mistakes=("equal-start",)),
        replace(SMALL, parameters=StartingParameters("own.json", np.ones(13))),
        replace(SMALL, train_share=1.0),
    ],
    ids=["dataset", "shape", "seed", "equal parameters", "own parameters", "test set"],
)
@pytest.mark.parametrize("begin_anew", [Recording.restart, Recording.configure])
def test_it_ends_where_the_run_begins_anew_as_another(
    new: Configuration, begin_anew: Callable[[Recording, Configuration], None]
) -> None:
    recording, twin = with_twin()
    begin_anew(recording, new)
    assert not twin.can_follow(recording)


def test_it_ends_where_the_run_begins_anew_without_what_had_been_set_by_hand() -> None:
    recording = Recording.begin(SMALL)
    recording.set_parameter(2, 0.5)
    twin = Twin.beside(recording.training, replace(SMALL, zero_grad=False))
    assert twin.can_follow(recording)
    recording.restart(SMALL)
    assert not twin.can_follow(recording)


def test_set_apart_by_hand_before_any_update_they_part_at_the_first() -> None:
    recording = Recording.begin(SMALL)
    twin = Twin.beside(recording.training, replace(SMALL, zero_grad=False))
    recording.set_parameter(2, 0.5)
    twin.follow(recording.training)
    assert twin.parted == (0, 0)


@pytest.mark.parametrize("aim", SEVERAL.values(), ids=SEVERAL)
def test_a_twin_of_a_run_with_several_outputs_is_the_run_it_would_be_alone(
    aim: dict[str, Any],
) -> None:
    start = replace(SMALL, **aim)
    recording = Recording.begin(start)
    twin = Twin.beside(recording.training, replace(start, optimizer="adam"))
    for _ in range(3):
        run_epoch(recording, twin)
    alone = Recording.begin(replace(start, optimizer="adam"))
    for _ in range(3):
        alone.run("epoch")
    np.testing.assert_array_equal(twin.training.model.parameters, alone.training.model.parameters)
    assert twin.training.train_history.high == alone.training.train_history.high
    assert twin.parted == (0, 0)
    assert not Twin.from_saved(twin.saved()).can_follow(Recording.begin(SMALL))
