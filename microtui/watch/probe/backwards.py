"""What one backward does to the gradient of each leaf: `.grad` before and behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from microtui.watch.events import Gradient
from microtui.watch.probe.leaves import Leaf, Leaves
from microtui.watch.probe.norms import Norms


class Before(NamedTuple):
    """How a leaf is before a backward."""

    leaf: Leaf
    tensor: Any
    grad: Any
    version: int
    carried: float | None


class Arrivals:
    """What arrives at leaves that hold something: it goes into a sum at once, so it is looked at on
    the way. The hooks are there for one backward only; what has a hook can't always be copied."""

    def __init__(self, norms: Norms) -> None:
        self._norms = norms
        self._handles: list[Any] = []
        self._added: dict[int, float | None] = {}

    def watch(self, leaf: Leaf, tensor: Any) -> None:
        self._handles.append(tensor.register_hook(self._hook(leaf.number)))

    def _hook(self, number: int) -> Callable[[Any], None]:
        def arrives(added: Any) -> None:
            # More than once, where a layer that is recomputed is used twice: the norm of a sum
            # does not follow from two norms.
            twice = number in self._added
            self._added[number] = None if twice else self._norms.of([added])[0]

        return arrives

    def added(self, leaf: Leaf) -> float | None:
        return self._added.get(leaf.number)

    def end(self) -> None:
        for handle in self._handles:
            handle.remove()
        self._handles.clear()
        self._added.clear()


class Backwards:
    """One at a time: `begin`, the backward, and `end` or `forget`."""

    def __init__(self, leaves: Leaves, norms: Norms) -> None:
        self._leaves = leaves
        self._norms = norms
        self._arrivals = Arrivals(norms)
        self._before: list[Before] = []
        self._is_measured = False

    def begin(self, is_measured: bool) -> None:
        self._is_measured = is_measured
        leaves = self._leaves.alive()
        grads = [tensor.grad for _, tensor in leaves]
        if is_measured:
            measure(self._norms, [(leaf, g) for (leaf, _), g in zip(leaves, grads, strict=True)])
        for (leaf, tensor), grad in zip(leaves, grads, strict=True):
            if grad is None:
                before = Before(leaf, tensor, None, 0, 0.0)
            else:
                carried = leaf.known_norm(grad) if is_measured else None
                before = Before(leaf, tensor, grad, grad._version, carried)
                if carried:
                    self._arrivals.watch(leaf, tensor)
            self._before.append(before)

    def end(self) -> tuple[Gradient, ...]:
        """Of the leaves that something arrived at."""
        reached = []
        for before in self._before:
            grad = before.tensor.grad
            if grad is not None and (grad is not before.grad or grad._version != before.version):
                reached.append((before, grad))
        if self._is_measured:
            for before, _ in reached:
                before.leaf.normed = None
            measure(self._norms, [(before.leaf, grad) for before, grad in reached])
        gradients = tuple(self._gradient(before, grad) for before, grad in reached)
        self.forget()
        return gradients

    def forget(self) -> None:
        self._before = []
        self._arrivals.end()

    def _gradient(self, before: Before, grad: Any) -> Gradient:
        leaf = before.leaf
        if not self._is_measured:
            leaf.normed = None
            held = None if before.carried is None else False
            return Gradient(leaf.number, held, before.carried, None, None)
        carried = before.carried
        leaf.carried = carried
        leaf.grad = leaf.norm
        leaf.added = self._arrivals.added(leaf) if carried else leaf.norm
        held = None if carried is None else carried != 0.0
        return Gradient(leaf.number, held, carried, leaf.added, leaf.grad)


def measure(norms: Norms, grads: list[tuple[Leaf, Any]]) -> None:
    """Have each leaf know the norm of its gradient."""
    unknown = [
        (leaf, grad) for leaf, grad in grads if grad is not None and leaf.known_norm(grad) is None
    ]
    if unknown:
        found = norms.of([grad for _, grad in unknown])
        for (leaf, grad), norm in zip(unknown, found, strict=True):
            leaf.remember_norm(grad, norm)
