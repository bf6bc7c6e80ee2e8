"""One number of a text moved by a little: what its gradient predicts, and what comes of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from engine.errors import ConfigurationError
from engine.graph.scratchpad.leaves import Leaf, with_numbers
from engine.graph.scratchpad.program import Evaluated, evaluate

SMALLEST = 13
"""Decimals of the smallest h that is tried: there, rounding is most of what one sees."""

QUICK = 500
"""Nodes up to which every power of ten is tried; of a larger graph every third."""


@dataclass(frozen=True)
class Nudge:
    """A leaf moved by `step`, and the result at both places."""

    text: str
    """With the number moved."""
    name: str
    """Of the leaf; empty for a number within a formula."""
    data: float
    """Of the leaf, before."""
    step: float
    grad: float
    result_name: str
    before: float
    after: float
    quotients: tuple[tuple[float, float], ...]
    """From h = `step` on, a tenth each time: h, and (f(x + h) - f(x)) / h."""

    @property
    def predicted(self) -> float:
        return self.grad * self.step

    @property
    def change(self) -> float:
        return self.after - self.before


def leaf_of(evaluated: Evaluated, node: int) -> Leaf | None:
    """The number typed that this node of the graph has; None for an operation, and for a number
    that nobody has typed."""
    for leaf, number in zip(evaluated.leaves, evaluated.leaf_nodes, strict=True):
        if number == node:
            return leaf
    return None


def nudged(text: str, evaluated: Evaluated, leaf: Leaf, step: float, grad: float) -> Nudge:
    """Move this leaf of the text by `step`, the gradient of the result by it being `grad`.

    Raises `ConfigurationError` where the step is too small for the number to change at all.
    """
    moved = decimal_sum(leaf.data, Decimal(repr(step)))
    if moved == leaf.data:
        raise ConfigurationError(
            f"{leaf.data!r} is so large that {step:g} more is the same float: a larger h is needed"
        )
    text_moved = with_numbers(text, [leaf], [moved])
    before = evaluated.graph.result.data
    sizes = list(steps_from(step, 1 if len(evaluated.graph.nodes) <= QUICK else 3))
    quotients = tuple((h, (result_at(text, leaf, leaf.data + h) - before) / h) for h in sizes)
    return Nudge(
        text_moved,
        leaf.name,
        leaf.data,
        step,
        grad,
        evaluated.result_name,
        before,
        evaluate(text_moved).graph.result.data,
        quotients,
    )


def result_at(text: str, leaf: Leaf, number: float) -> float:
    """What the text computes with this number in the leaf's place."""
    return evaluate(with_numbers(text, [leaf], [number])).graph.result.data


def steps_from(step: float, decades: int) -> Iterator[float]:
    """This one, and ever smaller ones with its sign."""
    first = -round(math.log10(abs(step)))
    for decimals in range(first, SMALLEST + 1, decades):
        yield math.copysign(10.0**-decimals, step)


def decimal_sum(number: float, step: Decimal) -> float:
    """As one adds by hand: 2.001 and 0.001 are 2.002, where floats would say 2.0019999999999998."""
    return float(Decimal(repr(number)) + step) if math.isfinite(number) else number
