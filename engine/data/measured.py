"""Datasets that somebody measured: the same samples whatever number and noise are asked for.

Each gives points of shape (samples, columns) and targets (samples, classes): 1 for the class of the
sample, 0 for the others. Where they come from stands in `engine/data/packed/SOURCES.md`.
"""

from __future__ import annotations

import numpy as np

from engine.arrays import Array
from engine.data.packed import unpack

IRIS_MEANS = (5.84, 3.06, 3.76, 1.20)
"""Centimetres, of all 150 plants: sepal length, sepal width, petal length, petal width."""


def iris(samples: int, noise: float, random: np.random.Generator) -> tuple[Array, Array]:
    """Fisher's 150 plants: by how many centimetres each measure is above or below `IRIS_MEANS`.

    As they are, all measures are above 0, and a network learns several times as slowly.
    """
    centimetres, species = unpack.iris()
    return centimetres - IRIS_MEANS, np.eye(3)[species]


def digits(samples: int, noise: float, random: np.random.Generator) -> tuple[Array, Array]:
    """1,797 handwritten digits, 64 pixels each from the upper left corner row by row.

    A pixel is 0 where there is paper and 1 where there is ink: UCI's 0 .. 16 by 16.
    """
    pixels, shown = unpack.digits()
    return pixels / 16.0, np.eye(10)[shown]
