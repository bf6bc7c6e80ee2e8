"""What one backward does to the gradient of each leaf: `.grad` before and behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from microtui.watch.events import Gradient
from microtui.watch.probe.attempts import Try
from microtui.watch.probe.numbers.norms import Norms
from microtui.watch.probe.tensors.leaves import Leaf, Leaves

MOST_KEPT = 200_000
"""Numbers of gradients that are kept from before a backward, so that any tensor can be opened."""


class Before(NamedTuple):
    """How a leaf is before a backward."""

    leaf: Leaf
    tensor: Any
    grad: Any
    version: int
    carried: float | None


class Arrivals:
    """What arrives at leaves that hold something: it goes into a sum at once, so it is looked at on
    the way. The hooks are there for one backward only: not all that has a hook can be copied."""

    def __init__(self, norms: Norms, attempt: Try) -> None:
        self._norms = norms
        self._attempt = attempt
        self._handles: list[Any] = []
        self._added: dict[int, float | None] = {}

    def watch(self, leaf: Leaf, tensor: Any) -> None:
        self._handles.append(tensor.register_hook(self._hook(leaf.number)))

    def _hook(self, number: int) -> Callable[[Any], None]:
        return lambda added: self._attempt(self._came, number, added)

    def _came(self, number: int, added: Any) -> None:
        # More than once, where a layer that is recomputed is used twice: the norm of a sum does
        # not follow from two norms.
        twice = number in self._added
        self._added[number] = None if twice else self._norms.of([added])[0]

    def added(self, leaf: Leaf) -> float | None:
        return self._added.get(leaf.number)

    def end(self) -> None:
        for handle in self._handles:
            handle.remove()
        self._handles.clear()
        self._added.clear()


class Backwards:
    """One at a time: `begin`, the backward, and `end` or `forget`."""

    def __init__(self, leaves: Leaves, norms: Norms, attempt: Try) -> None:
        self._leaves = leaves
        self._norms = norms
        self._arrivals = Arrivals(norms, attempt)
        self._before: dict[int, Before] = {}
        self._early: dict[int, Gradient] = {}
        self._kept: dict[int, Any] = {}
        self._clear: frozenset[int] = frozenset()
        self._is_measured = False

    def begin(self, is_measured: bool, opened: int | None) -> None:
        self._is_measured = is_measured
        leaves = self._leaves.alive()
        grads = [tensor.grad for _, tensor in leaves]
        carried: dict[int, float] = {}
        if is_measured:
            held = [index for index, grad in enumerate(grads) if grad is not None]
            norms = self._norms.of([grads[index] for index in held])
            carried = dict(zip(held, norms, strict=True))
        for index, ((leaf, tensor), grad) in enumerate(zip(leaves, grads, strict=True)):
            norm = 0.0 if grad is None else carried.get(index)
            version = 0 if grad is None else grad._version
            self._before[leaf.number] = Before(leaf, tensor, grad, version, norm)
            if norm:
                self._arrivals.watch(leaf, tensor)
        self._keep(opened)

    def end(self) -> tuple[Gradient, ...]:
        """Of the leaves that something arrived at, and was not used up within the backward."""
        late = self._arrived(self._before.values())
        gradients = (*self._early.values(), *late)
        self.forget()
        return gradients

    def use(self, leaves: Iterable[Leaf]) -> None:
        """A step is taken while a backward goes on, and may clear these behind it."""
        before = [self._before[each.number] for each in leaves if each.number in self._before]
        for gradient in self._arrived(before):
            self._early[gradient.tensor] = gradient
            del self._before[gradient.tensor]

    def forget(self) -> None:
        self._before = {}
        self._early = {}
        self._arrivals.end()

    def held_before(self, number: int) -> tuple[bool, Any]:
        """Whether it is known what `.grad` of a leaf held before the last backward, and that: None
        where it was clear."""
        kept = self._kept.get(number)
        return kept is not None or number in self._clear, kept

    def _keep(self, opened: int | None) -> None:
        self._clear = frozenset(
            number for number, before in self._before.items() if before.carried == 0.0
        )
        self._kept = {}
        if not self._is_measured:
            return
        room = MOST_KEPT
        for number, before in self._before.items():
            if before.carried == 0.0:
                continue
            room -= 0 if number == opened else before.grad.numel()
            if number == opened or room >= 0:
                self._kept[number] = before.grad.detach().clone()

    def _arrived(self, before: Iterable[Before]) -> list[Gradient]:
        arrived = []
        for each in before:
            grad = each.tensor.grad
            if grad is None or (grad is each.grad and grad._version == each.version):
                continue
            arrived.append((each, grad))
        if not self._is_measured:
            return [unmeasured(each) for each, _ in arrived]
        norms = self._norms.of([grad for _, grad in arrived])
        return [self._gradient(each, norm) for (each, _), norm in zip(arrived, norms, strict=True)]

    def _gradient(self, before: Before, norm: float) -> Gradient:
        leaf = before.leaf
        assert before.carried is not None
        leaf.carried = before.carried
        leaf.added = self._arrivals.added(leaf) if before.carried else norm
        leaf.grad = norm
        held = before.carried != 0.0
        return Gradient(leaf.number, held, before.carried, leaf.added, norm)


def unmeasured(before: Before) -> Gradient:
    """Nobody has looked; but what is not there at all holds nothing."""
    held = None if before.carried is None else False
    return Gradient(before.leaf.number, held, before.carried, None, None)
