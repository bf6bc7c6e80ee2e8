"""The way of one batch through the network and back, in matrix form: the chain rule on NumPy.

A batch is a matrix with one *column* a sample, and under the inputs of each layer stands a row of
ones, so that a layer's weights and biases are one matrix W with the biases in its last column:

    forward     Z = W · [X; 1]        Y = f(Z)
    backward    dZ = dY ∘ f'(Z)       dW = dZ · [X; 1]ᵀ       dX = Wᵀ · dZ

For batches of ten samples nearly all the time is what it takes to call NumPy. So there are few
calls, and the arrays and views that they need are made beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from engine.arrays import Array
from engine.formulas.activations import Activation
from engine.formulas.elementary import ARRAYS


@dataclass(slots=True, eq=False)
class LayerPass:
    """One layer of a pass: `units` of them, on `inputs` numbers a sample.

    A delta is d loss/dZ, that is, by the weighted sums before the activation.
    """

    activation: Activation
    weights: Array
    """W, shape (units, inputs + 1)."""
    weight_gradients: Array
    """dW, of the same shape."""
    outputs: Array
    """Y, shape (units, width)."""
    outputs_and_ones: Array
    """[Y; 1], shape (units + 1, width): what the next layer is given."""
    outputs_and_ones_transposed: Array
    delta: Array
    """dZ, shape (units, width)."""
    rows: slice
    """Where the outputs stand among those of all layers."""
    weights_without_biases: Array
    """Wᵀ without the row of biases, shape (inputs, units): the way back to the inputs."""


class MatrixPass:
    """Forward and backward for batches of one width, on arrays made once.

    `weights` and `weight_gradients` hold a matrix (units, inputs + 1) a layer. They are used
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
        activations = [activation] * (len(sizes) - 1) + [output_activation]
        self._layers = [
            LayerPass(
                activation=activations[i],
                weights=weights[i],
                weight_gradients=weight_gradients[i],
                outputs=self._units[rows[i]],
                outputs_and_ones=self._units[rows[i].start : rows[i].stop + 1],
                outputs_and_ones_transposed=self._units[rows[i].start : rows[i].stop + 1].T,
                delta=np.empty((sizes[i], width)),
                rows=rows[i],
                weights_without_biases=weights[i][:, :-1].T,
            )
            for i in range(len(sizes))
        ]
        self._downwards = list(zip(self._layers[:0:-1], self._layers[-2::-1], strict=True))
        """Each layer but the first with the one below it, the last layer first."""
        self.outputs = [layer.outputs for layer in self._layers]
        """Of every unit: an array (units, width) a layer."""
        self._score_rows = -1 if sizes[-1] == 1 else rows[-1]
        """Where the scores are among all outputs: a single one's row by its number, and so as a
        vector."""
        self._score_delta = self._layers[-1].delta[0 if sizes[-1] == 1 else slice(None)]
        self.scores: Array = self._units[self._score_rows]

    def forward(self, x: Array) -> Array:
        """The scores of a batch of shape (inputs + 1, width) that ends in ones: shape (width,), or
        (outputs, width) where there are several."""
        self._x = x
        inputs = x
        for layer in self._layers:
            layer.weights.dot(inputs, layer.outputs)
            layer.activation.function(ARRAYS, layer.outputs, layer.outputs)
            inputs = layer.outputs_and_ones
        return self.scores

    def backward(self, score_derivatives: Array) -> None:
        """Compute d loss/d weights of the batch that went forward last, given d loss/d scores."""
        slopes = self.activation.derivative(ARRAYS, self._units)
        rows = self._score_rows
        if self.output_activation is not self.activation:
            slopes[rows] = self.output_activation.derivative(ARRAYS, self.scores)
        np.multiply(score_derivatives, slopes[rows], self._score_delta)
        for layer, below in self._downwards:
            layer.delta.dot(below.outputs_and_ones_transposed, layer.weight_gradients)
            layer.weights_without_biases.dot(layer.delta, below.delta)
            below.delta *= slopes[below.rows]
        first = self._layers[0]
        first.delta.dot(self._x.T, first.weight_gradients)
