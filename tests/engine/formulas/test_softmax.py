"""Probabilities of classes and their cross-entropy, against numbers known from elsewhere."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.arrays import Array, quiet
from engine.formulas.losses import LOSSES
from engine.formulas.softmax import cross_entropy_of, log_softmax, softmax

LOSS = LOSSES["cross-entropy"]
scores_of_a_sample = st.lists(st.floats(-30.0, 30.0), min_size=3, max_size=10)


def column(*numbers: float) -> Array:
    """The scores of one sample."""
    return np.array(numbers)[:, None]


def one_hot(right: int, classes: int) -> Array:
    return np.eye(classes)[:, [right]]


# -- by others -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scores", "probabilities"),
    [((1.0, -2.0, 0.0), (0.7, 0.04, 0.26)), ((0.5, -1.0, 0.0), (0.55, 0.12, 0.33))],
)
def test_probabilities_are_those_of_the_course_of_stanford(
    scores: tuple[float, ...], probabilities: tuple[float, ...]
) -> None:
    """CS231n, "Linear classification", https://cs231n.github.io/linear-classify/."""
    found = softmax(column(*scores))[:, 0]
    assert found == pytest.approx(probabilities, abs=0.006)


def test_the_loss_is_that_of_their_figure() -> None:
    """Scores -2.85, 0.86, 0.28, of which the last is of the right class: 1.04."""
    scores, targets = column(-2.85, 0.86, 0.28), one_hot(2, 3)
    assert softmax(scores)[:, 0] == pytest.approx((0.016, 0.631, 0.353), abs=6e-4)
    assert cross_entropy_of(scores, targets) == pytest.approx(1.04, abs=5e-4)


def test_scores_too_large_to_be_raised_to_are_no_matter() -> None:
    """Their 123, 456 and 789, of which e^789 is too large for a float."""
    found = softmax(column(123.0, 456.0, 789.0))[:, 0]
    assert found == pytest.approx((math.exp(-666.0), math.exp(-333.0), 1.0), rel=1e-12)


def test_a_network_that_knows_nothing_begins_with_the_log_of_the_classes() -> None:
    """ln 10 = 2.3026, as one is told to expect of ten classes."""
    assert cross_entropy_of(np.zeros((10, 1)), one_hot(3, 10)) == pytest.approx(2.302585, abs=1e-6)


# -- by what must hold ---------------------------------------------------------------------------


@given(scores_of_a_sample, st.floats(-1e3, 1e3))
def test_probabilities_add_up_to_one_and_only_differences_of_scores_matter(
    numbers: list[float], offset: float
) -> None:
    scores = column(*numbers)
    found = softmax(scores)
    assert found.sum() == pytest.approx(1.0, rel=1e-14)
    np.testing.assert_allclose(softmax(scores + offset), found, rtol=1e-11)
    np.testing.assert_allclose(np.exp(log_softmax(scores)), found, rtol=1e-12)


@given(st.floats(-30.0, 30.0), st.sampled_from([-1.0, 1.0]))
def test_of_two_classes_it_is_the_loss_of_one_score(score: float, target: float) -> None:
    """bce is the cross-entropy of two classes, of which one has a score of 0."""
    scores, targets = column(0.0, score), one_hot(int(target > 0.0), 2)
    of_one = LOSSES["bce"].sample_losses(np.array([score]), np.array([target]))
    np.testing.assert_allclose(LOSS.sample_losses(scores, targets), of_one, rtol=1e-9, atol=1e-15)


@given(scores_of_a_sample, st.data())
def test_the_slope_by_each_score_is_p_less_t_as_differences_say(
    numbers: list[float], data: st.DataObject
) -> None:
    scores = column(*numbers)
    targets = one_hot(data.draw(st.integers(0, len(numbers) - 1)), len(numbers))
    slopes = LOSS.score_slopes(scores, targets)
    np.testing.assert_allclose(slopes, softmax(scores) - targets, rtol=0.0, atol=0.0)
    for row in range(len(numbers)):
        step = np.zeros_like(scores)
        step[row] = 1e-5
        rise = cross_entropy_of(scores + step, targets) - cross_entropy_of(scores - step, targets)
        assert slopes[row, 0] == pytest.approx(float(rise[0]) / 2e-5, abs=1e-8)


def test_each_sample_is_by_itself() -> None:
    random = np.random.default_rng(0)
    scores, right = 3.0 * random.normal(size=(4, 6)), random.integers(0, 4, 6)
    targets = np.eye(4)[:, right]
    for sample in range(6):
        alone = scores[:, [sample]], targets[:, [sample]]
        for of_all, of_one in zip(
            LOSS.losses_and_slopes(scores, targets), LOSS.losses_and_slopes(*alone), strict=True
        ):
            np.testing.assert_array_equal(of_all[..., [sample]], of_one)


# -- extremes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("right", [0, 1, 2])
def test_a_sample_that_is_certain_has_the_loss_of_its_distance(right: int) -> None:
    """800 apart: p is 0 to a float, and its log is not."""
    scores = column(0.0, 800.0, -800.0)
    losses, slopes = LOSS.losses_and_slopes(scores, one_hot(right, 3))
    assert losses.tolist() == [(800.0, 0.0, 1600.0)[right]]
    expected = np.array([0.0, 1.0, 0.0])
    expected[right] -= 1.0
    assert slopes[:, 0].tolist() == expected.tolist()


@pytest.mark.parametrize("distance", [1.0, 20.0, 40.0, 400.0, 700.0])
def test_a_loss_next_to_nothing_has_all_its_digits(distance: float) -> None:
    """Two classes as far behind the right one: log(1 + 2·e^-d)."""
    losses = cross_entropy_of(column(0.0, distance, 0.0), one_hot(1, 3))
    assert losses == pytest.approx(math.log1p(2.0 * math.exp(-distance)), rel=1e-15, abs=0.0)


@quiet()
def test_a_class_that_is_infinitely_unlikely_costs_nothing_unless_it_is_the_right_one() -> None:
    scores = column(0.0, -math.inf, 0.0)
    assert cross_entropy_of(scores, one_hot(0, 3)) == pytest.approx(math.log(2.0))
    assert cross_entropy_of(scores, one_hot(1, 3)).tolist() == [math.inf]


@quiet()
@pytest.mark.parametrize("number", [math.inf, math.nan])
@pytest.mark.parametrize("row", [0, 1, 2])
@pytest.mark.parametrize("right", [0, 1])
def test_what_is_no_score_makes_no_loss(number: float, row: int, right: int) -> None:
    scores = column(0.0, 1.0, 2.0)
    scores[row] = number
    assert np.isnan(cross_entropy_of(scores, one_hot(right, 3))).all()
    assert np.isnan(softmax(scores)).any()
