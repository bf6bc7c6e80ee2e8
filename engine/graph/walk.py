"""The chain rule at work: forward node by node, then backward, one sum at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from engine.graph.graph import Graph


class Step(NamedTuple):
    """One line of the walk; a named tuple for speed, as a node is.

    "forward" computes the data of `node`. "start" sets the grad of the result, `node`, to 1.0.
    "add" is one `parent.grad += derivative * node.grad`.
    """

    kind: Literal["forward", "start", "add"]
    node: int
    parent: int = -1
    """Whose grad changes: number `use` of the parents of `node`."""
    use: int = 0
    before: float = 0.0
    """What that grad was."""
    contribution: float = 0.0
    """derivative * node.grad"""
    after: float = 0.0
    """What that grad is now: their sum, or by mistake the contribution alone."""


@dataclass(frozen=True)
class Walk:
    """All steps through a graph, one after the other, with their numbers.

    Backward is that of `Value.backward`; where it `overwrites`, that of the mistake by which it
    sets a grad where it should add to it.
    """

    graph: Graph
    overwrites: bool = False
    tells: bool = True
    """Whether words may say which of the two it does; else the numbers alone do."""

    @property
    def overwrites_as_told(self) -> bool | None:
        """None where that is not told."""
        return self.overwrites if self.tells else None

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return tuple(self._steps())

    def _steps(self) -> Iterator[Step]:
        nodes = self.graph.nodes
        for number, node in enumerate(nodes):
            if not node.is_leaf:
                yield Step("forward", number)
        grads = self.carried
        result = len(nodes) - 1
        before = grads[result]
        grads[result] = 1.0 if self.overwrites else before + 1.0
        yield Step("start", result, result, 0, before, 1.0, grads[result])
        for number in range(result, -1, -1):
            node, grad = nodes[number], grads[number]
            for use, (parent, derivative) in enumerate(
                zip(node.parents, node.derivatives, strict=True)
            ):
                contribution = derivative * grad
                before = grads[parent]
                after = contribution if self.overwrites else before + contribution
                grads[parent] = after
                yield Step("add", number, parent, use, before, contribution, after)

    @property
    def carried(self) -> list[float]:
        """The grads before backward begins: 0.0, but for leaves that carry some over."""
        return [node.carried for node in self.graph.nodes]

    @cached_property
    def forward_steps(self) -> int:
        """How many steps forward has: one for each operation."""
        return sum(not node.is_leaf for node in self.graph.nodes)

    def grads_at(self, position: int) -> list[float]:
        """The grad of each node once so many steps are done."""
        grads = self.carried
        for step in self.steps[self.forward_steps : position]:
            grads[step.parent] = step.after
        return grads

    def is_known_at(self, position: int) -> list[bool]:
        """Whether the data of each node is computed by then; a leaf's always is."""
        known = [node.is_leaf for node in self.graph.nodes]
        for step in self.steps[: min(position, self.forward_steps)]:
            known[step.node] = True
        return known

    @cached_property
    def grads(self) -> list[float]:
        """The grad of each node at the end: what the last step leaves, found without the others."""
        nodes = self.graph.nodes
        grads = self.carried
        grads[-1] = 1.0 if self.overwrites else grads[-1] + 1.0
        for node, number in zip(reversed(nodes), range(len(nodes) - 1, -1, -1), strict=True):
            if node.parents:
                grad = grads[number]
                for parent, derivative in zip(node.parents, node.derivatives, strict=True):
                    contribution = derivative * grad
                    grads[parent] = (
                        contribution if self.overwrites else grads[parent] + contribution
                    )
        return grads
