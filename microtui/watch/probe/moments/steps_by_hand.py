"""Updates without an optimizer: nothing tells of them but that the tensors are others."""

from __future__ import annotations

from typing import Any, NamedTuple

from microtui.watch.events import Gradient
from microtui.watch.probe.moments.steps import Taken
from microtui.watch.probe.numbers.samples import Sample, is_same, sample
from microtui.watch.probe.tensors.leaves import Leaf, Leaves

SAME_DIRECTION = 0.99
"""The cosine between how far a tensor is from the one it took the place of, and the gradient of
that: below it, it is another input rather than the same weight moved on."""


class Left(NamedTuple):
    """How a backward left a tensor."""

    leaf: Leaf
    tensor: Any
    """A weak reference to it."""
    sample: Sample
    gradient: Any
    """At the same elements; None where they are not dense."""
    held: float | None
    """The norm of its gradient."""


class StepsByHand:
    """Compares what a backward left with what the next one finds. Behind a backward that is not
    measured, one tensor stands for all that moved last."""

    def __init__(self, torch: Any, leaves: Leaves) -> None:
        self._torch = torch
        self._leaves = leaves
        self._left: list[Left] = []
        self._moved_last: frozenset[int] = frozenset()
        self._was_measured = False

    def behind_backward(self, gradients: tuple[Gradient, ...], is_measured: bool) -> None:
        self._was_measured = is_measured
        if not is_measured and not self._moved_last:
            return
        for gradient in gradients:
            leaf = self._leaves.numbered(gradient.tensor)
            if leaf.is_in_optimizer:
                continue
            if not is_measured and leaf.number not in self._moved_last:
                continue
            self._left.append(self._left_now(leaf, gradient.grad))
            if not is_measured:
                return

    def found(self) -> Taken | None:
        """The step that has been taken since the last backward."""
        if not self._left:
            return None
        left, self._left = self._left, []
        moved = frozenset(
            each.leaf.number
            for each in left
            if not each.leaf.is_in_optimizer and self._is_moved(each)
        )
        if not moved:
            return None
        if self._was_measured:
            self._moved_last = moved
        held = {
            each.leaf.number: each.held
            for each in left
            if each.held is not None and each.leaf.number in moved
        }
        return Taken(None, self._moved_last, held, dict.fromkeys(sorted(moved), True))

    def _left_now(self, leaf: Leaf, held: float | None) -> Left:
        tensor = leaf.tensor()
        grad = tensor.grad
        is_dense = grad is not None and grad.layout is self._torch.strided
        gradient = sample(self._torch, grad).clone() if is_dense else None
        return Left(leaf, leaf.reference, Sample(self._torch, tensor), gradient, held)

    def _is_moved(self, left: Left) -> bool:
        now = left.leaf.tensor()
        if now is None or now.is_meta:
            return False
        elements = sample(self._torch, now)
        before = left.sample.kept
        if is_same(self._torch, before, elements):
            return False
        return left.tensor() is now or self._follows(before, elements, left.gradient)

    def _follows(self, before: Any, now: Any, gradient: Any) -> bool:
        """Whether one has come from the other by its gradient."""
        if gradient is None or now.shape != before.shape or gradient.shape != before.shape:
            return False
        with self._torch.no_grad():
            way = (before - now).flatten().double()
            direction = gradient.flatten().double()
            product = self._torch.dot(way, direction)
            return bool(product > SAME_DIRECTION * way.norm() * direction.norm())
