"""The network as one would write it in NumPy at first: allocate and `@`, a row a sample.

tanh everywhere and the mean squared error, as in TensorFlow Playground; plain gradient descent.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from engine.arrays import Array, Indices


class StraightforwardMLP:
    """Starts from flat parameters in the engine's order: neuron by neuron, weights, then bias."""

    def __init__(self, sizes: Sequence[int], parameters: Array) -> None:
        self.weights: list[Array] = []
        self.biases: list[Array] = []
        start = 0
        for nin, nout in pairwise(sizes):
            layer = parameters[start : start + nout * (nin + 1)].reshape(nout, nin + 1)
            self.weights.append(layer[:, :-1].T.copy())
            self.biases.append(layer[:, -1].copy())
            start += nout * (nin + 1)

    def forward(self, x: Array) -> list[Array]:
        """The outputs of every layer, the inputs first."""
        outputs = [x]
        for weights, biases in zip(self.weights, self.biases, strict=True):
            outputs.append(np.tanh(outputs[-1] @ weights + biases))
        return outputs

    def update(self, x: Array, targets: Array, learning_rate: float) -> float:
        """One step down the gradient; gives the loss before it."""
        outputs = self.forward(x)
        error = outputs[-1][:, 0] - targets
        loss = np.mean(error**2)
        delta = (2 * error / len(targets))[:, None] * (1 - outputs[-1] ** 2)
        gradients = []
        for layer in reversed(range(len(self.weights))):
            gradients.append((outputs[layer].T @ delta, delta.sum(axis=0)))
            if layer > 0:
                delta = (delta @ self.weights[layer].T) * (1 - outputs[layer] ** 2)
        for layer, (of_weights, of_biases) in enumerate(reversed(gradients)):
            self.weights[layer] -= learning_rate * of_weights
            self.biases[layer] -= learning_rate * of_biases
        return float(loss)

    def epoch(
        self,
        x: Array,
        targets: Array,
        order: Indices,
        batch_size: int,
        learning_rate: float,
    ) -> None:
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            self.update(x[batch], targets[batch], learning_rate)

    def loss(self, x: Array, targets: Array) -> float:
        return float(np.mean((self.forward(x)[-1][:, 0] - targets) ** 2))
