"""The samples of one run, as its network sees them."""

from __future__ import annotations

from dataclasses import dataclass

from engine.arrays import Array
from engine.data.features import features_of
from engine.data.split import split
from engine.run.configuration import Configuration


@dataclass(frozen=True, eq=False)
class Samples:
    """Points, what the network is given of them, and targets: the training set first.

    `points` has shape (samples, columns), raw; `inputs` has shape (samples, inputs); `targets` has
    shape (samples,), or (samples, outputs) of several outputs. The first `train_count` samples are
    trained on, the others test.
    """

    points: Array
    inputs: Array
    targets: Array
    train_count: int


def load(configuration: Configuration) -> Samples:
    """The samples that this configuration describes: equal ones, equal samples."""
    points, targets, train_count = split(
        configuration.data,
        configuration.samples,
        configuration.noise,
        configuration.train_share,
        configuration.seed,
    )
    return Samples(points, inputs_of(points, configuration), targets, train_count)


def inputs_of(points: Array, configuration: Configuration) -> Array:
    """What the network is given of raw points (samples, columns): shape (samples, inputs)."""
    return features_of(points, configuration.features) if points.shape[1] == 2 else points
