"""How far right gradients may be off by rounding alone: as far as what is summed is large.

A sum of n terms is wrong by n roundings of Σ|terms| at most, however much of them cancels; and what
goes in wrong comes out wrong. So a second forward and backward, on the sizes of all numbers, gives
a bound for each gradient, where a fixed share of the largest would be too much for one and too
little for another. Nearly all two forms differ by is a hundredth of it.

N. J. Higham, "Accuracy and stability of numerical algorithms", 2nd edition, 2002, section 3.3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.check.batch_loss import BatchLoss, Forward
from engine.check.loss_rounding import loss_errors_of, score_derivatives_of
from engine.check.sized import OF_A_FUNCTION, Sized, exact, of_a_sum, size, spread
from engine.formulas.activations import Activation
from engine.formulas.elementary import ARRAYS
from engine.network.model import scores_of


@dataclass(frozen=True, eq=False)
class Rounding:
    """Bounds, which are infinite or NaN where numbers are too large for any."""

    loss: float
    """How far the loss of the batch may be off, penalties left out."""
    gradients: Array
    """How far each gradient may be off, shape (parameters,)."""
    sizes: Array
    """Σ|terms| of each gradient: what there was to cancel, shape (parameters,)."""


def rounding_of(batch: BatchLoss, here: Forward, parameters: Array) -> Rounding:
    """All bounds at these parameters, which this forward has gone by."""
    weights = [exact(matrix) for matrix in here.weights]
    sums = []
    inputs = [exact(batch.x)]
    for layer, activation in enumerate(batch.activations):
        sums.append(weights[layer].sums(inputs[-1]).errors)
        inputs.append(outputs_of(activation, here.sums[layer], sums[-1]))
    score_errors = scores_of([inputs.pop().errors[:-1]])

    loss_errors = loss_errors_of(batch, here.scores, score_errors)
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
    added_up = of_a_sum(len(here.losses)) * np.abs(here.losses).sum()
    return Rounding(
        loss=batch.scale * float(loss_errors.sum() + added_up),
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
