"""The same network in matrix form: whole batches at a time, on NumPy.

All parameters live in one flat vector (`engine.network.flat` knows its order), the gradients in
another. The chain rule itself is in `engine.network.matrix_pass`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.arrays import Array, Indices
from engine.formulas.activations import ACTIVATIONS
from engine.formulas.optimizers import Rule
from engine.network.flat import by_layer, parameter_count
from engine.network.matrix_loss import MatrixCriterion
from engine.network.matrix_pass import MatrixPass
from engine.network.optimizer import Optimizer


class MatrixMLP:
    """A multilayer perceptron over batches; one form of `engine.network.model.Model`.

    `sizes` counts the units per layer, inputs first. With one output last, scores and targets have
    shape (samples,); with several, scores have shape (outputs, samples): a column a sample.
    """

    def __init__(self, sizes: Sequence[int], activation: str, output_activation: str) -> None:
        self.sizes = tuple(sizes)
        self.activation = ACTIVATIONS[activation]
        self.output_activation = ACTIVATIONS[output_activation]
        count = parameter_count(sizes)
        self._parameters: Array = np.zeros(count)
        self._gradients: Array = np.zeros(count)
        self.added: Array = np.zeros(count)
        """What the last backward added to the gradients."""
        self.carried: Array = np.zeros(count)
        """What the gradients held when it did."""
        self.weights = by_layer(self._parameters, sizes)
        self._added_weights = by_layer(self.added, sizes)
        self._passes: dict[int, MatrixPass] = {}
        self._set_prediction_width(0)

    @property
    def parameters(self) -> Array:
        """All of them, flat; changing the array in place moves the network."""
        return self._parameters

    @parameters.setter
    def parameters(self, parameters: Array) -> None:
        # Changed in place and assigned back, it is there already.
        if parameters is not self._parameters:
            self._parameters[:] = parameters

    @property
    def gradients(self) -> Array:
        return self._gradients

    @gradients.setter
    def gradients(self, gradients: Array) -> None:
        self._gradients[:] = gradients

    def set_data(self, points: Array, targets: Array) -> None:
        self._data = with_ones(points)
        self._targets = np.ascontiguousarray(targets.T)
        self._shuffled_data = np.empty_like(self._data)
        self._shuffled_targets = np.empty_like(self._targets)
        self._batches: dict[int, list[tuple[Array, Array]]] = {}
        self._passes = {}

    def batches(self, order: Indices, batch_size: int) -> Sequence[tuple[Array, Array]]:
        """Views of the shuffled data: the next call puts other samples into them."""
        # Only with a mode that needs no checking does NumPy write into `out` straight away.
        self._data.take(order, axis=1, out=self._shuffled_data, mode="clip")
        self._targets.take(order, axis=-1, out=self._shuffled_targets, mode="clip")
        if batch_size not in self._batches:
            cuts = [slice(start, start + batch_size) for start in range(0, len(order), batch_size)]
            self._batches[batch_size] = [
                (self._shuffled_data[:, cut], self._shuffled_targets[..., cut]) for cut in cuts
            ]
        return self._batches[batch_size]

    def __call__(self, x: Array) -> Array:
        """The scores of a batch of shape (inputs + 1, batch) that ends in ones."""
        width = x.shape[1]
        if width not in self._passes:
            self._passes[width] = self._new_pass(width)
        self._pass = self._passes[width]
        return self._pass.forward(x)

    def backward(self, score_derivatives: Array) -> None:
        """Compute d loss/d parameter into `added`, given d loss/d score of the last batch."""
        self._pass.backward(score_derivatives)

    def add_to_gradients(self) -> None:
        """Add `added` to the held gradients; what they held until now is `carried` from then on."""
        carried = self._gradients
        # Into the other array, for what is not overwritten need not be copied.
        self._gradients = np.add(carried, self.added, self.carried)
        self.carried = carried

    def zero_grad(self) -> None:
        self._gradients.fill(0.0)

    def criterion(self, name: str, l1: float, l2: float) -> MatrixCriterion:
        return MatrixCriterion(self, name, l1, l2)

    def optimizer(self, rule: Rule, rate: float, *, ascends: bool) -> Optimizer:
        return Optimizer(self, rule, rate, ascends=ascends)

    def predict(self, points: Array) -> Array:
        """The scores of points of shape (samples, inputs).

        They are overwritten by the next call. Leaves an update under way untouched.
        """
        return self._prediction_pass_over(points).scores

    def unit_outputs(self, points: Array) -> list[Array]:
        """What every unit gives for these points: an array (units, samples) a layer.

        They are overwritten by the next call. Leaves an update under way untouched.
        """
        return self._prediction_pass_over(points).outputs

    def _prediction_pass_over(self, points: Array) -> MatrixPass:
        if self._prediction_inputs.shape[1] != len(points):
            self._set_prediction_width(len(points))
        self._prediction_inputs[:-1] = points.T
        self._prediction_pass.forward(self._prediction_inputs)
        return self._prediction_pass

    def _set_prediction_width(self, width: int) -> None:
        self._prediction_inputs = np.ones((self.sizes[0] + 1, width))
        self._prediction_pass = self._new_pass(width)

    def _new_pass(self, width: int) -> MatrixPass:
        return MatrixPass(
            self.weights, self._added_weights, self.activation, self.output_activation, width
        )


def with_ones(points: Array) -> Array:
    """Points of shape (samples, inputs) as columns over a row of ones: (inputs + 1, samples)."""
    columns = np.ones((points.shape[1] + 1, len(points)))
    columns[:-1] = points.T
    return columns
