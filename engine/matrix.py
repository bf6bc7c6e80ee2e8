"""The same network in matrix form: whole batches at a time, on NumPy.

A batch is a matrix with one *column* a sample, and under the inputs of each layer stands a row of
ones, so that a layer's weights and biases are one matrix W with the biases in its last column:

    forward     Z = W · [X; 1]        Y = f(Z)
    backward    dZ = dY ∘ f'(Z)       dW = dZ · [X; 1]ᵀ       dX = Wᵀ · dZ

All parameters live in one flat vector, row by row of each W, which is neuron by neuron: the order
of `engine.nn`. The gradients live in another. Both have a view a layer.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from engine.activations import ACTIVATIONS
from engine.elementary import ARRAYS
from engine.losses import LOSSES
from engine.regularizers import penalty, penalty_gradient

Array = NDArray[np.float64]


class Workspace:
    """The arrays that one batch of a given width passes through; made once, then used again.

    `units` holds the outputs of all hidden layers below each other, each followed by its row of
    ones, so that the slopes of all hidden units are computed in one go.
    """

    def __init__(self, sizes: Sequence[int], width: int) -> None:
        hidden = sizes[1:-1]
        ends = list(accumulate(size + 1 for size in hidden))
        self.units = np.ones((sum(hidden) + len(hidden), width))
        self.rows = [slice(end - size - 1, end - 1) for end, size in zip(ends, hidden, strict=True)]
        scores = np.empty((sizes[-1], width))
        self.outputs = [*(self.units[rows] for rows in self.rows), scores]
        self.outputs_and_ones = [
            *(self.units[rows.start : rows.stop + 1] for rows in self.rows),
            scores,
        ]
        self.inputs_transposed = [outputs.T for outputs in self.outputs_and_ones[:-1]]
        self.deltas = [np.empty((size, width)) for size in sizes[1:]]


class MatrixMLP:
    """A multilayer perceptron over batches; one form of `engine.model.Model`.

    `sizes` counts the units per layer, inputs first, one output last.
    """

    def __init__(self, sizes: Sequence[int], activation: str, output_activation: str) -> None:
        self.sizes = tuple(sizes)
        self.activation = ACTIVATIONS[activation]
        self.output_activation = ACTIVATIONS[output_activation]
        shapes = [(outputs, inputs + 1) for inputs, outputs in pairwise(sizes)]
        count = sum(rows * columns for rows, columns in shapes)
        self._parameters: Array = np.zeros(count)
        self._gradients: Array = np.zeros(count)
        self.added: Array = np.zeros(count)
        """What the last backward added to the gradients."""
        self.weights = layer_views(self._parameters, shapes)
        self._added_weights = layer_views(self.added, shapes)
        self._weights_transposed = [weights[:, :-1].T for weights in self.weights]
        hidden_count = len(sizes) - 2
        self._layer_activations = [*[self.activation] * hidden_count, self.output_activation]
        self._workspaces: dict[int, Workspace] = {}
        self._prediction_workspace = Workspace(self.sizes, 0)

    @property
    def parameters(self) -> Array:
        """All of them, flat; changing the array in place moves the network."""
        return self._parameters

    @parameters.setter
    def parameters(self, parameters: Array) -> None:
        self._parameters[:] = parameters

    @property
    def gradients(self) -> Array:
        return self._gradients

    @gradients.setter
    def gradients(self, gradients: Array) -> None:
        self._gradients[:] = gradients

    def set_data(self, points: Array, targets: Array) -> None:
        self._data = with_ones(points)
        self._targets = targets
        self._shuffled_data = np.empty_like(self._data)
        self._shuffled_targets = np.empty_like(targets)
        self._workspaces = {}

    def batches(self, order: NDArray[np.intp], batch_size: int) -> Sequence[tuple[Array, Array]]:
        np.take(self._data, order, axis=1, out=self._shuffled_data)
        np.take(self._targets, order, out=self._shuffled_targets)
        cuts = [slice(start, start + batch_size) for start in range(0, len(order), batch_size)]
        return [(self._shuffled_data[:, cut], self._shuffled_targets[cut]) for cut in cuts]

    def __call__(self, x: Array) -> Array:
        """The scores, shape (batch,), of a batch of shape (inputs + 1, batch) that ends in ones."""
        width = x.shape[1]
        if width not in self._workspaces:
            self._workspaces[width] = Workspace(self.sizes, width)
        self._x = x
        self._work = self._workspaces[width]
        return self._forward(x, self._work)

    def _forward(self, x: Array, work: Workspace) -> Array:
        inputs = x
        for weights, activation, outputs, outputs_and_ones in zip(
            self.weights, self._layer_activations, work.outputs, work.outputs_and_ones, strict=True
        ):
            np.dot(weights, inputs, out=outputs)
            if activation.name != "linear":
                outputs[...] = activation.function(ARRAYS, outputs)
            inputs = outputs_and_ones
        scores: Array = outputs[0]
        return scores

    def backward(self, score_derivatives: Array) -> None:
        """Compute d loss/d parameter into `added`, given d loss/d score of the last batch."""
        work = self._work
        delta = work.deltas[-1]
        delta[...] = score_derivatives
        if self.output_activation.name != "linear":
            delta *= self.output_activation.derivative(work.outputs[-1])
        slopes = self.activation.derivative(work.units)
        for layer in range(len(self.weights) - 1, 0, -1):
            np.dot(delta, work.inputs_transposed[layer - 1], out=self._added_weights[layer])
            delta_below = work.deltas[layer - 1]
            np.dot(self._weights_transposed[layer], delta, out=delta_below)
            delta_below *= slopes[work.rows[layer - 1]]
            delta = delta_below
        np.dot(delta, self._x.T, out=self._added_weights[0])

    def zero_grad(self) -> None:
        self._gradients.fill(0.0)

    def criterion(self, name: str, l1: float, l2: float) -> MatrixCriterion:
        return MatrixCriterion(self, name, l1, l2)

    def predict(self, points: Array) -> Array:
        """The scores, shape (samples,), of points of shape (samples, inputs).

        Leaves an update under way untouched.
        """
        scores: Array = self.unit_outputs(points)[-1][0]
        return scores

    def unit_outputs(self, points: Array) -> list[Array]:
        """What every unit gives for these points: an array (units, samples) a layer.

        They are overwritten by the next call. Leaves an update under way untouched.
        """
        if self._prediction_workspace.units.shape[1] != len(points):
            self._prediction_workspace = Workspace(self.sizes, len(points))
        self._forward(with_ones(points), self._prediction_workspace)
        return self._prediction_workspace.outputs


class MatrixLoss:
    """The loss of one batch, at the end of the matrices that it was computed through."""

    __slots__ = ("_criterion", "_score_derivatives", "data")

    def __init__(self, data: float, criterion: MatrixCriterion, score_derivatives: Array) -> None:
        self.data = data
        self._criterion = criterion
        self._score_derivatives = score_derivatives

    def backward(self) -> None:
        """Add d loss/d parameter to the model's gradients."""
        model, criterion = self._criterion.model, self._criterion
        model.backward(self._score_derivatives)
        if criterion.has_penalty:
            model.added += penalty_gradient(model.parameters, criterion.l1, criterion.l2)
        gradients = model.gradients
        gradients += model.added


class MatrixCriterion:
    """A loss on the scores of one model, with penalties on its parameters."""

    def __init__(self, model: MatrixMLP, name: str, l1: float, l2: float) -> None:
        self.model = model
        self.loss = LOSSES[name]
        self.l1 = l1
        self.l2 = l2
        self.has_penalty = l1 != 0.0 or l2 != 0.0

    def __call__(self, scores: Array, targets: Array) -> MatrixLoss:
        scale = self.loss.scale(len(targets))
        losses, derivatives = self.loss.function(ARRAYS, scores, targets)
        total = scale * float(losses.sum())
        if self.has_penalty:
            total += penalty(self.model.parameters, self.l1, self.l2)
        derivatives *= scale
        return MatrixLoss(total, self, derivatives)


def with_ones(points: Array) -> Array:
    """Points of shape (samples, inputs) as columns over a row of ones: (inputs + 1, samples)."""
    return np.vstack([points.T, np.ones(len(points))])


def layer_views(flat: Array, shapes: Sequence[tuple[int, int]]) -> list[Array]:
    """Matrices of these shapes, one after the other, that share the memory of a flat vector."""
    ends = accumulate(rows * columns for rows, columns in shapes)
    return [
        flat[end - rows * columns : end].reshape(rows, columns)
        for end, (rows, columns) in zip(ends, shapes, strict=True)
    ]
