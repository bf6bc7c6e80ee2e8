"""What the map is told of the field and the samples: held against a forward pass of its own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine.arrays import Array, quiet
from engine.data.table import Table, scaled_table
from engine.network.flat import by_layer
from engine.replay.recording import Recording
from engine.run.suggestions import configured
from microtui.session.observation import field_of, observe, samples_of
from microtui.session.plane import map_points
from microtui.session.snapshot import Field, Progress
from microtui.session.view import View

PROGRESS = Progress(playing=False, finished=False, speed=None, measured_speed=0.0, last_epoch=0)
RANDOM = np.random.default_rng(11)


def classes_table(classes: int, columns: int = 2) -> Table:
    labels = [f"k{number % classes}" for number in range(12 * classes)]
    centres = RANDOM.normal(size=(classes, columns)) * 2.0
    raw = centres[[int(label[1:]) for label in labels]] + RANDOM.normal(
        size=(12 * classes, columns)
    )
    return scaled_table("t", tuple("abcd"[:columns]), raw, labels)


def targets_table(targets: int, columns: int = 2) -> Table:
    raw = RANDOM.normal(size=(30, columns))
    fitted = np.column_stack([np.sin(raw[:, 0] * (target + 1)) for target in range(targets)])
    names = ("height", "price", "weight")[:targets]
    if targets == 1:
        fitted = fitted[:, 0]
    return scaled_table("t", tuple("abcd"[:columns]), raw, fitted, target_names=names)


def trained_on(table: Table, **settings: Any) -> Recording:
    recording = Recording.begin(configured({"table": table, "hidden": (4,), **settings}))
    for _ in range(3):
        recording.run("epoch")
    return recording


def scores_at(recording: Recording, points: Array) -> Array:
    """What the network gives, layer by layer, from its parameters alone: (outputs, points)."""
    training = recording.training
    outputs = points.T
    *hidden, last = by_layer(training.model.parameters, training.configuration.sizes)
    for layer in hidden:
        outputs = np.tanh(layer[:, :-1] @ outputs + layer[:, -1:])
    result: Array = last[:, :-1] @ outputs + last[:, -1:]
    return result


def seen(recording: Recording, **asked: Any) -> Field:
    field = field_of(recording.training, View(field_columns=5, field_rows=4, **asked))
    assert field is not None
    return field


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
@pytest.mark.parametrize("classes", [3, 10])
def test_of_several_classes_it_is_told_the_likeliest_and_how_likely_it_is(
    classes: int, engine: str
) -> None:
    recording = trained_on(classes_table(classes), engine=engine)
    scores = scores_at(recording, map_points(recording.training, 5, 4))
    chances = np.exp(scores) / np.exp(scores).sum(axis=0)
    field = seen(recording)
    assert field.winners is not None
    assert field.winners.shape == field.levels.shape == (4, 5)
    assert np.array_equal(field.winners.reshape(-1), scores.argmax(axis=0))
    assert np.allclose(field.levels.reshape(-1), chances.max(axis=0))
    assert (field.levels >= 1.0 / classes).all()


def test_of_several_classes_a_sample_is_told_by_its_number() -> None:
    recording = trained_on(classes_table(3))
    training = recording.training
    samples = samples_of(training, View())
    assert np.array_equal(samples.targets, training.data.targets.argmax(axis=1))
    assert samples.is_train.sum() == training.data.train_count


def test_scores_that_are_no_numbers_leave_no_probability() -> None:
    recording = trained_on(classes_table(3))
    recording.training.model.parameters[:] = np.nan
    with quiet():
        assert np.isnan(seen(recording).levels).all()


def test_of_several_targets_it_shows_the_one_that_is_asked_for() -> None:
    recording = trained_on(targets_table(3), loss="mse")
    training = recording.training
    scores = scores_at(recording, map_points(training, 5, 4))
    for output, name in enumerate(("height", "price", "weight")):
        field = seen(recording, output=output)
        assert field.winners is None
        assert field.target == name
        assert np.allclose(field.levels.reshape(-1), np.clip(scores[output], -1.0, 1.0))
        samples = samples_of(training, View(output=output))
        assert np.array_equal(samples.targets, training.data.targets[:, output])
    assert seen(recording, output=7).target == "weight"
    assert seen(trained_on(targets_table(1), loss="mse"), output=7).target == ""


def test_along_principal_axes_field_and_samples_lie_in_one_plane() -> None:
    recording = trained_on(classes_table(3, columns=4))
    field = seen(recording, axes="principal")
    points = map_points(recording.training, 5, 4, "principal")
    assert field.winners is not None
    assert np.array_equal(field.winners.reshape(-1), scores_at(recording, points).argmax(axis=0))
    assert (field.x_name, field.y_name, field.column_count) == ("PC 1", "PC 2", 4)
    assert field.share is not None
    assert 0.5 < field.share < 1.0
    x_min, x_max, y_min, y_max = field.bounds
    samples = samples_of(recording.training, View(axes="principal"))
    assert ((x_min < samples.x) & (samples.x < x_max)).all()
    assert ((y_min < samples.y) & (samples.y < y_max)).all()


def test_of_one_column_samples_stand_as_high_as_their_targets() -> None:
    recording = trained_on(targets_table(2, columns=1), loss="mse")
    samples = samples_of(recording.training, View(output=1))
    assert np.array_equal(samples.y, recording.training.data.targets[:, 1])
    field = seen(recording, output=1)
    assert (field.x_name, field.y_name, field.is_line) == ("a", "price", True)
    assert (field.levels == field.levels[0]).all()

    recording = trained_on(classes_table(3, columns=1))
    samples = samples_of(recording.training, View())
    assert set(zip(samples.targets.tolist(), samples.y.tolist(), strict=True)) == {
        (0.0, -1.0),
        (1.0, 0.0),
        (2.0, 1.0),
    }
    field = seen(recording)
    assert field.y_name == "class"
    assert field.winners is not None
    assert (field.winners == field.winners[0]).all()


def test_what_nobody_draws_is_not_computed() -> None:
    recording = trained_on(classes_table(3, columns=4))
    assert field_of(recording.training, View(field_columns=5, field_rows=4, in_full=False)) is None
    snapshot = observe(recording, None, View(), PROGRESS)
    assert snapshot.field is None
    assert snapshot.units is None
