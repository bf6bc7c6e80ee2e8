"""How far the loss of a sample may be off by rounding, and its derivatives by the scores.

A loss that takes its scores one by one is off as far as each of them is, and by its own rounding.

Softmax mixes the scores of a sample. Its p = 1 / Σ e^(s' - s), over the scores s' of all classes,
rises with its own score s and falls with every other: so nothing is worse for it than that its own
is off one way and all others are off the other. Both ways are tried; the same goes for -log p. To
what the scores are off, a rounding of their distance from the largest is added, which is taken off
them first. Then come roundings of its own: of k powers of e, of their sum, and of a quotient or a
logarithm, each a share of p, or of -log p. p - t is rounded as its two parts are, and may cancel to
less than that: so its measure is p + t.
"""

from __future__ import annotations

import numpy as np

from engine.arrays import Array
from engine.check.batch_loss import BatchLoss
from engine.check.finite_differences import EPSILON
from engine.check.sized import OF_A_FUNCTION, Sized, of_a_sum, size, spread
from engine.formulas.elementary import ARRAYS
from engine.formulas.softmax import softmax


def loss_errors_of(batch: BatchLoss, scores: Array, errors: Array) -> Array:
    """How far the loss of each sample may be off, shape (batch,), where the scores are so far."""
    losses = np.abs(batch.losses_at(scores))
    if batch.loss.is_over_classes:
        towards = np.where(batch.targets == 1.0, -1.0, 1.0) * of_distances(scores, errors)
        return spread(batch.losses_at, scores, towards) + of_softmax(len(errors)) * losses

    def losses_at(at: Array) -> Array:
        each: Array = batch.loss.function(ARRAYS, at, batch.targets)
        return each

    off = spread(losses_at, scores, errors)
    if errors.ndim > 1:
        count = len(errors)
        off = batch.loss.scale(count) * off.sum(axis=0) + of_a_sum(count) * losses
    return off + OF_A_FUNCTION * losses


def score_derivatives_of(batch: BatchLoss, scores: Array, errors: Array) -> Sized:
    """d loss/d score of the batch, shape (outputs, batch), where the scores are off so far."""

    def derivative(at: Array) -> Array:
        return batch.loss.score_slopes(at, batch.targets)

    if batch.loss.is_over_classes:
        sizes = size(softmax(scores), 1.0) + batch.targets
        off = probability_errors(scores, errors) + of_softmax(len(scores)) * sizes
    else:
        sizes = size(derivative(scores), 1.0)
        off = spread(derivative, scores, errors) + OF_A_FUNCTION * sizes
    return Sized(batch.scale * np.atleast_2d(sizes), batch.scale * np.atleast_2d(off))


def probability_errors(scores: Array, errors: Array) -> Array:
    """How far each p may be off, shape (classes, batch), where the scores are so far."""
    off = of_distances(scores, errors)
    found = np.empty_like(scores)
    for row in range(len(scores)):

        def probability(at: Array, row: int = row) -> Array:
            of_class: Array = softmax(at)[row]
            return of_class

        towards = -off
        towards[row] = off[row]
        found[row] = spread(probability, scores, towards)
    return found


def of_distances(scores: Array, errors: Array) -> Array:
    """What scores are off, less the largest of their sample."""
    off: Array = errors + EPSILON * np.abs(scores - scores.max(axis=0))
    return off


def of_softmax(classes: int) -> float:
    """What p may be off by all that is computed on the way to it, as a share of p; -log p, too."""
    return 2.0 * OF_A_FUNCTION + of_a_sum(classes)
