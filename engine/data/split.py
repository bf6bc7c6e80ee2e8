"""Which samples a run has, and which of them it trains on."""

from __future__ import annotations

from engine.arrays import Array
from engine.data.datasets import Dataset
from engine.randomness import generator


def train_count(samples: int, train_share: float) -> int:
    """How many of the samples are trained on: at least one, and all only where the share is 1."""
    most = samples if train_share == 1.0 else samples - 1
    return min(max(round(samples * train_share), 1), most)


def split(
    dataset: Dataset, samples: int, noise: float, train_share: float, seed: int
) -> tuple[Array, Array, int]:
    """Samples of this dataset, shuffled by the key (seed, "data"): the training set first.

    Points have shape (samples, columns), targets (samples,); the number is that of samples to train
    on. Those of a fixed dataset are all of them, as they are.
    """
    random = generator(seed, "data")
    points, targets = dataset.generate(samples, noise, random)
    if dataset.fixed:
        return points, targets, len(points)
    order = random.permutation(len(points))
    return points[order], targets[order], train_count(len(points), train_share)
