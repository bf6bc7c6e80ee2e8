"""One run in both forms of the network, update by update."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from engine.activations import ACTIVATIONS
from engine.configuration import Configuration
from engine.losses import LOSSES
from engine.optimizers import OPTIMIZERS
from engine.training import Training

Array = NDArray[np.float64]

UPDATES = 100
ROUNDING = float(np.finfo(np.float64).eps)

COMBINATIONS = [
    Configuration(
        samples=14,
        hidden=(3,),
        learning_rate=0.05,
        activation=activation,
        loss=loss,
        optimizer=optimizer,
        zero_grad=zero_grad,
        batch_size=batch_size,
        l1=l1,
        l2=l2,
    )
    for activation, loss, optimizer, zero_grad, batch_size, l1, l2 in product(
        ACTIVATIONS, LOSSES, OPTIMIZERS, (True, False), (1, 3, None), (0.0, 0.001), (0.0, 0.002)
    )
]
"""All 1,152. A batch size of 3 leaves a last batch of 1, for the lecture has four samples."""


def name_of(configuration: Configuration) -> str:
    c = configuration
    zero_grad = "zero_grad" if c.zero_grad else "no zero_grad"
    return f"{c.activation} {c.loss} {c.optimizer} {zero_grad} {c.batch_size} {c.l1} {c.l2}"


def distance(a: Array, b: Array) -> float:
    """The largest difference, relative to the largest number of `b`.

    A perfect fit leaves nothing of s - t but the rounding of scores of about one, and so of loss
    and gradient: what is smaller than a hundredth of the scores' size counts as if it were not.
    """
    return float(np.abs(a - b).max() / max(np.abs(b).max(), 0.01))


def numbers_of(training: Training) -> tuple[Array, Array, Array]:
    """The loss of the last update, and the gradients and parameters after it."""
    loss = np.array([np.nan if training.batch_loss is None else training.batch_loss])
    return loss, training.model.gradients.copy(), training.model.parameters.copy()


def distance_of(one: Training, other: Training) -> float:
    pairs = zip(numbers_of(one), numbers_of(other), strict=True)
    return max(distance(a, b) for a, b in pairs)


def go_where(training: Training, other: Training) -> None:
    """Take over the numbers of another run that stands between the same two updates."""
    training.model.parameters = other.model.parameters
    training.model.gradients = other.model.gradients
    training.optimizer.slots[:] = other.optimizer.slots
