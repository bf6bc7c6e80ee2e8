"""The classic mistakes are real: what they do follows from the mathematics alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from several_outputs import SEVERAL

from engine import Value
from engine.mistakes import backward_overwriting
from engine.replay.reconfiguration import reconfigured
from engine.run.configuration import Configuration
from engine.training import Training

SMALL: dict[str, Any] = {"samples": 20, "hidden": (4, 3), "batch_size": 5}


def test_overwriting_loses_all_uses_of_a_value_but_one() -> None:
    a = Value(3.0)
    (a + a * a).backward()
    assert a.grad == 7.0
    a.grad = 0.0
    backward_overwriting(a + a * a)
    assert a.grad in (1.0, 3.0)


def test_overwriting_is_right_where_each_value_is_used_once() -> None:
    a, b = Value(3.0), Value(-2.0)
    backward_overwriting((a * b).tanh())
    expected = (1.0 - np.tanh(-6.0) ** 2) * -2.0
    assert a.grad == pytest.approx(expected)


def test_overwriting_leaves_a_parameter_the_gradient_of_one_sample_of_the_batch() -> None:
    """Without hidden layer, a weight is used once a sample, and the loss is a mean over them."""
    settings: dict[str, Any] = {**SMALL, "hidden": (), "engine": "scalar", "loss": "mse", "l2": 0.0}
    mistaken = Training(Configuration(**settings, mistakes=("overwrite",)))
    alone = []
    for sample in range(5):
        training = Training(Configuration(**settings))
        x, y = training.batches[0]
        scores = training.model(x[sample : sample + 1])
        training.criterion(scores, y[sample : sample + 1]).backward()
        alone.append(training.model.gradients / 5.0)
    for _ in range(3):
        mistaken.run_phase()
    assert any(np.allclose(mistaken.model.gradients, gradients) for gradients in alone)


def test_overwriting_hides_a_forgotten_zero_grad() -> None:
    """What is set, not added to, cannot pile up."""
    kept, cleared = (
        Training(
            Configuration(**SMALL, engine="scalar", mistakes=("overwrite",), zero_grad=zero_grad)
        )
        for zero_grad in (False, True)
    )
    for training in (kept, cleared):
        training.run_epoch()
    np.testing.assert_array_equal(kept.model.parameters, cleared.model.parameters)


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
def test_the_wrong_sign_goes_as_far_the_other_way(engine: str) -> None:
    right = Training(Configuration(**SMALL, engine=engine))
    wrong = Training(Configuration(**SMALL, engine=engine, mistakes=("ascend",)))
    start = right.model.parameters.copy()
    right.run_batch()
    wrong.run_batch()
    np.testing.assert_allclose(
        wrong.model.parameters - start, start - right.model.parameters, rtol=1e-9, atol=1e-15
    )


def test_going_uphill_makes_the_loss_grow() -> None:
    training = Training(Configuration(**SMALL, loss="mse", mistakes=("ascend",)))
    before = training.evaluate()[0].loss
    for _ in range(5):
        training.run_epoch()
    assert training.evaluate()[0].loss > before


def test_from_an_equal_start_the_neurons_of_a_layer_stay_equal() -> None:
    training = Training(Configuration(**SMALL, mistakes=("equal-start",)))
    for _ in range(10):
        training.run_epoch()
    first_layer = training.model.parameters[:12].reshape(4, 3)
    np.testing.assert_allclose(first_layer, np.tile(first_layer[0], (4, 1)), rtol=1e-12)
    assert np.ptp(first_layer[0]) > 0.01, "the network has learned something, symmetric as it is"


@pytest.mark.parametrize("aim", SEVERAL.values(), ids=SEVERAL)
def test_overwriting_leaves_a_hidden_neuron_what_one_of_several_outputs_sends_down(
    aim: dict[str, Any],
) -> None:
    """Of a batch of one sample: its weights are used once, and its output by every output."""
    settings: dict[str, Any] = {"hidden": (1,), "batch_size": 1, "l2": 0.0, **aim}
    mistaken = Training(Configuration(**settings, engine="scalar", mistakes=("overwrite",)))
    right = Training(Configuration(**settings))
    for training in (mistaken, right):
        for _ in range(3):
            training.run_phase()
    found, model = mistaken.model.gradients, right.model
    if aim["loss"] != "cross-entropy":
        # Each output has a loss of its own, which nothing is shared by.
        np.testing.assert_allclose(found[3:], model.gradients[3:], rtol=1e-12)
        x, _ = right.batches[0]
        (hidden, _), parameters = model.unit_outputs(x[:-1].T), model.parameters
        outputs = right.configuration.outputs
        sent = [
            model.gradients[3 + 2 * unit + 1] * parameters[3 + 2 * unit] for unit in range(outputs)
        ]
        one_alone = [(1.0 - hidden[0, 0] ** 2) * each for each in sent]
        assert any(np.isclose(found[2], each, rtol=1e-9) for each in one_alone)
    assert not np.allclose(found[:3], model.gradients[:3])


@pytest.mark.parametrize("aim", SEVERAL.values(), ids=SEVERAL)
def test_from_an_equal_start_only_the_outputs_part_for_their_targets_differ(
    aim: dict[str, Any],
) -> None:
    settings: dict[str, Any] = {"hidden": (4,), "batch_size": 3, "learning_rate": 0.1, **aim}
    training = Training(Configuration(**settings, mistakes=("equal-start",)))
    for _ in range(10):
        training.run_epoch()
    hidden = training.model.parameters[:12].reshape(4, 3)
    outputs = training.model.parameters[12:].reshape(-1, 5)
    np.testing.assert_allclose(hidden, np.tile(hidden[0], (4, 1)), rtol=1e-12)
    np.testing.assert_allclose(outputs[:, :4], np.tile(outputs[:, :1], (1, 4)), rtol=1e-12)
    assert np.abs(outputs[0] - outputs[1]).max() > 0.01


@pytest.mark.parametrize("aim", SEVERAL.values(), ids=SEVERAL)
def test_the_wrong_sign_goes_uphill_with_several_outputs_too(aim: dict[str, Any]) -> None:
    settings: dict[str, Any] = {"hidden": (4,), "batch_size": None, "learning_rate": 0.01, **aim}
    training = Training(Configuration(**settings, mistakes=("ascend",)))
    before = training.evaluate()[0].loss
    for _ in range(5):
        training.run_epoch()
    assert training.evaluate()[0].loss > before


def test_a_mistake_can_be_made_and_mended_in_the_middle_of_a_run() -> None:
    training = Training(Configuration(**SMALL))
    training.run_epoch()
    parameters = training.model.parameters.copy()
    training = reconfigured(training, Configuration(**SMALL, mistakes=("ascend",)))
    np.testing.assert_array_equal(training.model.parameters, parameters)
    training.run_batch()
    training = reconfigured(training, Configuration(**SMALL))
    assert (training.epoch, training.batch) == (1, 1)


def test_an_equal_start_begins_the_run_anew() -> None:
    training = Training(Configuration(**SMALL))
    training.run_epoch()
    assert reconfigured(training, Configuration(**SMALL, mistakes=("equal-start",))).epoch == 0
