"""Small sets of samples with several outputs: of more than two classes, and of several numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.data.table import Table, scaled_table
from engine.formulas.losses import LOSSES

COLUMNS = ("x0", "x1")


def of_classes(classes: int = 3, samples: int = 14) -> Table:
    """Points around a circle, a heap of them for each class; all classes are there.

    So close together that a small network does not become certain of them within a few updates.
    """
    random = np.random.default_rng(classes)
    truth = np.arange(samples) % classes
    angles = 2.0 * np.pi * truth / classes
    centres = np.column_stack((np.cos(angles), np.sin(angles)))
    points = 0.5 * centres + 0.3 * random.normal(size=(samples, 2))
    labels = ["abcdefghij"[number] for number in truth]
    return scaled_table(
        f"{classes}-classes.csv", COLUMNS, points, labels, scale=False, target_names=("class",)
    )


def of_targets(targets: int = 2, samples: int = 14) -> Table:
    """Numbers that are smooth functions of the point, each another one, with some noise."""
    random = np.random.default_rng(targets)
    points = 0.5 * random.normal(size=(samples, 2))
    numbers = np.sin(points @ random.normal(size=(2, targets)) + np.arange(targets))
    numbers = 0.8 * numbers + 0.1 * random.normal(size=numbers.shape)
    names = tuple("qrstuvwxyz"[-targets:])
    return scaled_table(
        f"{targets}-targets.csv", COLUMNS, points, numbers, scale=False, target_names=names
    )


def with_loss(loss: str) -> dict[str, Any]:
    """What a configuration needs for this loss: where it is for them, more than two classes."""
    return {"loss": loss, "table": of_classes(3, 30) if LOSSES[loss].is_over_classes else None}


SEVERAL: dict[str, dict[str, Any]] = {
    "cross-entropy of 3 classes": {"loss": "cross-entropy", "table": of_classes(3)},
    "mse of 2 targets": {"loss": "mse", "table": of_targets(2)},
    "sse of 3 targets": {"loss": "sse", "table": of_targets(3)},
}
"""Whatever a network with several outputs may be trained for, as settings of its configuration."""
