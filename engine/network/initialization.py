"""Where a run begins: the parameters before the first update."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from engine.randomness import generator

Array = NDArray[np.float64]


EQUAL = 0.1
"""What all parameters are when they start equal, by mistake."""


def equal_parameters(sizes: Sequence[int]) -> Array:
    """All parameters the same: then all units of a layer are, and stay, the same."""
    return np.full(sum(outputs * (inputs + 1) for inputs, outputs in pairwise(sizes)), EQUAL)


def initial_parameters(sizes: Sequence[int], seed: int) -> Array:
    """Weights drawn evenly from ±√(6 / (inputs + outputs)), biases zero; flat, in the usual order.

    X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural
    networks", 2010, equation 16: signals neither die out nor blow up on their way through.
    """
    random = generator(seed, "init")
    layers = []
    for inputs, outputs in pairwise(sizes):
        limit = np.sqrt(6.0 / (inputs + outputs))
        layer = np.zeros((outputs, inputs + 1))
        layer[:, :-1] = random.uniform(-limit, limit, (outputs, inputs))
        layers.append(layer.ravel())
    return np.concatenate(layers)
