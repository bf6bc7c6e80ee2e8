"""The part of the plane that maps and pictures show, as points for the network.

Of data with more than two columns it is a plane through the space of all of them: along two
columns, or along the two directions in which the samples differ most.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.arrays import Array
from engine.data.datasets import Bounds
from engine.data.table import padded
from engine.run.samples import Samples
from engine.training import Training
from microtui.session.view import Axes


@dataclass(frozen=True, eq=False)
class Plane:
    """The points `origin` + x·`across` + y·`up`, of which the part within `bounds` is shown.

    Of data with one column there is only a line: `up` is zero, and what stands up there is the
    target of a sample, which the network is not given.
    """

    origin: Array
    across: Array
    """A vector of the space of the data's columns, as `up` is: of length 1."""
    up: Array
    bounds: Bounds
    x_name: str
    y_name: str
    x: Array
    """Where the samples are, from left to right: shape (samples,)."""
    y: Array | None
    """And from bottom to top; None where that is their target."""
    share: float | None = None
    """How much of the variance of the training set lies in it, 0 .. 1; None along two columns."""

    def points(self, columns: int, rows: int) -> Array:
        """The middles of the cells, top row first: shape (rows x columns, inputs)."""
        x_min, x_max, y_min, y_max = self.bounds
        x = x_min + (np.arange(columns) + 0.5) * (x_max - x_min) / columns
        y = y_max - (np.arange(rows) + 0.5) * (y_max - y_min) / rows
        return (
            self.origin
            + np.outer(np.tile(x, rows), self.across)
            + np.outer(y.repeat(columns), self.up)
        )


def plane_of(training: Training, axes: Axes | None = None) -> Plane:
    """The plane along these axes, or along those that suit the data where there are none of these.

    They suit a picture, of which two pixels alone say nothing, if they are principal; other data if
    they are the first two columns.
    """
    dataset, samples = training.configuration.data, training.data
    names, bounds = dataset.input_names, dataset.bounds
    if len(names) == 1:
        return line(samples, names[0], bounds)
    usual: Axes = (0, 1) if dataset.picture is None else "principal"
    if axes is None or (axes != "principal" and not is_within(axes, len(names))):
        axes = usual
    if axes == "principal" and len(names) > 2:
        return principal_plane(samples)
    pair = (0, 1) if axes == "principal" else axes
    return pair_plane(samples, pair, names, bounds if pair == (0, 1) else None)


def map_points(training: Training, columns: int, rows: int, axes: Axes | None = None) -> Array:
    """The middles of the cells of the plane along these axes: shape (rows x columns, inputs)."""
    return plane_of(training, axes).points(columns, rows)


def is_within(axes: tuple[int, int], count: int) -> bool:
    """Whether there are two such columns among so many."""
    return max(axes) < count and axes[0] != axes[1]


@lru_cache(maxsize=4)
def pair_plane(
    samples: Samples, axes: tuple[int, int], names: tuple[str, ...], bounds: Bounds | None
) -> Plane:
    """Along two columns, the others at the mean of the samples; without bounds, all of them.

    Of a run and its twin, for the map and for pictures of units, it is made once.
    """
    across, up = axes
    x, y = samples.points[:, across], samples.points[:, up]
    origin = samples.points.mean(axis=0)
    origin[[across, up]] = 0.0
    along = np.eye(len(names))
    if bounds is None:
        bounds = (*padded(x), *padded(y))
    return Plane(origin, along[across], along[up], bounds, names[across], names[up], x, y)


def line(samples: Samples, name: str, bounds: Bounds) -> Plane:
    """Along the only column there is."""
    x = samples.points[:, 0]
    return Plane(np.zeros(1), np.ones(1), np.zeros(1), bounds, name, "target", x, None)


@lru_cache(maxsize=2)
def principal_plane(samples: Samples) -> Plane:
    """Along the first two principal components of the training set, through its mean.

    They are the eigenvectors of its covariances with the largest eigenvalues (I. T. Jolliffe,
    Principal Component Analysis, 2002). A component may as well point the other way: here its
    largest entry is above 0. Of each run they are computed once.
    """
    train = samples.points[: samples.train_count]
    mean = train.mean(axis=0)
    centred = train - mean
    variances, directions = np.linalg.eigh(centred.T @ centred)
    across, up = (
        each * np.sign(each[np.abs(each).argmax()])
        for each in (directions[:, -1], directions[:, -2])
    )
    total = float(np.abs(variances).sum())
    share = float(np.abs(variances[-2:]).sum()) / total if total > 0.0 else 1.0
    x, y = (samples.points - mean) @ across, (samples.points - mean) @ up
    bounds = (*padded(x), *padded(y))
    return Plane(mean, across, up, bounds, "PC 1", "PC 2", x, y, share)
