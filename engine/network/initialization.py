"""Where a run begins: the parameters before the first update."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.arrays import Array
from engine.network.flat import by_layer, parameter_count
from engine.randomness import generator


def initial_parameters(sizes: Sequence[int], seed: int) -> Array:
    """Weights drawn evenly from ±√(6 / (inputs + outputs)), biases zero; flat, in the usual order.

    X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural
    networks", 2010, equation 16: signals neither die out nor blow up on their way through.
    """
    random = generator(seed, "init")
    parameters = np.zeros(parameter_count(sizes))
    for layer in by_layer(parameters, sizes):
        outputs, inputs = layer[:, :-1].shape
        limit = np.sqrt(6.0 / (inputs + outputs))
        layer[:, :-1] = random.uniform(-limit, limit, (outputs, inputs))
    return parameters
