"""The part of the plane that maps and pictures show, as points for the network."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.training import Training

Array = NDArray[np.float64]


def map_points(training: Training, columns: int, rows: int) -> Array:
    """The middles of the cells, top row first: shape (rows x columns, inputs).

    Of a dataset with more than two columns the map varies the first two; the others stand at the
    mean of the samples.
    """
    x_min, x_max, y_min, y_max = training.configuration.data.bounds
    x = x_min + (np.arange(columns) + 0.5) * (x_max - x_min) / columns
    y = y_max - (np.arange(rows) + 0.5) * (y_max - y_min) / rows
    points = np.tile(training.data.points.mean(axis=0), (rows * columns, 1))
    points[:, 0] = np.tile(x, rows)
    points[:, 1] = np.repeat(y, columns)
    return points
