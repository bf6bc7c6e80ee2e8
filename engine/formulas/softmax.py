"""Several scores as probabilities of as many classes, and how surprising the right one is.

Whole batches at a time, in one step that never overflows: with the largest score taken off all of
them first, e is raised to nothing above 0, and the sum is 1 at least. What the same comes to one
operation after the other is in `engine.network.sample_loss`.
"""

from __future__ import annotations

import numpy as np

from engine.arrays import Array


def log_softmax(scores: Array) -> Array:
    """log p = s - log Σ e^s over the classes, which stand below each other: (classes, samples)."""
    shifted = scores - scores.max(axis=0)
    powers = np.exp(shifted)
    # That of the largest is 1, which log1p adds again: so of the others no digit is lost, however
    # small they are beside it, and the loss of a sample that is all but certain has all its own.
    powers[scores.argmax(axis=0), np.arange(scores.shape[1])] -= 1.0
    logarithms: Array = shifted - np.log1p(powers.sum(axis=0))
    return logarithms


def softmax(scores: Array) -> Array:
    """p = e^s / Σ e^s over the classes, which stand below each other: (classes, samples)."""
    powers = np.exp(scores - scores.max(axis=0))
    probabilities: Array = powers / powers.sum(axis=0)
    return probabilities


def cross_entropy_of(scores: Array, targets: Array) -> Array:
    """-log p of the class whose target is 1, of a column each: shape (samples,)."""
    # Chosen, not multiplied: 0 · log p would be NaN for a class that is infinitely unlikely.
    losses: Array = np.where(targets == 1.0, -log_softmax(scores), 0.0).sum(axis=0)
    return losses
