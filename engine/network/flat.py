"""A flat vector of parameters, or of their gradients, as one matrix a layer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from engine.network.matrix import layer_views

Array = NDArray[np.float64]


def by_layer(flat: Array, sizes: Sequence[int]) -> list[Array]:
    """Matrices (units, inputs + 1), the bias last; `sizes` counts units, inputs first."""
    return layer_views(flat, [(outputs, inputs + 1) for inputs, outputs in pairwise(sizes)])


def first_index(sizes: Sequence[int], layer: int, unit: int) -> int:
    """Where the parameters of a unit begin in the flat vector; layer 1 is the first with any."""
    counts = [outputs * (inputs + 1) for inputs, outputs in pairwise(sizes)]
    return [0, *accumulate(counts)][layer - 1] + unit * (sizes[layer - 1] + 1)
