"""What two right forms may differ by follows from what each gradient is a sum of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, localcontext
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from several_outputs import SEVERAL, of_classes

from engine.arrays import Array
from engine.check.batch_loss import BatchLoss
from engine.check.gradient_check import at_forward, check_gradients, gradient_of
from engine.check.loss_rounding import loss_errors_of, of_softmax, score_derivatives_of
from engine.check.rounding import Rounding, rounding_of
from engine.formulas.activations import ACTIVATIONS
from engine.network.flat import first_index
from engine.network.sample_loss import cross_entropy
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.value import Value

SMALL = Configuration(samples=14, hidden=(3, 2), batch_size=3)


def recorded(updates: int, **settings: Any) -> Recording:
    recording = Recording.begin(replace(SMALL, **settings))
    for _ in range(updates):
        recording.run("batch")
    return recording


def rounding_at(recording: Recording) -> Rounding:
    training = recording.training
    batch = BatchLoss(training.configuration, *training.batches[training.batch])
    parameters = training.model.parameters
    return rounding_of(batch, batch.forward(parameters), parameters)


AIMS: dict[str, dict[str, Any]] = {
    "mse": {"loss": "mse"},
    "bce": {"loss": "bce"},
    **{name: {"learning_rate": 0.02, **aim} for name, aim in SEVERAL.items()},
}


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("aim", AIMS)
def test_a_bound_is_above_what_the_forms_differ_by_and_far_below_the_gradient(
    activation: str, aim: str
) -> None:
    recording = recorded(9, activation=activation, hidden=(16, 16), batch_size=None, **AIMS[aim])
    configuration, state = recording.training.configuration, recording.training.state()
    forms = [
        gradient_of(at_forward(configuration, engine, state)) for engine in ("matrix", "scalar")
    ]
    rounding = rounding_at(recording)
    apart = np.abs(forms[0] - forms[1])
    assert apart.max() > 0.0
    assert (apart <= rounding.gradients).all()
    assert rounding.gradients.max() < 1e-10 * np.abs(forms[0]).max()
    assert (rounding.sizes >= (1.0 - 1e-12) * np.abs(forms[0])).all()


def test_where_all_that_the_samples_add_cancels_out_only_its_rounding_is_left() -> None:
    """Two samples with one input and opposite targets: gradients of zero, made of ones."""
    recording = recorded(0, hidden=(), loss="mse", batch_size=None)
    training = recording.training
    x, _ = training.batches[0]
    batch = BatchLoss(training.configuration, np.repeat(x[:, :1], 2, 1), np.array([1.0, -1.0]))
    parameters = np.zeros(3)
    rounding = rounding_of(batch, batch.forward(parameters), parameters)
    assert rounding.sizes[-1] == pytest.approx(2.0)
    assert 1e-16 < rounding.gradients[-1] < 1e-14


def test_an_error_in_a_small_gradient_is_seen_beside_large_ones() -> None:
    """It used to be lost in a share of the largest gradient, or of the loss."""
    recording = recorded(0, loss="mse", hidden=(3,), activation="linear", dataset="plane")
    first = first_index(recording.training.configuration.sizes, 1, 0)
    recording.set_parameter(first, 1e12)
    check = check_gradients(recording)
    assert check.forms_agree
    other = check.others["scalar"]
    assert other is not None
    sizes = np.abs(check.backward)
    small = int(sizes.argmin())
    assert sizes[small] < 1e-11 * sizes.max()
    wrong = other.copy()
    wrong[small] *= 1.01
    assert not replace(check, others={"scalar": wrong}).forms_agree


def test_a_sum_that_rounding_puts_on_either_side_of_a_kink_may_differ_by_the_whole_of_it() -> None:
    recording = recorded(0, activation="relu", loss="mse", hidden=(3,))
    training = recording.training
    x, _ = training.batches[0]
    weights = training.model.parameters[:2]
    before = rounding_at(recording).gradients[:3].max()
    recording.set_parameter(2, -float(weights @ x[:2, 0]))
    after = rounding_at(recording).gradients[:3].max()
    assert before < 1e-12
    assert after > 1e-3


def test_a_huge_loss_has_as_sharp_a_bound_as_any() -> None:
    recording = recorded(0, loss="mse", hidden=(3,), activation="linear", dataset="plane")
    for index in range(4):
        recording.set_parameter(index, 1e50)
    check = check_gradients(recording)
    assert check.loss > 1e90
    assert check.agrees
    assert check.forms_agree
    other = check.others["scalar"]
    assert other is not None
    assert not replace(check, others={"scalar": 1.01 * other}).forms_agree


# -- softmax, which mixes the scores of a sample -------------------------------------------------


def scored(scores: Array, right: int) -> BatchLoss:
    """Samples of which all have this right class."""
    classes, samples = scores.shape
    targets = np.repeat(np.eye(classes)[:, [right]], samples, axis=1)
    return BatchLoss(configured_for(classes), np.ones((3, samples)), targets)


@cache
def configured_for(classes: int) -> Configuration:
    return Configuration(
        table=of_classes(classes, 20), loss="cross-entropy", hidden=(), batch_size=1
    )


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.floats(-40.0, 40.0), min_size=3, max_size=6),
    st.floats(-14.0, 1.0),
    st.integers(0, 5),
    st.integers(0, 10**6),
)
def test_no_scores_within_their_errors_have_another_p_than_the_bound_allows(
    numbers: list[float], magnitude: float, right: int, seed: int
) -> None:
    """Small errors and large ones: with those, p may be anything from 0 to 1."""
    random = np.random.default_rng(seed)
    scores = np.repeat(np.array(numbers)[:, None], 30, axis=1)
    errors = 10.0**magnitude * random.random((len(numbers), 1)) + 0.0 * scores
    batch = scored(scores, right % len(numbers))
    bound = score_derivatives_of(batch, scores, errors).errors / batch.scale
    # All the way in one direction or the other, or some of it.
    ways = np.clip(random.uniform(-3.0, 3.0, scores.shape), -1.0, 1.0)
    moved = scores + ways * errors
    slopes, moved_slopes = (batch.loss.score_slopes(at, batch.targets) for at in (scores, moved))
    assert (np.abs(moved_slopes - slopes) <= bound).all()
    off = np.abs(batch.losses_at(moved) - batch.losses_at(scores))
    assert (off <= loss_errors_of(batch, scores, errors)).all()


@given(st.lists(st.floats(-1e3, 1e3), min_size=3, max_size=10), st.integers(0, 9))
def test_both_forms_and_exact_arithmetic_lie_within_the_bound(
    numbers: list[float], right: int
) -> None:
    """Of scores that are known exactly: all there is are the roundings of softmax itself."""
    classes, right = len(numbers), right % len(numbers)
    scores = np.array(numbers)[:, None]
    batch = scored(scores, right)
    bound = score_derivatives_of(batch, scores, np.zeros_like(scores))
    exact_loss, exact_slopes = in_decimals(numbers, right)
    values = [Value(number) for number in numbers]
    loss = cross_entropy(values, np.eye(classes)[right].tolist())
    loss.backward()
    # Below the smallest normal float there are fewer digits, of which no bound says anything.
    least = float(np.finfo(np.float64).tiny)
    of_loss = float(loss_errors_of(batch, scores, np.zeros_like(scores))[0]) + least
    # The graph adds the largest power, 1, to the others, and so loses digits of a small loss.
    assert abs(loss.data - exact_loss) <= of_loss + of_softmax(classes)
    assert abs(float(batch.losses_at(scores)[0]) - exact_loss) <= of_loss
    matrix = batch.loss.score_slopes(scores, batch.targets)[:, 0]
    of_slopes = bound.errors[:, 0] + least
    assert (np.abs(matrix - exact_slopes) <= of_slopes).all()
    assert (np.abs([value.grad for value in values] - exact_slopes) <= of_slopes).all()
    # And it is no wider than some dozens of roundings of what there is to cancel.
    assert (bound.errors <= 40.0 * 1e-16 * (1.0 + np.ptp(scores)) * bound.sizes + 1e-15).all()


def in_decimals(numbers: list[float], right: int) -> tuple[float, Array]:
    """Loss and slopes with forty digits, of which none is lost in a difference."""
    with localcontext() as context:
        context.prec = 40
        powers = [(Decimal(number) - Decimal(numbers[right])).exp() for number in numbers]
        others = sum(powers[:right] + powers[right + 1 :], Decimal(0))
        # log(1 + x), which is x where its square is nothing beside it.
        loss = others if others < Decimal("1e-20") else (1 + others).ln()
        slopes = [power / (1 + others) for power in powers]
        slopes[right] = -others / (1 + others)
        return float(loss), np.array([float(slope) for slope in slopes])
