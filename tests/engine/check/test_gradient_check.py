"""The check finds what is wrong, and finds nothing where nothing is."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from several_outputs import SEVERAL

from engine.check.finite_differences import slope_at
from engine.check.gradient_check import check_gradients, evenly_spread
from engine.formulas.activations import ACTIVATIONS, TANH
from engine.formulas.losses import LOSSES
from engine.network.flat import first_index
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.value import Value

SMALL = Configuration(samples=14, hidden=(3, 2), loss="hinge", batch_size=3, l2=0.0)


THREE_CLASSES = SEVERAL["cross-entropy of 3 classes"]


def trained(updates: int, **settings: Any) -> Recording:
    recording = Recording.begin(replace(SMALL, **settings))
    for _ in range(updates):
        recording.run("batch")
    return recording


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


def test_a_slope_far_narrower_than_any_step_is_not_seen_and_that_is_known() -> None:
    """tanh jumps from -1 to 1 within 1e-20: any step is far beyond that on both sides."""
    assert slope_at(lambda x: math.tanh(1e20 * x + 0.3), 0.0).uncertainty == math.inf


# -- backward is right ---------------------------------------------------------------------------


AIMS: dict[str, dict[str, Any]] = {
    **{name: {"loss": name} for name, loss in LOSSES.items() if not loss.is_over_classes},
    **SEVERAL,
}
"""Every loss, with one output and with several."""


@pytest.mark.parametrize(
    ("activation", "aim", "engine"), list(product(ACTIVATIONS, AIMS, ["matrix", "scalar"]))
)
def test_backward_agrees_and_so_does_the_other_form(activation: str, aim: str, engine: str) -> None:
    check = check_gradients(
        trained(7, activation=activation, engine=engine, l1=0.01, l2=0.02, **AIMS[aim])
    )
    assert check.agrees
    assert check.is_measured.sum() >= 10
    assert check.worst_error is not None
    assert check.worst_error < 1e-5
    assert check.forms_distance is not None
    assert check.forms_distance < 1e-12
    assert check.held_is_the_gradient


@pytest.mark.parametrize("aim", ["hinge", *SEVERAL])
def test_the_numbers_are_the_slopes_of_the_loss_of_this_batch(aim: str) -> None:
    """By the most pedestrian way there is, past all of the machinery."""
    check = check_gradients(trained(3, **AIMS[aim]))
    for index in (0, 5, 19, check.indices.size - 1):

        def loss_of_third_batch(step: float, index: int = index) -> float:
            moved = trained(2, **AIMS[aim]).training
            parameters = moved.model.parameters.copy()
            parameters[index] += step
            moved.model.parameters = parameters
            moved.forward()
            return moved.loss.data

        slope = (loss_of_third_batch(1e-5) - loss_of_third_batch(-1e-5)) / 2e-5
        assert check.differences[index] == pytest.approx(slope, rel=1e-5, abs=1e-9)
        assert check.backward[index] == pytest.approx(slope, rel=1e-5, abs=1e-9)


@pytest.mark.parametrize("phases", [0, 1, 2, 3])
@pytest.mark.parametrize("engine", ["matrix", "scalar"])
def test_the_run_goes_on_as_if_it_had_not_been_checked(phases: int, engine: str) -> None:
    checked, other = (trained(4, engine=engine, zero_grad=False) for _ in range(2))
    for recording in (checked, other):
        for _ in range(phases):
            recording.run("phase")
    check_gradients(checked)
    for recording in (checked, other):
        recording.run("epoch")
    models = checked.training.model, other.training.model
    assert models[0].parameters.tobytes() == models[1].parameters.tobytes()
    assert models[0].gradients.tobytes() == models[1].gradients.tobytes()
    assert (checked.time, checked.start, checked.end) == (other.time, other.start, other.end)


# -- backward is wrong ---------------------------------------------------------------------------


def test_a_wrong_derivative_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = replace(TANH, derivative=lambda f, y: 1.0 - y)
    monkeypatch.setitem(ACTIVATIONS, "tanh", wrong)
    check = check_gradients(trained(1))
    assert not check.agrees
    assert check.worst_error is not None
    assert check.worst_error > 0.01
    # The output layer has no tanh behind it, and is right.
    assert 5 < check.is_wrong.sum() < check.indices.size
    assert np.all(check.errors[-3:] < 1e-5)


def test_a_saturated_softmax_is_right_as_far_as_differences_can_tell() -> None:
    """One class so likely that its p is 1 to the last digit, whether it is the right one or not."""
    for number in (30.0, 40.0, 800.0, -800.0):
        recording = trained(0, **THREE_CLASSES)
        first_bias = first_index(recording.training.configuration.sizes, 2, 0) + 2
        recording.set_parameter(first_bias, number)
        check = check_gradients(recording)
        assert check.agrees
        assert check.forms_agree
        # Where the loss is 0 but for its rounding, nothing is said of a slope of 1e-18.
        assert check.is_measured.any()


def test_a_derivative_wrong_by_a_tenth_of_a_percent_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = replace(TANH, derivative=lambda f, y: 1.001 * (1.0 - y * y))
    monkeypatch.setitem(ACTIVATIONS, "tanh", wrong)
    assert not check_gradients(trained(1)).agrees


def test_a_derivative_that_is_not_a_number_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = replace(TANH, derivative=lambda f, y: y * math.nan)
    recording = trained(1)
    monkeypatch.setitem(ACTIVATIONS, "tanh", wrong)
    assert not check_gradients(recording).agrees


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
    assert check.forms_distance is not None
    assert check.forms_distance > 0.1


def test_backward_with_a_plus_left_out_is_found_out_by_both() -> None:
    check = check_gradients(trained(3, engine="scalar", mistakes=("overwrite",)))
    assert not check.agrees
    assert not check.forms_agree
    # The other form does not make the mistake, so it is right.
    other = check.others["matrix"]
    assert other is not None
    np.testing.assert_allclose(other, check.differences, rtol=1e-5, atol=1e-9)


def test_backward_with_a_plus_left_out_is_found_out_with_several_outputs_too() -> None:
    """Each score is made of the same hidden neurons, of whose gradients one output's is left."""
    for aim in SEVERAL.values():
        check = check_gradients(trained(3, engine="scalar", mistakes=("overwrite",), **aim))
        assert not check.agrees
        assert not check.forms_agree


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
    check = check_gradients(
        trained(10, zero_grad=False, learning_rate=1e-12, batch_size=None, engine=engine)
    )
    assert not check.held_is_the_gradient
    assert check.backwards_summed == 10
    assert check.held_times == pytest.approx(10.0)
    assert check.held_angle == pytest.approx(0.0, abs=1e-3)
    # backward itself is as right as ever: it adds what it should.
    assert check.agrees
    assert check.forms_agree


@pytest.mark.parametrize("size", [1e-200, 1e200])
def test_what_is_piled_up_is_seen_where_squares_are_beyond_what_a_float_holds(size: float) -> None:
    check = check_gradients(trained(2))
    huge = replace(check, backward=size * check.backward, held=3.0 * size * check.backward)
    assert not huge.held_is_the_gradient
    assert huge.held_times == pytest.approx(3.0)
    assert huge.held_angle == pytest.approx(0.0, abs=1e-3)
    assert replace(huge, held=huge.backward).held_is_the_gradient


# -- where differences cannot tell ---------------------------------------------------------------


def test_a_unit_that_is_off_has_a_slope_of_zero_and_that_is_certain() -> None:
    recording = trained(0, activation="relu")
    recording.set_parameter(2, -100.0)  # the bias of the first unit
    check = check_gradients(recording)
    assert check.agrees
    assert check.errors[:3].tolist() == [0.0, 0.0, 0.0]


def test_backward_may_find_a_slope_that_no_step_is_short_enough_for() -> None:
    """A weight of 1e20 behind the parameter: tanh leaves its steep part within a step of 1e-20."""
    recording = trained(0, activation="linear", loss="sse", hidden=(1,), batch_size=1)
    for index, number in enumerate((0.0, 0.0, 0.0, 1e20, 0.3)):
        recording.set_parameter(index, number)
    check = check_gradients(recording)
    assert abs(check.backward[2]) > 1e19
    assert not check.is_measured[2]
    assert not check.is_wrong.any()


def test_after_divergence_nothing_can_be_said() -> None:
    recording = trained(0, activation="linear", learning_rate=1e200)
    while recording.divergence is None:
        recording.run("batch")
    check = check_gradients(recording)
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
    assert check.others == {"scalar": None}
    assert check.forms_distance is None
    assert check.indices.size < check.backward.size
    assert check.agrees
