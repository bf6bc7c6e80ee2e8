"""Which classes a network takes for which others."""

from __future__ import annotations

import numpy as np

from engine.arrays import Array, Indices
from engine.run.evaluation import predicted_classes, true_classes


def confusion_of(truth: Indices, predicted: Indices, classes: int) -> Indices:
    """How many samples of each class are taken for each: shape (classes, classes).

    Both arguments have shape (samples,) and hold the numbers of classes, from 0. A row is a true
    class, a column what the network says.
    """
    pairs = truth * classes + predicted
    counts: Indices = np.bincount(pairs, minlength=classes * classes).reshape(classes, classes)
    return counts


def shares_right(scores: Array, targets: Array) -> tuple[float | None, ...] | None:
    """By class, the share 0 .. 1 of its samples that is put into it; None of a class that has none.

    `scores` and `targets` are as `engine.run.evaluation.evaluate` takes them, of classes. None
    altogether where a score is not a number, for then a sample is in no class.
    """
    if np.isnan(scores).any():
        return None
    classes = 2 if scores.ndim == 1 else len(scores)
    return row_shares(confusion_of(true_classes(targets), predicted_classes(scores), classes))


def row_shares(counts: Indices) -> tuple[float | None, ...]:
    """Of each class, the share of its samples taken for it; None where it has none."""
    pairs = zip(counts.diagonal().tolist(), counts.sum(axis=1).tolist(), strict=True)
    return tuple(right / samples if samples else None for right, samples in pairs)
