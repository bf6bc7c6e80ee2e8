"""Which classes a network takes for which others."""

from __future__ import annotations

import numpy as np

from engine.arrays import Indices


def confusion_of(truth: Indices, predicted: Indices, classes: int) -> Indices:
    """How many samples of each class are taken for each: shape (classes, classes).

    Both arguments have shape (samples,) and hold the numbers of classes, from 0. A row is a true
    class, a column what the network says.
    """
    pairs = truth * classes + predicted
    counts: Indices = np.bincount(pairs, minlength=classes * classes).reshape(classes, classes)
    return counts
