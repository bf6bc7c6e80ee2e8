"""How a gradient becomes an update: p ← p - learning rate · direction.

Each rule is one entry that computes the direction from the gradient and from what it remembers of
earlier ones (its slots: one array as long as the parameters each).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array


@dataclass(frozen=True)
class Rule:
    """A way to turn gradients into a direction.

    `direction(gradients, slots, steps)` updates `slots`, of shape (slots, parameters), in place;
    `steps` counts the updates, this one included.
    """

    name: str
    direction: Callable[[Array, Array, int], Array]
    slots: tuple[str, ...]
    """What it remembers, by the names that PyTorch has for these in an optimiser's state."""
    counts_steps: bool
    """Whether the number of updates matters to it."""
    pytorch: str
    """What makes the optimiser that does the same in PyTorch, of {parameters} and a {rate}."""


def gradient_descent(gradients: Array, slots: Array, steps: int) -> Array:
    """The gradient itself."""
    return gradients


def momentum(gradients: Array, slots: Array, steps: int) -> Array:
    """v ← 0.9·v + g: a sum of all past gradients that forgets a tenth of itself each time.

    B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964, in
    PyTorch's form. With a factor of 1 this would be exactly a forgotten `zero_grad`.
    """
    velocity: Array = slots[0]
    velocity *= 0.9
    velocity += gradients
    return velocity


def adam(gradients: Array, slots: Array, steps: int) -> Array:
    """m̂ / (√v̂ + ε), running means of g and g², corrected for their start at zero.

    D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1, with
    the paper's β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
    """
    beta1, beta2, epsilon = 0.9, 0.999, 1e-8
    m, v = slots
    m += (1.0 - beta1) * (gradients - m)
    v *= beta2
    v += (1.0 - beta2) * gradients * gradients
    m_corrected = m / (1.0 - beta1**steps)
    v_corrected = v / (1.0 - beta2**steps)
    direction: Array = m_corrected / (np.sqrt(v_corrected) + epsilon)
    return direction


OPTIMIZERS = {
    each.name: each
    for each in (
        Rule(
            "sgd",
            gradient_descent,
            slots=(),
            counts_steps=False,
            pytorch="torch.optim.SGD({parameters}, lr={rate})",
        ),
        Rule(
            "momentum",
            momentum,
            slots=("momentum_buffer",),
            counts_steps=False,
            pytorch="torch.optim.SGD({parameters}, lr={rate}, momentum=0.9)",
        ),
        Rule(
            "adam",
            adam,
            slots=("exp_avg", "exp_avg_sq"),
            counts_steps=True,
            pytorch="torch.optim.Adam({parameters}, lr={rate})",
        ),
    )
}
