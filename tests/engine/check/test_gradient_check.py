"""The check finds what is wrong, and finds nothing where nothing is."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.check.finite_differences import slope_at
from engine.check.gradient_check import check_gradients, evenly_spread
from engine.formulas.activations import ACTIVATIONS, TANH
from engine.formulas.losses import LOSSES
from engine.run.configuration import Configuration
from engine.training import Training
from engine.value import Value

SMALL = Configuration(samples=14, hidden=(3, 2), loss="hinge", batch_size=3, l2=0.0)


def trained(updates: int, **settings: object) -> Training:
    training = Training(replace(SMALL, **settings))  # type: ignore[arg-type]
    for _ in range(updates):
        training.run_batch()
    return training


# -- slopes --------------------------------------------------------------------------------------


@given(st.floats(-3.0, 3.0))
def test_the_slope_of_a_smooth_function_is_its_derivative(x: float) -> None:
    slope = slope_at(math.sin, x)
    assert slope.uncertainty < 1e-6
    assert slope.central == pytest.approx(math.cos(x), abs=10.0 * slope.uncertainty)


@given(st.floats(-1.0, 1.0), st.floats(-2e-3, 2e-3))
def test_the_slope_beside_a_kink_is_right_or_known_to_be_uncertain(x: float, away: float) -> None:
    """Wherever the kink lies, within the step or at its end: the error is never kept quiet."""
    slope = slope_at(lambda y: abs(y - x), x + away)
    assert abs(slope.central - np.sign(away)) <= 5.0 * slope.uncertainty


def test_on_a_kink_both_sides_are_told_apart() -> None:
    slope = slope_at(abs, 0.0)
    assert (slope.left, slope.right) == pytest.approx((-1.0, 1.0))
    assert slope.uncertainty > 0.5


# -- backward is right ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("activation", "loss", "engine"), list(product(ACTIVATIONS, LOSSES, ["matrix", "scalar"]))
)
def test_backward_agrees_and_so_does_the_other_form(
    activation: str, loss: str, engine: str
) -> None:
    training = trained(7, activation=activation, loss=loss, engine=engine, l1=0.01, l2=0.02)
    check = check_gradients(training)
    assert check.agrees
    assert check.is_measured.sum() >= 10
    assert check.worst_error is not None
    assert check.worst_error < 1e-5
    assert check.forms_distance is not None
    assert check.forms_distance < 1e-12
    assert check.held_is_the_gradient


def test_the_numbers_are_the_slopes_of_the_loss_of_this_batch() -> None:
    """By the most pedestrian way there is, past all of the machinery."""
    training = trained(2)
    check = check_gradients(training)
    for index in (0, 5, 19):

        def loss_of_next_batch(step: float, index: int = index) -> float:
            moved = trained(2)
            parameters = moved.model.parameters.copy()
            parameters[index] += step
            moved.model.parameters = parameters
            moved.forward()
            return moved.loss.data

        slope = (loss_of_next_batch(1e-5) - loss_of_next_batch(-1e-5)) / 2e-5
        assert check.differences[index] == pytest.approx(slope, rel=1e-5, abs=1e-9)
        assert check.backward[index] == pytest.approx(slope, rel=1e-5, abs=1e-9)


@pytest.mark.parametrize("phases", [0, 1, 2, 3])
@pytest.mark.parametrize("engine", ["matrix", "scalar"])
def test_the_run_goes_on_as_if_it_had_not_been_checked(phases: int, engine: str) -> None:
    checked, other = (trained(4, engine=engine, zero_grad=False) for _ in range(2))
    for training in (checked, other):
        for _ in range(phases):
            training.run_phase()
    check_gradients(checked)
    for training in (checked, other):
        training.run_epoch()
    assert checked.model.parameters.tobytes() == other.model.parameters.tobytes()
    assert checked.model.gradients.tobytes() == other.model.gradients.tobytes()


# -- backward is wrong ---------------------------------------------------------------------------


def test_a_wrong_derivative_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = replace(TANH, derivative=lambda f, y: 1.0 - y)
    monkeypatch.setitem(ACTIVATIONS, "tanh", wrong)
    check = check_gradients(trained(1))
    assert not check.agrees
    assert check.worst_error is not None
    assert check.worst_error > 0.01
    # The output layer has no tanh behind it, and is right.
    assert 5 < check.wrong_count < check.indices.size
    assert np.all(check.errors[-3:] < 1e-5)


def test_a_derivative_wrong_by_a_tenth_of_a_percent_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = replace(TANH, derivative=lambda f, y: 1.001 * (1.0 - y * y))
    monkeypatch.setitem(ACTIVATIONS, "tanh", wrong)
    assert not check_gradients(trained(1)).agrees


def test_a_derivative_that_is_not_a_number_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = replace(TANH, derivative=lambda f, y: y * math.nan)
    training = trained(1)
    monkeypatch.setitem(ACTIVATIONS, "tanh", wrong)
    assert not check_gradients(training).agrees


def test_an_error_in_the_scalar_form_is_found_from_the_matrix_form(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    backward = Value.backward

    def twice(result: Value) -> None:
        backward(result)
        backward(result)

    monkeypatch.setattr(Value, "backward", twice)
    check = check_gradients(trained(1))
    assert check.agrees
    assert not check.forms_agree
    assert check.forms_distance == pytest.approx(1.0)


def test_backward_with_a_plus_left_out_is_found_out_by_both() -> None:
    check = check_gradients(trained(3, engine="scalar", mistakes=("overwrite",)))
    assert not check.agrees
    assert not check.forms_agree
    # The other form does not make the mistake, so it is right.
    assert check.other is not None
    np.testing.assert_allclose(check.other, check.differences, rtol=1e-5, atol=1e-9)


@pytest.mark.parametrize("mistake", ["ascend", "equal-start"])
def test_other_mistakes_are_none_of_backward(mistake: str) -> None:
    check = check_gradients(trained(3, mistakes=(mistake,)))
    assert check.agrees
    assert check.forms_agree
    assert check.held_is_the_gradient


# -- .grad is not the gradient -------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
def test_piled_up_gradients_are_reported_and_by_how_much(engine: str) -> None:
    """With a rate so small that nothing moves, ten backwards are ten times the gradient."""
    training = trained(9, zero_grad=False, learning_rate=1e-12, batch_size=None, engine=engine)
    check = check_gradients(training)
    assert not check.held_is_the_gradient
    assert check.backwards_summed == 10
    assert check.held_times == pytest.approx(10.0)
    assert check.held_angle == pytest.approx(0.0, abs=1e-3)
    # backward itself is as right as ever: it adds what it should.
    assert check.agrees
    assert check.forms_agree


def test_held_is_what_the_optimizer_will_follow_whatever_phase_comes_next() -> None:
    for phases in range(4):
        training = trained(4, zero_grad=False)
        for _ in range(phases):
            training.run_phase()
        check = check_gradients(training)
        while training.phase != 3:
            training.run_phase()
        np.testing.assert_array_equal(check.held, training.model.gradients)
        np.testing.assert_array_equal(check.backward, training.model.added)
        assert check.backwards_summed == training.backwards_summed == 5


def test_zero_grad_turned_on_again_makes_grad_the_gradient_again() -> None:
    training = trained(5, zero_grad=False)
    assert not check_gradients(training).held_is_the_gradient
    training.configuration = replace(training.configuration, zero_grad=True)
    check = check_gradients(training)
    assert check.held_is_the_gradient
    assert check.backwards_summed == 1


# -- where differences cannot tell ---------------------------------------------------------------


def test_a_kink_is_marked_and_not_held_against_backward() -> None:
    """With L1 and a parameter of exactly zero, the loss has one slope to each side."""
    training = trained(0, l1=0.1)
    biases = np.flatnonzero(training.model.parameters == 0.0)
    check = check_gradients(training)
    assert biases.size == 6
    assert np.flatnonzero(check.is_kink).tolist() == biases.tolist()
    assert check.agrees
    np.testing.assert_allclose(
        check.right[check.is_kink] - check.left[check.is_kink], 0.2, rtol=1e-3
    )
    assert np.isnan(check.errors[check.is_kink]).all()


def test_a_unit_that_is_off_has_a_slope_of_zero_and_that_is_certain() -> None:
    training = trained(0, activation="relu")
    parameters = training.model.parameters.copy()
    parameters[2] = -100.0  # the bias of the first unit
    training.model.parameters = parameters
    check = check_gradients(training)
    assert check.agrees
    assert check.errors[:3].tolist() == [0.0, 0.0, 0.0]


def test_after_divergence_nothing_can_be_said() -> None:
    training = trained(0, activation="linear", loss="mse", learning_rate=1e200)
    while training.divergence is None:
        training.run_batch()
    check = check_gradients(training)
    assert not math.isfinite(check.loss)
    assert check.worst is None
    assert not check.agrees


def test_of_a_large_network_an_even_selection_is_checked() -> None:
    assert evenly_spread(337, 337 * 20).tolist() == list(range(337))
    some = evenly_spread(100_000, 100_000)
    assert (some.size, some[0], some[-1]) == (1250, 0, 99_999)
    assert np.ptp(np.diff(some)) <= 1
    assert evenly_spread(100_000, 100_000 * 5_000).size == 10


def test_a_batch_that_is_too_large_for_a_graph_is_checked_without_it() -> None:
    check = check_gradients(trained(0, hidden=(40, 40), samples=1000, batch_size=None))
    assert check.other is None
    assert check.forms_distance is None
    assert check.indices.size < check.backward.size
    assert check.agrees
