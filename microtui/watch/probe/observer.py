"""What is seen at each backward, step and zero_grad, put together."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from types import FrameType
from typing import Any

from microtui.watch.events import Place
from microtui.watch.findings.ledger import Ledger
from microtui.watch.probe.attempts import Try
from microtui.watch.probe.loop import Loop
from microtui.watch.probe.measuring import Measuring
from microtui.watch.probe.moments.backwards import Backwards
from microtui.watch.probe.moments.clearing import Clearing
from microtui.watch.probe.moments.forwards import Forwards
from microtui.watch.probe.moments.steps import Steps, Taken
from microtui.watch.probe.moments.steps_by_hand import StepsByHand
from microtui.watch.probe.numbers.entries import largest_entries
from microtui.watch.probe.numbers.losses import loss_of, roots_of
from microtui.watch.probe.numbers.norms import Norms
from microtui.watch.probe.numbers.not_finite import NotFinite
from microtui.watch.probe.numbers.scaling import Scaled
from microtui.watch.probe.numbers.units import Units
from microtui.watch.probe.places import Places
from microtui.watch.probe.table import in_table, line_of
from microtui.watch.probe.tensors.leaves import Leaf, Leaves
from microtui.watch.probe.tensors.sightings import Sightings
from microtui.watch.reading import Entry, OptimizerReading, Reading

OURS_AT_LEAST = 4
"""Frames between a line of the user's own and what asks for its place: this file's function, what
tries it, what is wrapped around PyTorch's function, and that."""


class Observer:
    """Gives events to the ledger, and readings; whoever calls it sees to its mistakes."""

    def __init__(self, torch: Any, script_folder: str, only: Any, attempt: Try) -> None:
        self._torch = torch
        self._is_one_model = only is not None
        self._places = Places(script_folder)
        self._ledger = ledger = Ledger()
        self._leaves = leaves = Leaves(ledger.tensor)
        self._norms = norms = Norms(torch)
        self.loop = Loop(ledger)
        self.measuring = Measuring(self.loop.seconds)
        self.scaled = Scaled()
        self.sightings = Sightings(torch, leaves, self._places, only, attempt)
        self.backwards = Backwards(leaves, norms, attempt)
        self._steps = Steps(torch, leaves, norms, self.sightings, ledger.optimizer)
        self._clearing = Clearing(torch, leaves, self.sightings)
        self._by_hand = StepsByHand(torch, leaves)
        self._units = Units(torch)
        self._not_finite = NotFinite(torch, leaves, norms, self.sightings.name_of_module)
        self.forwards = Forwards(torch, self._units, self._not_finite, attempt)
        self._opened: int | None = None
        self._entries: tuple[Entry, ...] = ()
        self._is_in_backward = False
        self._place = Place("", 0)
        self._is_measured = False
        """Whether the backward that is under way is."""
        self._later: list[Callable[[], None]] = []
        """What happened within a backward, told behind it."""

    def notice_step_by_hand(self) -> bool:
        """Whether there has been one since the last backward."""
        taken = self._by_hand.found()
        if taken is None:
            return False
        self._step(self.loop.place or self._place, taken)
        return True

    def before_backward(self, tensors: Any) -> bool:
        """Whether a step by hand has been noticed."""
        if self.forwards.is_looking:
            self.forwards.look(False)
            self._units.end_forward(self.sightings.names_of_modules)
        self._place = self._places.here(OURS_AT_LEAST)
        self.measuring.before_backward(self.loop.seconds)
        roots = roots_of(self._torch, tensors)
        self.sightings.before_backward(roots, self._place, self.measuring.is_on)
        is_stepped = self.notice_step_by_hand()
        self._tell_replaced()
        self._is_measured = self.measuring.is_on
        self.backwards.begin(self._is_measured, self._opened)
        self._is_in_backward = True
        return is_stepped

    def after_backward(self, tensors: Any) -> bool:
        """Behind one that has not raised. Whether it is told: one that does nothing to the model
        that is watched alone is not."""
        self._is_in_backward = False
        is_measured = self._is_measured
        roots = roots_of(self._torch, tensors)
        loss = loss_of(roots, self.scaled, is_measured)
        gradients = tuple(self.backwards.end())
        if self._is_one_model and not gradients:
            return False
        during = self._steps.during()
        self.loop.backward(self._place, loss, during, gradients)
        if is_measured or (loss is not None and not math.isfinite(loss)):
            is_scaled = any(self.scaled.scale_of(each) is not None for each in roots)
            self._not_finite.behind_backward(
                self.loop.backwards, loss, () if is_scaled else gradients, is_measured
            )
        if during is None:
            self._by_hand.behind_backward(gradients, is_measured)
        if is_measured and self._opened is not None:
            self._entries = self._entries_of(self._opened)
        later, self._later = self._later, []
        for tell in later:
            tell()
        self.measuring.after_backward(self.loop.seconds)
        if self.measuring.is_on:
            self.forwards.look(True)
        return True

    def backward_raised(self) -> None:
        self._is_in_backward = False
        self._later = []
        self.backwards.forget()

    def before_zero_grad(self, owner: Any) -> None:
        """An optimizer, or a module."""
        numbers = self._clearing.cleared(owner)
        if numbers:
            place = self._places.here(OURS_AT_LEAST)
            self._tell(lambda: self.loop.cleared(place, numbers))

    def begin_step(self, optimizer: Any, frame: FrameType) -> None:
        leaves = self._steps.begin(optimizer, frame, self.measuring.is_on)
        self._tell_replaced()
        if self._is_in_backward:
            self.backwards.use(leaves)

    def end_step(self, optimizer: Any) -> bool:
        """Whether it was one of its own that has been told."""
        taken = self._steps.end(optimizer, self.measuring.is_on)
        if taken is None:
            return False
        place = self._places.here(OURS_AT_LEAST)
        self._tell(lambda: self._step(place, taken))
        return not self._is_in_backward

    def reading(self, opened: int | None, fault: str | None, is_over: bool) -> Reading:
        if opened != self._opened:
            self._opened = opened
            self.measuring.force()
            self._entries = () if opened is None else self._entries_of(opened)
        return dataclasses.replace(
            self.loop.reading(),
            tensor_count=len(self._leaves),
            tensors=tuple(line_of(leaf, self._ledger) for leaf in in_table(self._leaves)),
            opened=opened,
            entries=self._entries,
            optimizers=tuple(
                OptimizerReading(mover.told.name, mover.rates, mover.steps) for mover in self._steps
            ),
            units=self._units.readings(),
            not_finite=self._not_finite.found,
            is_over=is_over,
            fault=fault,
        )

    def _tell_replaced(self) -> None:
        """Behind a step by hand, which may be what has made these tensors."""
        for number in self._leaves.take_replaced():
            self._ledger.replaced(number)

    def _tell(self, tell: Callable[[], None]) -> None:
        if self._is_in_backward:
            self._later.append(tell)
        else:
            tell()

    def _step(self, place: Place, taken: Taken) -> None:
        measuring = self.measuring
        self.loop.step(place, taken)
        was_measured = measuring.is_on
        mover = None if taken.mover is None else taken.mover.number
        measuring.after_step(mover, self.loop.seconds)
        if not was_measured:
            return
        leaves = [self._leaves.numbered(each) for each in taken.tensors]
        if not measuring.is_on or any(leaf.weight is None for leaf in leaves):
            self._weigh(leaves)
            self._not_finite.behind_step(self.loop.steps, leaves)

    def _weigh(self, leaves: list[Leaf]) -> None:
        """Measure the tensors themselves."""
        pairs = [(leaf, leaf.tensor()) for leaf in leaves]
        there = [(leaf, tensor) for leaf, tensor in pairs if tensor is not None]
        norms = self._norms.of([tensor for _, tensor in there])
        for (leaf, _), norm in zip(there, norms, strict=True):
            leaf.weight = norm

    def _entries_of(self, number: int) -> tuple[Entry, ...]:
        if not 0 <= number < len(self._leaves):
            return ()
        leaf = self._leaves.numbered(number)
        tensor = leaf.tensor()
        is_known, before = self.backwards.held_before(leaf)
        if tensor is None or not is_known:
            return ()
        return largest_entries(self._torch, tensor, before)
