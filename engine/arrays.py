"""The kinds of arrays there are, and how long one is. Numbers are doubles, and overflow in silence.

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


def quiet() -> np.errstate:
    """Within this, or in a function that it decorates, NumPy does not warn of overflow.

    A run that runs away overflows: that is divergence, which is noted and shown as such. What
    carries out a whole command is within it, and what other programs call of `engine.training`; the
    functions below these need not think of it. It holds for the thread that enters it.
    """
    return np.errstate(over="ignore", invalid="ignore", divide="ignore")


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
