"""Which samples a run has, and which of them it trains on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.data.datasets import Dataset
from engine.randomness import generator


@dataclass(frozen=True, eq=False)
class Split:
    """A training set and a test set: points (samples, columns), targets (samples,).

    The test set of a fixed dataset is empty.
    """

    train_points: Array
    train_targets: Array
    test_points: Array
    test_targets: Array


def train_count(samples: int, train_share: float) -> int:
    """How many of the samples are trained on: at least one, and not all."""
    return min(max(round(samples * train_share), 1), samples - 1)


def split(dataset: Dataset, samples: int, noise: float, train_share: float, seed: int) -> Split:
    """Samples of this dataset, shuffled and cut in two, by the key (seed, "data")."""
    random = generator(seed, "data")
    points, targets = dataset.generate(samples, noise, random)
    if dataset.fixed:
        return Split(points, targets, points[:0], targets[:0])
    order = random.permutation(len(points))
    train, test = np.split(order, [train_count(len(points), train_share)])
    return Split(points[train], targets[train], points[test], targets[test])
