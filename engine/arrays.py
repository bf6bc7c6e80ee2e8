"""The kinds of arrays there are, and how long one is: numbers are doubles everywhere.

Shapes are said where arrays are taken and given.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
"""Numbers."""

Indices = NDArray[np.intp]
"""Whole numbers that count or point into another array."""

Mask = NDArray[np.bool_]
"""Yes or no, element by element."""


def norm(numbers: Array) -> float:
    """The Euclidean norm, of any numbers that a float can hold.

    `numpy.linalg.norm` squares them as they are: of 1e200 it makes inf, and of 1e-200 zero.
    """
    largest = float(np.abs(numbers).max(initial=0.0))
    if not (math.isfinite(largest) and largest > 0.0):
        return largest
    if 1e-100 < largest < 1e100:
        return math.sqrt(numbers.dot(numbers))
    scaled = numbers / largest
    return largest * math.sqrt(scaled.dot(scaled))
