"""Where a run begins: the parameters before the first update.

Each initialization is a function and an entry. It is given zeros, a matrix (units, inputs + 1) a
layer with the biases in its last column, and fills them with what the seed decides.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from engine.arrays import Array
from engine.network.flat import by_layer, parameter_count
from engine.randomness import generator


def glorot(layers: Sequence[Array], seed: int) -> None:
    """Weights drawn evenly from ±√(6 / (inputs + outputs)), biases zero.

    X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural
    networks", 2010, equation 16: signals neither die out nor blow up on their way through.
    """
    stream = generator(seed, "init")
    for layer in layers:
        outputs, inputs = layer[:, :-1].shape
        limit = np.sqrt(6.0 / (inputs + outputs))
        layer[:, :-1] = stream.uniform(-limit, limit, (outputs, inputs))


def uniform(layers: Sequence[Array], seed: int) -> None:
    """Weights drawn evenly from ±1, neuron by neuron, biases zero.

    micrograd after `random.seed(seed)`, to the last bit (github.com/karpathy/micrograd,
    micrograd/nn.py).
    """
    # Python's own generator, for the sake of the same numbers.
    stream = random.Random(seed)
    for layer in layers:
        for neuron in layer:
            neuron[:-1] = [stream.uniform(-1.0, 1.0) for _ in neuron[:-1]]


def lecture(layers: Sequence[Array], seed: int) -> None:
    """Weights and biases drawn evenly from ±1, neuron by neuron.

    What `engine.nn.MLP` begins with after `random.seed(seed)`.
    """
    stream = random.Random(seed)
    for layer in layers:
        for neuron in layer:
            neuron[:] = [stream.uniform(-1.0, 1.0) for _ in neuron]


def playground(layers: Sequence[Array], seed: int) -> None:
    """Weights drawn evenly from ±0.5, biases 0.1.

    TensorFlow Playground (github.com/tensorflow/playground, src/nn.ts).
    """
    stream = generator(seed, "init")
    for layer in layers:
        layer[:, :-1] = stream.uniform(-0.5, 0.5, layer[:, :-1].shape)
        layer[:, -1] = 0.1


INITIALIZATIONS: Mapping[str, Callable[[Sequence[Array], int], None]] = {
    "glorot": glorot,
    "uniform": uniform,
    "lecture": lecture,
    "playground": playground,
}


def initial_parameters(sizes: Sequence[int], seed: int, initialization: str = "glorot") -> Array:
    """The parameters that a network of these sizes begins with; flat, in the usual order."""
    parameters = np.zeros(parameter_count(sizes))
    INITIALIZATIONS[initialization](by_layer(parameters, sizes), seed)
    return parameters
