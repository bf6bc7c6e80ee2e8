"""When a run is solved."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from several_outputs import of_classes, of_targets

from engine.errors import ConfigurationError
from engine.run.configuration import Configuration
from engine.run.evaluation import Evaluation
from engine.run.goal import Goal
from engine.training import Training


@pytest.mark.parametrize(
    ("goal", "loss", "accuracy", "is_reached"),
    [
        (Goal(loss=0.1), 0.1, 0.5, True),
        (Goal(loss=0.1), 0.11, 1.0, False),
        (Goal(accuracy=0.9), 5.0, 0.9, True),
        (Goal(accuracy=0.9), 0.0, 0.89, False),
        (Goal(loss=0.1, accuracy=0.9), 0.1, 0.9, True),
        (Goal(loss=0.1, accuracy=0.9), 0.1, 0.8, False),
        (Goal(loss=0.1, accuracy=0.9), 0.2, 0.9, False),
        (Goal(loss=0.1), math.nan, 1.0, False),
        (Goal(accuracy=0.0), 1.0, None, False),
    ],
)
def test_all_that_is_asked_for_must_be_reached(
    goal: Goal, loss: float, accuracy: float | None, is_reached: bool
) -> None:
    assert goal.is_reached(Evaluation(loss, accuracy)) == is_reached


def test_it_is_reached_at_the_end_of_an_epoch_only() -> None:
    training = Training(Configuration(samples=24, hidden=(3,), batch_size=5))
    anything = Goal(loss=1e9)
    assert training.has_reached(anything)
    training.run_phase()
    assert not training.has_reached(anything)
    training.run_batch()
    assert not training.has_reached(anything)
    training.run_epoch()
    assert training.has_reached(anything)


def test_an_accuracy_of_several_classes_is_reached_where_so_many_are_right() -> None:
    training = Training(
        Configuration(
            table=of_classes(4, 40), loss="cross-entropy", hidden=(8,), learning_rate=0.5, l2=0.0
        )
    )
    goal = Goal(accuracy=0.95)
    goal.require_fitting(training.configuration)
    assert not training.has_reached(goal)
    while not training.has_reached(goal):
        assert training.epoch < 1000
        training.run_epoch()
    scores = training.model.predict(training.data.inputs[: training.data.train_count])
    truth = training.data.targets[: training.data.train_count].argmax(axis=1)
    assert (scores.argmax(axis=0) == truth).mean() >= 0.95


def test_several_numbers_have_no_accuracy() -> None:
    numbers = Configuration(table=of_targets(2), loss="mse", batch_size=None)
    with pytest.raises(ConfigurationError, match="are numbers, of which none is right"):
        Goal(accuracy=0.9).require_fitting(numbers)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"loss": -0.1}, "the loss to stop at must be 0 or more"),
        ({"loss": math.nan}, "the loss to stop at must be 0 or more"),
        ({"loss": math.inf}, "the loss to stop at must be 0 or more"),
        ({"accuracy": 95.0}, "the accuracy to stop at must be from 0 to 1, got 95"),
        ({"accuracy": math.nan}, "the accuracy to stop at must be from 0 to 1"),
    ],
)
def test_what_can_never_be_is_refused(settings: dict[str, float], sentence: str) -> None:
    with pytest.raises(ConfigurationError, match=sentence):
        Goal(**settings)


def test_an_accuracy_needs_classes() -> None:
    classes = Configuration()
    Goal(accuracy=0.9).require_fitting(classes)
    numbers = replace(classes, dataset="plane", loss="mse")
    Goal(loss=0.1).require_fitting(numbers)
    with pytest.raises(ConfigurationError, match="the targets of plane are numbers"):
        Goal(accuracy=0.9).require_fitting(numbers)
