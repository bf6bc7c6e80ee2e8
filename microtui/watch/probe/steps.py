"""Optimizers and their steps."""

from __future__ import annotations

import sys
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FrameType
from typing import Any, NamedTuple

from microtui.watch.events import WatchedOptimizer
from microtui.watch.probe.backwards import measure
from microtui.watch.probe.leaves import Leaf, Leaves
from microtui.watch.probe.norms import Norms


@dataclass(slots=True, eq=False)
class Mover:
    """An optimizer, and what is known of it."""

    number: int
    told: WatchedOptimizer
    reference: weakref.ref[Any]
    rates: tuple[float, ...] = ()
    steps: int = 0


class Underway(NamedTuple):
    """A step that has begun."""

    mover: Mover
    frame: int
    """The id of the frame that runs it."""
    leaves: list[tuple[Leaf, Any]]
    held: dict[int, float]


class Taken(NamedTuple):
    """A step that has been taken."""

    mover: Mover
    tensors: frozenset[int]
    held: dict[int, float]
    moved: dict[int, bool]


class Steps:
    """One that another optimizer's step is made of is part of that: what such an optimizer uses, it
    uses once."""

    def __init__(
        self, leaves: Leaves, norms: Norms, tell: Callable[[int, WatchedOptimizer], object]
    ) -> None:
        self._leaves = leaves
        self._norms = norms
        self._tell = tell
        self._movers: list[Mover] = []
        self._by_id: dict[int, Mover] = {}
        self._underway: Underway | None = None

    def __iter__(self) -> Iterator[Mover]:
        return iter(self._movers)

    def during(self) -> int | None:
        """The optimizer whose step is being taken."""
        if self._underway is not None and not is_running(self._underway.frame):
            # It raised, and somebody went on.
            self._underway = None
        return None if self._underway is None else self._underway.mover.number

    def begin(self, optimizer: Any, frame: FrameType, is_measured: bool) -> None:
        if self._underway is not None and self._underway.frame == id(frame):
            self._underway = None
        if self.during() is not None:
            return
        leaves = self._leaves_of(optimizer)
        if not leaves:
            return
        mover = self._mover(optimizer, frozenset(leaf.number for leaf, _ in leaves))
        grads = [(leaf, tensor.grad) for leaf, tensor in leaves]
        if is_measured:
            measure(self._norms, grads)
        held = {}
        for leaf, grad in grads:
            leaf.optimizer = mover.number
            norm = 0.0 if grad is None else leaf.known_norm(grad)
            if norm is not None:
                held[leaf.number] = norm
        self._underway = Underway(mover, id(frame), leaves, held)

    def end(self, optimizer: Any) -> Taken | None:
        """None where it is part of another's, or moves nothing that is watched."""
        underway = self._underway
        if underway is None or self._by_id.get(id(optimizer)) is not underway.mover:
            return None
        self._underway = None
        mover = underway.mover
        mover.steps += 1
        mover.rates = tuple(float(group.get("lr", 0.0)) for group in optimizer.param_groups)
        return Taken(mover, mover.told.tensors, underway.held, {})

    def _leaves_of(self, optimizer: Any) -> list[tuple[Leaf, Any]]:
        found = []
        for group in optimizer.param_groups:
            for tensor in group["params"]:
                leaf = self._leaves.of(tensor)
                if leaf is not None and tensor.requires_grad:
                    found.append((leaf, tensor))
        return found

    def _mover(self, optimizer: Any, tensors: frozenset[int]) -> Mover:
        told = WatchedOptimizer(type(optimizer).__name__, tensors)
        mover = self._by_id.get(id(optimizer))
        if mover is None or mover.reference() is not optimizer:
            mover = self._successor(optimizer, told)
            self._by_id[id(optimizer)] = mover
        elif mover.told != told:
            mover.told = told
            self._tell(mover.number, told)
        return mover

    def _successor(self, optimizer: Any, told: WatchedOptimizer) -> Mover:
        """Of one that is gone, or a new one."""
        for mover in self._movers:
            if mover.told == told and mover.reference() is None:
                mover.reference = weakref.ref(optimizer)
                return mover
        mover = Mover(len(self._movers), told, weakref.ref(optimizer))
        self._movers.append(mover)
        self._tell(mover.number, told)
        return mover


def is_running(frame: int) -> bool:
    """Whether the frame of this id is one of those that led here."""
    running: FrameType | None = sys._getframe(1)
    while running is not None:
        if id(running) == frame:
            return True
        running = running.f_back
    return False
