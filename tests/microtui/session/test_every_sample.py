"""What the session says of every sample: held against a forward pass of its own."""

from __future__ import annotations

import math
import time
from typing import Any

import numpy as np
import pytest

from engine.arrays import Array, quiet
from engine.data.table import scaled_table
from engine.network.flat import by_layer
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from microtui.session.observation import observe
from microtui.session.snapshot import Examples, Progress, Snapshot
from microtui.session.view import ExamplesView, View

PROGRESS = Progress(playing=False, finished=False, speed=None, measured_speed=0.0, last_epoch=0)

FUNCTIONS: dict[str, Any] = {
    "tanh": np.tanh,
    "relu": lambda x: np.where(x > 0.0, x, 0.0),
    "leaky-relu": lambda x: np.where(x > 0.0, x, x / 100.0),
    "elu": lambda x: np.where(x > 0.0, x, np.exp(np.minimum(x, 0.0)) - 1.0),
    "sigmoid": lambda x: 1.0 / (1.0 + np.exp(-x)),
    "linear": lambda x: x,
}
LOSS_FORMULAS: dict[str, Any] = {
    "mse": lambda s, t: (s - t) ** 2,
    "sse": lambda s, t: (s - t) ** 2,
    "hinge": lambda s, t: np.where(1.0 - t * s > 0.0, 1.0 - t * s, 0.0),
    "bce": lambda s, t: np.log(1.0 + np.exp(-t * s)),
}


def seen(recording: Recording, **asked: Any) -> Snapshot:
    with quiet():
        return observe(recording, None, View(**asked), PROGRESS)


def examples_in(recording: Recording, sample: int | None = None, **asked: Any) -> Examples:
    examples = seen(recording, examples=ExamplesView(**asked), sample=sample).examples
    assert examples is not None
    return examples


def begun(**settings: Any) -> Recording:
    usual = {"dataset": "moons", "samples": 200, "batch_size": 20, "loss": "hinge"}
    return Recording.begin(Configuration(**{**usual, "learning_rate": 0.2, **settings}))


def trained(epochs: int = 3, **settings: Any) -> Recording:
    recording = begun(**settings)
    for _ in range(epochs * recording.training.configuration.batches):
        recording.run_batch()
    return recording


def forward(recording: Recording) -> list[Array]:
    """What each layer gives for all samples: arrays (samples, units), inputs first."""
    training = recording.training
    configuration = training.configuration
    layers = [training.data.inputs]
    for matrix, activation in zip(
        by_layer(training.model.parameters, configuration.sizes),
        configuration.activations,
        strict=True,
    ):
        sums = layers[-1] @ matrix[:, :-1].T + matrix[:, -1]
        layers.append(FUNCTIONS[activation.name](sums))
    return layers


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"loss": "bce", "hidden": (5, 4), "engine": "scalar", "batch_size": 50},
        {"loss": "mse", "activation": "relu", "features": ("x", "y2", "xy")},
        {"loss": "sse", "dataset": "lecture", "hidden": (4, 4), "batch_size": None},
        {"loss": "mse", "dataset": "multi-gauss", "activation": "sigmoid"},
        {"loss": "hinge", "hidden": ()},
        {"activation": "leaky-relu", "dataset": "circles", "learning_rate": 0.01},
        {"activation": "elu", "dataset": "xor", "learning_rate": 0.01},
    ],
    ids=str,
)
def test_scores_and_losses_are_those_of_a_forward_pass_sample_by_sample(
    settings: dict[str, Any],
) -> None:
    recording = trained(**settings)
    data = recording.training.data
    snapshot = seen(recording, examples=ExamplesView(), sample=2)
    examples = snapshot.examples
    assert examples is not None
    layers = forward(recording)
    scores = layers[-1][:, 0]
    losses = LOSS_FORMULAS[snapshot.configuration.loss](scores, data.targets)
    np.testing.assert_allclose(examples.scores, scores, atol=1e-12)
    np.testing.assert_allclose(examples.losses, losses, atol=1e-12)
    train = examples.losses[: examples.train_count]
    whole = train.sum() if snapshot.configuration.loss == "sse" else train.mean()
    assert whole == pytest.approx(snapshot.loss)
    assert len(examples.outputs) == len(snapshot.sizes)
    for ours, layer in zip(examples.outputs, layers, strict=True):
        np.testing.assert_allclose(ours, layer[2], atol=1e-12)
    assert examples.outputs[-1][0] == examples.scores[2]


def test_the_largest_loss_stands_first_and_equal_ones_by_number() -> None:
    examples = examples_in(trained(epochs=60))
    losses = examples.losses[examples.order]
    assert len(losses) == examples.train_count == 100
    assert (np.diff(losses) <= 0.0).all()
    without_loss = examples.order[losses == 0.0]
    assert len(without_loss) > 10
    assert (np.diff(without_loss) > 0).all()


def test_samples_are_listed_by_number_and_with_the_test_set_where_that_is_asked_for() -> None:
    recording = trained()
    assert examples_in(recording, by_loss=False).order.tolist() == list(range(100))
    both = examples_in(recording, by_loss=False, with_test=True)
    assert both.order.tolist() == list(range(200))
    by_loss = examples_in(recording, with_test=True)
    assert sorted(by_loss.order.tolist()) == list(range(200))
    assert by_loss.order[0] == np.argmax(by_loss.losses)


def test_losses_that_are_no_numbers_come_first_and_infinite_ones_next() -> None:
    """A weight that is infinite: relu is off for some samples, and 0 · inf is no number."""
    recording = begun(hidden=(1,), activation="relu", loss="mse")
    parameters = recording.training.model.parameters.copy()
    parameters[:] = [3.0, 0.0, 0.0, math.inf, 0.0]
    recording.training.model.parameters = parameters
    examples = examples_in(recording)
    losses = examples.losses[examples.order]
    count = examples.not_numbers
    assert 0 < count < 100
    assert np.isnan(losses[:count]).all()
    assert not np.isnan(losses[count:]).any()
    assert (np.diff(examples.order[:count]) > 0).all()
    assert (np.diff(losses[count:]) <= 0.0).all()


def test_nothing_is_computed_that_nobody_sees() -> None:
    recording = trained()
    assert seen(recording).examples is None
    assert seen(recording, examples=ExamplesView(), sample=1, in_full=False).examples is None
    followed = seen(recording, sample=1).examples
    assert followed is not None
    assert followed.sample == 1
    assert len(followed.order) == 0
    listed = examples_in(recording)
    assert listed.sample is None
    assert listed.outputs == ()


def test_a_sample_that_is_not_there_is_not_followed() -> None:
    recording = trained(dataset="lecture", batch_size=None)
    assert examples_in(recording, sample=3).sample == 3
    assert examples_in(recording, sample=4).sample is None


def test_a_snapshot_keeps_its_numbers_while_training_goes_on() -> None:
    recording = trained()
    examples = examples_in(recording, sample=0)
    before = (examples.scores.copy(), examples.outputs[1].copy())
    recording.run_batch()
    examples_in(recording, sample=5)
    np.testing.assert_array_equal(examples.scores, before[0])
    np.testing.assert_array_equal(examples.outputs[1], before[1])


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
def test_looking_changes_nothing_in_the_middle_of_an_update(engine: str) -> None:
    settings: dict[str, Any] = {"hidden": (3,), "samples": 20, "batch_size": 5, "engine": engine}
    watched, alone = trained(**settings), trained(**settings)
    for _ in range(8):
        examples_in(watched, sample=3)
        watched.training.run_phase()
        alone.training.run_phase()
    np.testing.assert_array_equal(
        watched.training.model.parameters, alone.training.model.parameters
    )


def test_a_table_of_the_reader_has_its_classes_and_its_own_points() -> None:
    raw = np.array([[1.0, 20.0, 3.0], [2.0, 10.0, 5.0], [3.0, 50.0, 4.0], [4.0, 30.0, 9.0]])
    table = scaled_table("own.csv", ("a", "b", "c"), raw, ["no", "yes", "no", "yes"])
    recording = trained(table=table, hidden=(2,), batch_size=None)
    examples = examples_in(recording)
    assert examples.points.shape == (4, 3)
    unscaled = examples.points * table.scales + table.offsets
    np.testing.assert_allclose(np.sort(unscaled, axis=0), np.sort(raw, axis=0))


def test_ten_thousand_samples_are_sorted_while_one_blinks() -> None:
    recording = begun(samples=10_000, batch_size=None)
    examples_in(recording)
    began = time.perf_counter()
    for _ in range(5):
        examples_in(recording, sample=7, with_test=True)
    assert (time.perf_counter() - began) / 5 < 0.1
