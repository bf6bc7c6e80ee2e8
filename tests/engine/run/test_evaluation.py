"""How good a network is, and what cannot be said of it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine.formulas.losses import LOSSES
from engine.run.confusion import confusion_of
from engine.run.evaluation import evaluate, predicted_classes, true_classes


def test_an_accuracy_is_the_share_on_the_right_side() -> None:
    targets = np.array([1.0, -1.0, 1.0, -1.0])
    train, test = evaluate(
        np.array([2.0, 0.5, 0.1, -9.0]), targets, 2, LOSSES["mse"], is_classification=True
    )
    assert test is not None
    assert (train.accuracy, test.accuracy) == (0.5, 1.0)


def test_where_a_score_is_not_a_number_there_is_no_accuracy() -> None:
    """It is on no side, so it is not on the wrong one."""
    targets = np.array([1.0, -1.0, 1.0, -1.0])
    train, test = evaluate(
        np.array([math.nan, -1.0, 1.0, -1.0]), targets, 2, LOSSES["mse"], is_classification=True
    )
    assert test is not None
    assert (train.accuracy, test.accuracy) == (None, 1.0)


# -- several outputs -----------------------------------------------------------------------------

SCORES = np.array([[2.0, 0.0, -1.0, 5.0], [1.0, 3.0, -2.0, 4.0], [0.0, 1.0, -3.0, 6.0]])
"""Of four samples, a column each: the largest are those of classes 0, 1, 0 and 2."""

TRUTH = np.array([0, 1, 2, 0])


def test_of_several_classes_the_largest_score_must_be_that_of_the_right_one() -> None:
    targets = np.eye(3)[TRUTH]
    assert predicted_classes(SCORES).tolist() == [0, 1, 0, 2]
    assert true_classes(targets).tolist() == TRUTH.tolist()
    train, test = evaluate(SCORES, targets, 3, LOSSES["cross-entropy"], is_classification=True)
    assert test is not None
    assert train.accuracy == pytest.approx(2.0 / 3.0)
    assert test.accuracy == 0.0
    p = np.exp(SCORES) / np.exp(SCORES).sum(axis=0)
    losses = -np.log(p[TRUTH, np.arange(4)])
    assert [train.loss, test.loss] == pytest.approx([losses[:3].mean(), losses[3]])


def test_where_one_score_of_a_sample_is_not_a_number_its_set_has_no_accuracy() -> None:
    scores = SCORES.copy()
    scores[1, 3] = math.nan
    train, test = evaluate(
        scores, np.eye(3)[TRUTH], 3, LOSSES["cross-entropy"], is_classification=True
    )
    assert test is not None
    assert train.accuracy == pytest.approx(2.0 / 3.0)
    assert test.accuracy is None


@pytest.mark.parametrize(("loss", "expected"), [("mse", 0.5 * (5.0 + 1.0) / 2.0), ("sse", 6.0)])
def test_of_several_numbers_the_loss_is_over_samples_and_targets(
    loss: str, expected: float
) -> None:
    """Errors of 1 and 2 in the first sample, of 1 and 0 in the second; the third tests."""
    scores = np.array([[1.0, 1.0, 3.0], [2.0, 0.0, 0.0]])
    train, test = evaluate(scores, np.zeros((3, 2)), 2, LOSSES[loss], is_classification=False)
    assert test is not None
    assert train.loss == pytest.approx(expected)
    assert test.loss == pytest.approx(9.0 / (2.0 if loss == "mse" else 1.0))
    assert (train.accuracy, test.accuracy) == (None, None)


def test_a_sample_counts_once_in_the_row_of_its_class_and_the_column_of_what_it_is_taken_for() -> (
    None
):
    counts = confusion_of(TRUTH, predicted_classes(SCORES), 3)
    assert counts.tolist() == [[1, 0, 1], [0, 1, 0], [1, 0, 0]]
    two = confusion_of(
        true_classes(np.array([1.0, -1.0, 1.0])), predicted_classes(np.array([0.5, 0.5, -0.5])), 2
    )
    assert two.tolist() == [[0, 1], [1, 1]]
    assert confusion_of(TRUTH[:0], TRUTH[:0], 3).tolist() == [[0] * 3] * 3
