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

    `accuracy` is 0 .. 1, and None where the targets are numbers, not classes.
    """

    loss: float
    accuracy: float | None


def evaluate(scores: Array, targets: Array, loss: Loss, is_classification: bool) -> Evaluation:
    """`scores` and `targets` have shape (samples,), with one sample at least."""
    accuracy = float(np.mean(scores * targets > 0.0)) if is_classification else None
    return Evaluation(losses_of(scores, targets, len(targets), loss)[0], accuracy)


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
