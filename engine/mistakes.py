"""The classic mistakes of hand-written training loops, each a switch, each real.

The first of them all, a forgotten `zero_grad`, has a switch of its own in the configuration.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.value import Value, topological_order


@dataclass(frozen=True)
class Mistake:
    """Something one does wrong: its name, what was written, and what comes of it."""

    name: str
    label: str
    """What the header says while it is on."""
    wrong: str
    """The line as it was written by mistake."""
    right: str
    explanation: str


OVERWRITE = "overwrite"
ASCEND = "ascend"
EQUAL_START = "equal-start"

MISTAKES = {
    each.name: each
    for each in (
        Mistake(
            OVERWRITE,
            "= for +=",
            "parent.grad = derivative * out",
            "parent.grad += derivative * out",
            "backward sets .grad where it should add to it. A value that is used more than once "
            "keeps only the gradient of the use that comes last; every parameter is used once for "
            "each sample, so the others of the batch are lost.",
        ),
        Mistake(
            ASCEND,
            "wrong sign",
            "parameter += learning_rate * gradient",
            "parameter -= learning_rate * gradient",
            "The update goes along the gradient, not against it: uphill. The loss grows, and the "
            "larger it is, the faster.",
        ),
        Mistake(
            EQUAL_START,
            "equal start",
            "parameter = 0.1",
            "parameter = uniform(-limit, limit)",
            "All parameters start equal, so all neurons of a layer compute the same, get the same "
            "gradient and stay the same: symmetry never breaks, and a layer is worth one neuron.",
        ),
    )
}


def backward_overwriting(result: Value) -> None:
    """`Value.backward` with `=` where `+=` belongs."""
    order = topological_order(result)
    for node in order:
        node.grad = 0.0
    result.grad = 1.0
    for node in reversed(order):
        out = node.grad
        for parent, derivative in zip(node._parents, node._derivatives, strict=True):
            parent.grad = derivative * out
