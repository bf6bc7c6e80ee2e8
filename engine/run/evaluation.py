"""How good a network is: loss and accuracy over whole sets, outside of any update."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.formulas.elementary import ARRAYS
from engine.formulas.losses import Loss


@dataclass(frozen=True)
class Evaluation:
    """The loss over a set of samples, without penalties, and the share of them on the right side.

    `accuracy` is 0 .. 1, and None where the targets are numbers, not classes, or where a score is
    not a number, for then a sample is on no side.
    """

    loss: float
    accuracy: float | None


def evaluate(
    scores: Array, targets: Array, train_count: int, loss: Loss, *, is_classification: bool
) -> tuple[Evaluation, Evaluation | None]:
    """On the first `train_count` samples, and on the others, if there are any.

    `scores` and `targets` have shape (samples,), with one sample at least.
    """
    train, test = losses_of(scores, targets, train_count, loss)
    is_right = scores * targets > 0.0

    def accuracy(of: slice) -> float | None:
        if not is_classification or np.isnan(scores[of]).any():
            return None
        return float(np.mean(is_right[of]))

    return (
        Evaluation(train, accuracy(slice(train_count))),
        None if test is None else Evaluation(test, accuracy(slice(train_count, None))),
    )


def losses_of(
    scores: Array, targets: Array, train_count: int, loss: Loss
) -> tuple[float, float | None]:
    """The loss over the first `train_count` samples, and that over the others, if there are any."""
    losses = loss.function(ARRAYS, scores, targets)
    train = loss.scale(train_count) * float(losses[:train_count].sum())
    test_count = len(losses) - train_count
    if test_count == 0:
        return train, None
    return train, loss.scale(test_count) * float(losses[train_count:].sum())
