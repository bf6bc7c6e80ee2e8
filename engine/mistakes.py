"""The classic mistakes of hand-written training loops, each a switch, each real.

The first of them all, a forgotten `zero_grad`, has a switch of its own in the configuration.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.value import Value, topological_order

Walk = Callable[[Value], None]
"""Goes through a graph from its result and leaves a `grad` in every value."""

Start = Callable[[int], Array]
"""Makes so many parameters to begin with."""


@dataclass(frozen=True)
class Mistake:
    """Something one does wrong, and what comes of it."""

    name: str
    label: str
    """What the header says while it is on."""
    wrong: str
    """The line as it was written by mistake."""
    right: str
    """What belongs where it is wrong."""
    explanation: str
    walk: Walk | None
    """What goes through the graph in place of `Value.backward`; only the scalar form has one."""
    ascends: bool
    """Whether the update goes along the gradient, not against it."""
    start: Start | None
    """What makes the first parameters in place of random ones."""
    pytorch: str | None
    """The argument with which an optimiser of PyTorch makes it, if it takes one; None where
    PyTorch does not let one make this mistake."""


def backward_overwriting(result: Value) -> None:
    """`Value.backward` with `=` where `+=` belongs."""
    order = topological_order(result)
    for node in order:
        node.grad = 0.0
    result.grad = 1.0
    for node in reversed(order):
        for parent, derivative in zip(node.parents, node.derivatives, strict=True):
            parent.grad = derivative * node.grad


EQUAL = 0.1
"""What all parameters are when they start equal."""


def equal_parameters(count: int) -> Array:
    """All parameters the same: then all units of a layer are, and stay, the same."""
    return np.full(count, EQUAL)


MISTAKES = {
    each.name: each
    for each in (
        Mistake(
            "overwrite",
            label="= for +=",
            wrong="parent.grad = derivative * node.grad",
            right="+=",
            explanation="backward sets .grad where it should add to it. A value that is used more "
            "than once keeps only the gradient of the use that comes last; every parameter is used "
            "once for each sample, so the others of the batch are lost.",
            walk=backward_overwriting,
            ascends=False,
            start=None,
            pytorch=None,
        ),
        Mistake(
            "ascend",
            label="wrong sign",
            wrong="parameter += learning_rate * gradient",
            right="-=",
            explanation="The update goes along the gradient, not against it: uphill, so that "
            "the loss grows where it should fall.",
            walk=None,
            ascends=True,
            start=None,
            pytorch="maximize=True",
        ),
        Mistake(
            "equal-start",
            label="equal start",
            wrong=f"parameter = {EQUAL}",
            right="random",
            explanation="All parameters start equal, so all neurons of a layer compute the same, "
            "get the same gradient and stay the same: symmetry never breaks, and a layer is worth "
            "one neuron.",
            walk=None,
            ascends=False,
            start=equal_parameters,
            pytorch="",
        ),
    )
}
