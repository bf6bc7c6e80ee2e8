"""How good a network is: loss and accuracy over whole sets, outside of any update."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Indices, Mask
from engine.formulas.losses import Loss


@dataclass(frozen=True)
class Evaluation:
    """The loss over a set of samples, without penalties, and the share put into the right class.

    `accuracy` is 0 .. 1, and None where the targets are numbers, not classes, or where a score is
    not a number, for then a sample is in no class.
    """

    loss: float
    accuracy: float | None


def evaluate(
    scores: Array, targets: Array, train_count: int, loss: Loss, *, is_classification: bool
) -> tuple[Evaluation, Evaluation | None]:
    """On the first `train_count` samples, and on the others, if there are any.

    `scores` and `targets` have shape (samples,), with one sample at least; those of several outputs
    (outputs, samples) and (samples, outputs).
    """
    train, test = losses_of(scores, targets, train_count, loss)
    is_right = are_right(scores, targets) if is_classification else None

    def accuracy(of: slice) -> float | None:
        if is_right is None or np.isnan(scores[..., of]).any():
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
    losses = loss.sample_losses(scores, targets.T)
    train = loss.scale(train_count) * float(losses[:train_count].sum())
    test_count = len(losses) - train_count
    if test_count == 0:
        return train, None
    return train, loss.scale(test_count) * float(losses[train_count:].sum())


def are_right(scores: Array, targets: Array) -> Mask:
    """By sample: whether its score lies on the side of its class, or the score of its class is the
    largest."""
    if scores.ndim == 1:
        return np.greater(scores * targets, 0.0)
    return np.equal(predicted_classes(scores), true_classes(targets))


def predicted_classes(scores: Array) -> Indices:
    """The number of the class that each sample is put into, shape (samples,), from 0.

    Of two classes, by the sign of a score, the second is 1; of several, the one with the largest
    score. Where a score is no number, the sample is in no class, whatever stands here.
    """
    return (scores > 0.0).astype(np.intp) if scores.ndim == 1 else scores.argmax(axis=0)


def true_classes(targets: Array) -> Indices:
    """The number of the class that each sample is of, shape (samples,), from 0."""
    return (targets > 0.0).astype(np.intp) if targets.ndim == 1 else targets.argmax(axis=1)
