"""Every named number of a text moved along its gradient, all at once, as an optimizer does it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.errors import ConfigurationError
from engine.graph.scratchpad.leaves import with_numbers
from engine.graph.scratchpad.nudge import decimal_sum
from engine.graph.scratchpad.program import Evaluated, evaluate


@dataclass(frozen=True)
class Descent:
    """All named leaves moved by `rate` times their gradients, and the result at both places."""

    text: str
    """With the numbers moved."""
    rate: float
    """Below zero where the result is to fall; the lecture adds, and makes it rise."""
    count: int
    result_name: str
    before: float
    after: float


def moved_along(text: str, evaluated: Evaluated, grads: Sequence[float], rate: float) -> Descent:
    """Add `rate` times its gradient to each named leaf; `grads` are those of the graph's nodes.

    Raises `ConfigurationError` where none has a name, or where no finite numbers would come of it.
    """
    named = [
        (leaf, grads[node])
        for leaf, node in zip(evaluated.leaves, evaluated.leaf_nodes, strict=True)
        if node is not None and leaf.name
    ]
    if not named:
        raise ConfigurationError(
            "no number here has a name, and only those are moved: write one as a = 2.0"
        )
    for leaf, grad in named:
        if not math.isfinite(grad):
            raise ConfigurationError(f"the grad of {leaf.name} is {grad}: no step can be taken")
    factor = Decimal(repr(rate))
    numbers = [decimal_sum(leaf.data, factor * Decimal(repr(grad))) for leaf, grad in named]
    text_moved = with_numbers(text, [leaf for leaf, _ in named], numbers)
    after = evaluate(text_moved)
    if not math.isfinite(after.graph.result.data):
        name = evaluated.result_name or "the result"
        raise ConfigurationError(
            f"such a step would make {name} {after.graph.result.data}: a smaller lr is needed"
        )
    before = evaluated.graph.result.data
    return Descent(
        text_moved, rate, len(named), evaluated.result_name, before, after.graph.result.data
    )
