"""relu, hinge and |p| have kinks. Who stands on one is named, and nobody is called wrong for it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.check.gradient_check import check_gradients
from engine.check.kinks import Kinks
from engine.formulas.activations import ACTIVATIONS, LEAKY_RELU, RELU, Activation
from engine.network.flat import first_index
from engine.replay.recording import Recording
from engine.run.configuration import Configuration

SMALL = Configuration(samples=14, hidden=(3, 2), batch_size=3, l2=0.0)


def recorded(**settings: object) -> Recording:
    return Recording.begin(replace(SMALL, **settings))  # type: ignore[arg-type]


def set_bias_so_that_the_sum_is(recording: Recording, unit: int, wanted: float) -> None:
    """Of this unit of the first layer, for the first sample of the batch to come."""
    training = recording.training
    x, _ = training.batches[training.batch]
    first = first_index(training.configuration.sizes, 0, unit)
    weights = training.model.parameters[first : first + 2]
    recording.set_parameter(first + 2, wanted - float(weights @ x[:2, 0]))


def test_two_kinks_in_one_place_that_make_up_for_each_other_on_either_side_are_seen() -> None:
    """Two relus with a sum of 1e-18 or so, one that rises and one that falls: the loss itself has
    one slope to both sides, and it is not that of the branch that backward is on."""
    recording = recorded(
        samples=100,
        hidden=(5, 5, 5, 1, 5, 5),
        activation="relu",
        loss="mse",
        learning_rate=0.5,
        batch_size=None,
        l1=1.0,
        l2=1.0,
        seed=695908,
    )
    recording.run("epoch")
    recording.run("phase")
    check = check_gradients(recording)
    assert check.agrees
    assert check.worst_error is not None
    assert check.worst_error < 1e-6
    assert check.forms_agree
    assert check.is_measured.all()
    off = np.abs(check.differences - check.backward) / np.abs(check.backward)
    assert off[check.is_kink].max() > 0.005
    assert np.abs(check.left - check.right)[check.is_kink].min() < 1e-4
    assert check.kinks.units == 4


@pytest.mark.parametrize("activation", ["relu", "leaky-relu"])
@pytest.mark.parametrize("above", [0.0, 1e-9, -1e-9, 3e-17])
def test_a_unit_at_the_kink_is_named_and_judged_by_the_side_that_it_is_on(
    activation: str, above: float
) -> None:
    recording = recorded(activation=activation, loss="mse", hidden=(3,))
    set_bias_so_that_the_sum_is(recording, 1, above)
    check = check_gradients(recording)
    assert check.is_kink.any()
    assert check.kinks == Kinks(units=1)
    assert check.agrees
    assert check.forms_agree
    first = first_index(check.configuration.sizes, 0, 1)
    assert set(np.flatnonzero(check.is_kink)) <= {first, first + 1, first + 2}


def test_all_sums_at_zero_are_a_kink_in_every_layer() -> None:
    """A sample at the origin and biases of zero, where `xor` and relu begin."""
    recording = recorded(activation="relu", loss="mse", hidden=(3, 3, 3))
    for index in range(recording.training.model.parameters.size):
        recording.set_parameter(index, 0.0)
    check = check_gradients(recording)
    assert check.agrees
    assert check.forms_agree


def test_a_margin_of_exactly_one_is_a_kink_of_hinge() -> None:
    """No weights: each score is the bias of the last layer."""
    recording = recorded(hidden=(), loss="hinge", batch_size=1)
    target = float(recording.training.batches[0][1][0])
    for index, number in enumerate((0.0, 0.0, target)):
        recording.set_parameter(index, number)
    check = check_gradients(recording)
    assert check.is_kink.all()
    assert check.kinks == Kinks(samples=1)
    assert check.agrees
    assert check.backward.tolist() == [0.0, 0.0, 0.0]


def test_a_parameter_of_zero_is_a_kink_of_l1_with_a_slope_to_each_side() -> None:
    recording = recorded(l1=0.1)
    biases = np.flatnonzero(recording.training.model.parameters == 0.0)
    check = check_gradients(recording)
    assert biases.size == 6
    assert np.flatnonzero(check.is_kink).tolist() == biases.tolist()
    assert check.kinks == Kinks(parameters=6)
    assert check.agrees
    steps = check.right[check.is_kink] - check.left[check.is_kink]
    np.testing.assert_allclose(steps, 0.2, rtol=1e-3)
    # backward gives sign(0) = 0 times L1: neither of the two.
    assert np.nanmax(check.errors[check.is_kink]) < 1e-5


@pytest.mark.parametrize("activation", ["tanh", "elu", "sigmoid", "linear"])
def test_what_has_no_kink_has_none_found(activation: str) -> None:
    recording = recorded(activation=activation, loss="mse", l2=0.1)
    set_bias_so_that_the_sum_is(recording, 1, 0.0)
    check = check_gradients(recording)
    assert not check.is_kink.any()
    assert check.kinks == Kinks()
    assert check.agrees


@pytest.mark.parametrize("activation", [RELU, LEAKY_RELU], ids=lambda each: each.name)
def test_a_wrong_slope_is_found_at_a_kink_too(
    activation: Activation, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = replace(activation, derivative=lambda f, y: 1.01 * activation.derivative(f, y))
    monkeypatch.setitem(ACTIVATIONS, activation.name, wrong)
    recording = recorded(activation=activation.name, loss="mse", hidden=(3,))
    set_bias_so_that_the_sum_is(recording, 1, 1e-9)
    check = check_gradients(recording)
    assert not check.agrees
    at_kink = check.errors[check.is_kink]
    assert at_kink.size > 0
    assert float(np.nanmax(at_kink)) == pytest.approx(0.01, rel=0.5)
