"""How far right gradients may be off by rounding alone: as far as what is summed is large.

A sum of n terms is wrong by n roundings of Σ|terms| at most, however much of them cancels; and what
goes in wrong comes out wrong. So a second forward and backward, on the sizes of all numbers, gives
a bound for each gradient, where a fixed share of the largest would be too much for one and too
little for another. Nearly all two forms differ by is a hundredth of it.

N. J. Higham, "Accuracy and stability of numerical algorithms", 2nd edition, 2002, section 3.3.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.check.batch_loss import BatchLoss, Forward
from engine.check.finite_differences import EPSILON
from engine.formulas.activations import Activation
from engine.formulas.elementary import ARRAYS

OF_A_FUNCTION = 4.0 * EPSILON
"""What exp, tanh and the like, and a few operations on their results, may be off by, relatively."""


@dataclass(frozen=True, eq=False)
class Rounding:
    """Bounds, which are infinite or NaN where numbers are too large for any."""

    loss: float
    """How far the loss of the batch may be off, penalties left out."""
    gradients: Array
    """How far each gradient may be off, shape (parameters,)."""
    sizes: Array
    """Σ|terms| of each gradient: what there was to cancel, shape (parameters,)."""


@dataclass(frozen=True, eq=False)
class Sized:
    """The sizes of an array of numbers, and how far each may be off."""

    sizes: Array
    errors: Array

    def product(self, other: Sized) -> Sized:
        """Each of these numbers times one of those, rounded."""
        sizes = self.sizes * other.sizes
        errors = self.errors * (other.sizes + other.errors) + self.sizes * other.errors
        return Sized(sizes, errors + OF_A_FUNCTION * sizes)

    def sums(self, other: Sized) -> Sized:
        """The matrix product: each entry is a sum of as many terms as this one has columns."""
        sizes = self.sizes @ other.sizes
        errors = self.errors @ (other.sizes + other.errors) + self.sizes @ other.errors
        return Sized(sizes, errors + of_a_sum(self.sizes.shape[1]) * sizes)

    @property
    def transposed(self) -> Sized:
        return Sized(self.sizes.T, self.errors.T)


def rounding_of(batch: BatchLoss, here: Forward, parameters: Array) -> Rounding:
    """All bounds at these parameters, which this forward has gone by."""
    weights = [exact(matrix) for matrix in here.weights]
    sums = []
    inputs = [exact(batch.x)]
    for layer, activation in enumerate(batch.activations):
        sums.append(weights[layer].sums(inputs[-1]).errors)
        inputs.append(outputs_of(activation, here.sums[layer], sums[-1]))
    score_errors = inputs.pop().errors[0]

    count = len(batch.targets)
    losses = np.abs(here.losses)
    loss_errors = spread(batch.losses_at, here.scores, score_errors) + OF_A_FUNCTION * losses
    deltas = score_derivatives_of(batch, here.scores, score_errors)
    gradients = []
    for layer in reversed(range(len(weights))):
        deltas = deltas.product(slopes_of(batch.activations[layer], here.sums[layer], sums[layer]))
        gradients.append(deltas.sums(inputs[layer].transposed))
        without_biases = Sized(weights[layer].sizes[:, :-1], weights[layer].errors[:, :-1])
        deltas = without_biases.transposed.sums(deltas)
    l1, l2 = batch.configuration.l1, batch.configuration.l2
    sizes = np.concatenate([each.sizes.ravel() for each in reversed(gradients)])
    sizes += l1 + 2.0 * l2 * np.abs(parameters)
    errors = np.concatenate([each.errors.ravel() for each in reversed(gradients)])
    return Rounding(
        loss=batch.scale * float(loss_errors.sum() + of_a_sum(count) * losses.sum()),
        gradients=errors + OF_A_FUNCTION * sizes,
        sizes=sizes,
    )


def outputs_of(activation: Activation, sums: Array, errors: Array) -> Sized:
    """[Y; 1] of sums that may be off so far."""

    def output(z: Array) -> Array:
        outputs: Array = activation.function(ARRAYS, z)
        return outputs

    ones = np.ones((1, sums.shape[1]))
    sizes = np.abs(output(sums))
    off = spread(output, sums, errors) + OF_A_FUNCTION * sizes
    return Sized(np.vstack((sizes, ones)), np.vstack((off, 0.0 * ones)))


def slopes_of(activation: Activation, sums: Array, errors: Array) -> Sized:
    """f'(Z). It is computed of the output, which is rounded: near its flat ends by all it is."""

    def slope(z: Array) -> Array:
        slopes: Array = activation.derivative(ARRAYS, activation.function(ARRAYS, z))
        return slopes

    off = spread(slope, sums, errors) + OF_A_FUNCTION * activation.steepest
    return Sized(size(slope(sums), activation.steepest), off)


def score_derivatives_of(batch: BatchLoss, scores: Array, errors: Array) -> Sized:
    """d loss/d score, shape (1, batch)."""

    def derivative(at: Array) -> Array:
        derivatives: Array = batch.loss.derivative(ARRAYS, batch.losses_at(at), at, batch.targets)
        return derivatives

    sizes = size(derivative(scores), 1.0)
    off = spread(derivative, scores, errors) + OF_A_FUNCTION * sizes
    return Sized(batch.scale * sizes[None], batch.scale * off[None])


def exact(numbers: Array) -> Sized:
    return Sized(np.abs(numbers), np.zeros_like(numbers))


def of_a_sum(terms: int) -> float:
    """What a sum of products may be off by, in whatever order, as a share of Σ|terms|."""
    return (terms + 2) * EPSILON


def spread(function: Callable[[Array], Array], at: Array, errors: Array) -> Array:
    """How far the result of a monotonic function may be off where its argument is."""
    here = function(at)
    off = np.maximum(np.abs(function(at + errors) - here), np.abs(function(at - errors) - here))
    # Where it is no number even here, it is wrong, and nothing is to be excused.
    off[np.isnan(here)] = 0.0
    return np.where(np.isnan(off), np.inf, off)


def size(numbers: Array, otherwise: float) -> Array:
    """Without their signs. What is not finite is not right, and no measure of what would be."""
    return np.where(np.isfinite(numbers), np.abs(numbers), otherwise)
