"""The way of one batch through the network and back, in matrix form: the chain rule on NumPy.

A batch is a matrix with one *column* a sample, and under the inputs of each layer stands a row of
ones, so that a layer's weights and biases are one matrix W with the biases in its last column:

    forward     Z = W · [X; 1]        Y = f(Z)
    backward    dZ = dY ∘ f'(Z)       dW = dZ · [X; 1]ᵀ       dX = Wᵀ · dZ

For batches of ten samples nearly all the time is what it takes to call NumPy. So there are few
calls, and all that they need is made beforehand: arrays, views, and `dot`s bound to their matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from engine.arrays import Array
from engine.formulas.activations import Activation
from engine.formulas.elementary import ARRAYS


class MatrixPass:
    """Forward and backward for batches of one width, on arrays made once.

    `weights` and `weight_gradients` hold a matrix (outputs, inputs + 1) a layer. They are used
    where they are: a pass reads the weights as they are then, and overwrites the gradients.
    """

    def __init__(
        self,
        weights: Sequence[Array],
        weight_gradients: Sequence[Array],
        activation: Activation,
        output_activation: Activation,
        width: int,
    ) -> None:
        self.activation = activation
        self.output_activation = output_activation
        # The outputs of all layers below each other, those of hidden ones followed by their ones:
        # so all slopes are computed at once.
        sizes = [len(matrix) for matrix in weights]
        ends = list(accumulate(size + 1 for size in sizes))
        self._units = np.ones((ends[-1] - 1, width))
        rows = [slice(end - size - 1, end - 1) for end, size in zip(ends, sizes, strict=True)]
        self.outputs = [self._units[each] for each in rows]
        """Of every unit: an array (units, width) a layer."""
        self.scores: Array = self._units[-1]
        outputs_and_ones = [self._units[each.start : each.stop + 1] for each in rows]
        deltas = [np.empty((size, width)) for size in sizes]
        self._score_delta = deltas[-1][0]
        activations = [activation] * (len(sizes) - 1) + [output_activation]
        self._upwards = [
            (matrix.dot, layer_activation.function, outputs, with_ones)
            for matrix, layer_activation, outputs, with_ones in zip(
                weights, activations, self.outputs, outputs_and_ones, strict=True
            )
        ]
        self._downwards = [
            (
                deltas[layer].dot,
                outputs_and_ones[layer - 1].T,
                weight_gradients[layer],
                weights[layer][:, :-1].T.dot,
                deltas[layer],
                deltas[layer - 1],
                rows[layer - 1],
            )
            for layer in range(len(sizes) - 1, 0, -1)
        ]
        self._first_delta_dot = deltas[0].dot
        self._first_gradient = weight_gradients[0]

    def forward(self, x: Array) -> Array:
        """The scores, shape (width,), of a batch of shape (inputs + 1, width) that ends in ones."""
        self._x = x
        inputs = x
        for weights_dot, function, outputs, outputs_and_ones in self._upwards:
            weights_dot(inputs, outputs)
            function(ARRAYS, outputs, outputs)
            inputs = outputs_and_ones
        return self.scores

    def backward(self, score_derivatives: Array) -> None:
        """Compute d loss/d weights of the batch that went forward last, given d loss/d scores."""
        slopes = self.activation.derivative(ARRAYS, self._units)
        if self.output_activation is not self.activation:
            slopes[-1] = self.output_activation.derivative(ARRAYS, self.scores)
        np.multiply(score_derivatives, slopes[-1], self._score_delta)
        for (
            delta_dot,
            inputs_transposed,
            gradient,
            weights_transposed_dot,
            delta,
            delta_below,
            rows_below,
        ) in self._downwards:
            delta_dot(inputs_transposed, gradient)
            weights_transposed_dot(delta, delta_below)
            delta_below *= slopes[rows_below]
        self._first_delta_dot(self._x.T, self._first_gradient)
