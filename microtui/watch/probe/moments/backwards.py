"""What one backward does to the gradient of each leaf: `.grad` before and behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from microtui.watch.events import Gradient
from microtui.watch.probe.attempts import Try
from microtui.watch.probe.numbers.norms import Norms
from microtui.watch.probe.tensors.leaves import Leaf, Leaves

MOST_KEPT = 200_000
"""Numbers of gradients that are kept from before a backward, so that any tensor can be opened."""


Before = tuple[Leaf, Any, Any, int]
"""A leaf, its tensor, its gradient before a backward (or None), and of which version that was."""


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
        self._before: list[Before] = []
        self._early: list[Gradient] = []
        self._carried: dict[int, float] = {}
        """By tensor, where it held anything at all."""
        self._kept: dict[int, Any] = {}
        """By tensor, what it held."""
        self._is_measured = False

    def begin(self, is_measured: bool, opened: int | None) -> None:
        self._is_measured = is_measured
        if is_measured:
            self._leaves.drop_results()
        before = []
        for leaf, tensor in self._leaves.alive():
            grad = tensor.grad
            before.append((leaf, tensor, grad, 0 if grad is None else grad._version))
        self._before = before
        self._kept = {}
        if is_measured:
            self._measure(opened)

    def end(self) -> list[Gradient]:
        """Of the leaves that something arrived at, and was not used up within the backward."""
        late = self._arrived(self._before)
        gradients = [*self._early, *late] if self._early else late
        self.forget()
        return gradients

    def use(self, leaves: Iterable[Leaf]) -> None:
        """A step is taken while a backward goes on, and may clear these behind it."""
        used = {leaf.number for leaf in leaves}
        self._early += self._arrived([each for each in self._before if each[0].number in used])
        self._before = [each for each in self._before if each[0].number not in used]

    def forget(self) -> None:
        if self._is_measured:
            self._arrivals.end()
            self._carried = {}
        self._before = []
        self._early = []

    def held_before(self, leaf: Leaf) -> tuple[bool, Any]:
        """Whether it is known what `.grad` held before the last backward, and that: None where it
        was clear."""
        kept = self._kept.get(leaf.number)
        return kept is not None or leaf.carried == 0.0, kept

    def _measure(self, opened: int | None) -> None:
        """What is carried; and have what arrives there looked at on the way."""
        holding = [
            (leaf, tensor, grad) for leaf, tensor, grad, _ in self._before if grad is not None
        ]
        norms = self._norms.of([grad for _, _, grad in holding])
        room = MOST_KEPT
        for (leaf, tensor, grad), norm in zip(holding, norms, strict=True):
            self._carried[leaf.number] = norm
            if norm == 0.0:
                continue
            if tensor.requires_grad:
                # One that is frozen while another trains through it takes no hook.
                self._arrivals.watch(leaf, tensor)
            is_opened = leaf.number == opened
            room -= 0 if is_opened else grad.numel()
            if is_opened or room >= 0:
                self._kept[leaf.number] = grad.detach().clone()

    def _arrived(self, before: list[Before]) -> list[Gradient]:
        arrived = []
        for each in before:
            grad = each[1].grad
            if grad is not None and (grad is not each[2] or grad._version != each[3]):
                arrived.append((each, grad))
        if not self._is_measured:
            return [
                each[0].unseen_clear if each[2] is None else each[0].unseen for each, _ in arrived
            ]
        norms = self._norms.of([grad for _, grad in arrived])
        return [
            self._gradient(each[0], norm) for (each, _), norm in zip(arrived, norms, strict=True)
        ]

    def _gradient(self, leaf: Leaf, norm: float) -> Gradient:
        leaf.carried = self._carried.get(leaf.number, 0.0)
        leaf.added = self._arrivals.added(leaf) if leaf.carried else norm
        leaf.grad = norm
        return Gradient(leaf.number, leaf.carried != 0.0, leaf.carried, leaf.added, norm)
