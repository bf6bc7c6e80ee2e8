"""The kinds of arrays there are: numbers are doubles everywhere.

Shapes are said where arrays are taken and given.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
"""Numbers."""

Indices = NDArray[np.intp]
"""Whole numbers that count or point into another array."""

Mask = NDArray[np.bool_]
"""Yes or no, element by element."""
