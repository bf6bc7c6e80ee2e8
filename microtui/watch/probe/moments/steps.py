"""Optimizers and their steps."""

from __future__ import annotations

import sys
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FrameType
from typing import Any, NamedTuple

from microtui.watch.events import WatchedOptimizer
from microtui.watch.probe.numbers.norms import Norms
from microtui.watch.probe.numbers.samples import Sample
from microtui.watch.probe.tensors.leaves import Leaf, Leaves
from microtui.watch.probe.tensors.sightings import Sightings


@dataclass(slots=True, eq=False)
class Mover:
    """An optimizer, and what is known of it."""

    number: int
    told: WatchedOptimizer
    reference: weakref.ref[Any]
    leaves: list[Leaf]
    """Its tensors, in its order."""
    changes: int
    """That the sightings had counted when they were looked through."""
    rates: tuple[float, ...] = ()
    steps: int = 0


class Underway(NamedTuple):
    """A step that has begun."""

    mover: Mover
    frame: int
    """The id of the frame that runs it."""
    leaves: list[Leaf]
    tensors: list[Any]
    held: dict[int, float]
    samples: list[Sample]
    """Of its tensors as they were; none where nobody looks."""


class Taken(NamedTuple):
    """A step that has been taken."""

    mover: Mover | None
    """None for one by hand."""
    tensors: frozenset[int]
    held: dict[int, float]
    moved: dict[int, bool]


class Steps:
    """A step that another optimizer's step is made of is part of that: what such an optimizer uses,
    it uses once."""

    def __init__(
        self,
        torch: Any,
        leaves: Leaves,
        norms: Norms,
        sightings: Sightings,
        tell: Callable[[int, WatchedOptimizer], object],
    ) -> None:
        self._torch = torch
        self._leaves = leaves
        self._norms = norms
        self._sightings = sightings
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

    def begin(self, optimizer: Any, frame: FrameType, is_measured: bool) -> list[Leaf]:
        """Gives the leaves that are to be moved; none where this is part of another step."""
        if self._underway is not None and self._underway.frame == id(frame):
            self._underway = None
        if self.during() is not None:
            return []
        mover = self._by_id.get(id(optimizer))
        if is_measured or mover is None or not self._is_as_before(mover, optimizer):
            return self._begin_measured(optimizer, frame, is_measured)
        self._underway = Underway(mover, id(frame), mover.leaves, [], {}, [])
        return mover.leaves

    def _begin_measured(self, optimizer: Any, frame: FrameType, is_measured: bool) -> list[Leaf]:
        """Or for the first time."""
        leaves = []
        tensors = []
        for group in optimizer.param_groups:
            for tensor in group["params"]:
                leaf = self._sighted(optimizer, tensor)
                if leaf is not None and tensor.requires_grad:
                    leaves.append(leaf)
                    tensors.append(tensor)
        if not leaves:
            return []
        mover = self._mover(optimizer, leaves)
        held = {}
        samples = []
        if is_measured:
            samples = [Sample(self._torch, each) for each in tensors]
            grads = [tensor.grad for tensor in tensors]
            held = {leaf.number: 0.0 for leaf in leaves}
            there = [each for each in zip(leaves, grads, strict=True) if each[1] is not None]
            norms = self._norms.of([grad for _, grad in there])
            held.update(zip((leaf.number for leaf, _ in there), norms, strict=True))
        for leaf in leaves:
            leaf.optimizer = mover.number
        self._underway = Underway(mover, id(frame), leaves, tensors, held, samples)
        return leaves

    def _is_as_before(self, mover: Mover, optimizer: Any) -> bool:
        """Whether it holds what it held at the step before; what was exchanged in its lists shows
        at the next step that is measured."""
        return mover.reference() is optimizer and mover.changes == self._sightings.changes

    def end(self, optimizer: Any, is_measured: bool) -> Taken | None:
        """None where it is part of another's, or moves nothing that is watched."""
        underway = self._underway
        if underway is None or self._by_id.get(id(optimizer)) is not underway.mover:
            return None
        self._underway = None
        mover = underway.mover
        mover.steps += 1
        rates = [group["lr"] for group in optimizer.param_groups if "lr" in group]
        # A rate on a device would have to be waited for.
        if is_measured or all(type(each) is float or type(each) is int for each in rates):
            mover.rates = tuple(map(float, rates))
        moved = self._moved(underway) if underway.samples else {}
        return Taken(mover, mover.told.tensors, underway.held, moved)

    def _moved(self, underway: Underway) -> dict[int, bool]:
        moved = {}
        for leaf, tensor, sample in zip(
            underway.leaves, underway.tensors, underway.samples, strict=False
        ):
            is_moved = sample.has_moved(tensor, tensor.grad)
            if is_moved is not None:
                moved[leaf.number] = is_moved
        return moved

    def _sighted(self, optimizer: Any, tensor: Any) -> Leaf | None:
        leaf = self._leaves.of(tensor)
        if leaf is None or not leaf.is_in_optimizer:
            self._sightings.in_optimizer(optimizer)
            leaf = self._leaves.of(tensor)
        return leaf

    def _mover(self, optimizer: Any, leaves: list[Leaf]) -> Mover:
        numbers = frozenset(leaf.number for leaf in leaves)
        told = WatchedOptimizer(type(optimizer).__name__, numbers)
        mover = self._by_id.get(id(optimizer))
        if mover is None or mover.reference() is not optimizer:
            mover = self._successor(optimizer, told)
            self._by_id[id(optimizer)] = mover
        elif mover.told != told:
            mover.told = told
            self._tell(mover.number, told)
        mover.leaves = leaves
        mover.changes = self._sightings.changes
        return mover

    def _successor(self, optimizer: Any, told: WatchedOptimizer) -> Mover:
        """Of one that is gone, or a new one."""
        for mover in self._movers:
            if mover.told == told and mover.reference() is None:
                mover.reference = weakref.ref(optimizer)
                return mover
        mover = Mover(len(self._movers), told, weakref.ref(optimizer), [], 0)
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
