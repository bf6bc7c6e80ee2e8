"""Tables such as a reader may have: of more than two classes, and of several numbers to fit."""

from __future__ import annotations

import numpy as np

from engine.data.table import Table, scaled_table

FLOWERS = ("setosa", "versicolor", "virginica")


def flowers(each: int = 20) -> Table:
    """So many samples of each of three flowers, of which two reach into each other."""
    random = np.random.default_rng(7)
    middles = ((1.5, 0.2), (4.3, 1.3), (5.3, 2.0))
    raw = np.concatenate([random.normal(middle, 0.35, size=(each, 2)) for middle in middles])
    labels = [flower for flower in FLOWERS for _ in range(each)]
    return scaled_table("flowers.csv", ("length", "width"), raw, labels)


def houses(count: int = 40) -> Table:
    """Two numbers to be fitted, of different size."""
    raw = np.random.default_rng(7).uniform(-1.0, 1.0, size=(count, 2))
    targets = np.stack([50.0 + 20.0 * raw[:, 0] * raw[:, 1], raw[:, 0] - raw[:, 1]], axis=1)
    return scaled_table("house.csv", ("size", "age"), raw, targets, target_names=("price", "heat"))
