"""The part of the plane that maps and pictures show, as points for the network."""

from __future__ import annotations

import numpy as np

from engine.arrays import Array
from engine.data.datasets import Bounds
from engine.data.table import padded
from engine.training import Training


def axes_within(training: Training, axes: tuple[int, int]) -> tuple[int, int]:
    """These two columns of the data, or the first two where there are none of these."""
    is_there = max(axes) < training.data.points.shape[1] and axes[0] != axes[1]
    return axes if is_there else (0, 1)


def bounds_of(training: Training, axes: tuple[int, int]) -> Bounds:
    """The part of the plane to show: the dataset's own, or what holds all samples."""
    if axes == (0, 1):
        return training.configuration.data.bounds
    x, y = (training.data.points[:, axis] for axis in axes)
    return (*padded(x), *padded(y))


def map_points(
    training: Training, columns: int, rows: int, axes: tuple[int, int] = (0, 1)
) -> Array:
    """The middles of the cells, top row first: shape (rows x columns, inputs).

    Of a dataset with more than two columns the map varies two; the others stand at the mean of
    the samples.
    """
    x_min, x_max, y_min, y_max = bounds_of(training, axes)
    x = x_min + (np.arange(columns) + 0.5) * (x_max - x_min) / columns
    y = y_max - (np.arange(rows) + 0.5) * (y_max - y_min) / rows
    points = np.tile(training.data.points.mean(axis=0), (rows * columns, 1))
    points[:, axes[0]] = np.tile(x, rows)
    points[:, axes[1]] = np.repeat(y, columns)
    return points
