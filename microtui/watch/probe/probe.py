"""The wires from somebody's training loop to what judges it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from microtui.watch.findings.ledger import Ledger
from microtui.watch.probe.backwards import Backwards
from microtui.watch.probe.leaves import Leaves
from microtui.watch.probe.loop import Loop
from microtui.watch.probe.losses import loss_of, roots_of
from microtui.watch.probe.measuring import Measuring
from microtui.watch.probe.norms import Norms
from microtui.watch.probe.places import Places
from microtui.watch.probe.sightings import Sightings
from microtui.watch.probe.steps import Steps
from microtui.watch.probe.wrapping import Function, Wrappings
from microtui.watch.reading import Reading, Stop


class Probe:
    """Looks on from `install` to `remove`. A mistake of its own ends the looking, never the
    script."""

    def __init__(
        self, reached: Callable[[Stop], None], script_folder: str, only: Any = None
    ) -> None:
        self._reached = reached
        self._only = only
        self._places = Places(script_folder)
        self._ledger = Ledger()
        self._leaves = Leaves(self._ledger.tensor)
        self._loop = Loop(self._ledger)
        self._measuring = Measuring(self._loop.seconds)
        self._wrappings = Wrappings()
        self._handles: list[Any] = []
        self._process = os.getpid()
        self._is_on = False
        self._is_in_backward = False
        self._fault: str | None = None

    def install(self) -> None:
        """PyTorch has been imported by now."""
        self._torch: Any = sys.modules["torch"]
        norms = Norms(self._torch)
        self._backwards = Backwards(self._leaves, norms)
        self._steps = Steps(self._leaves, norms, self._ledger.optimizer)
        self._sightings = Sightings(self._torch, self._leaves, self._places, self._only)
        self._sightings.install()
        optimizers = sys.modules["torch.optim.optimizer"]
        self._handles = [
            optimizers.register_optimizer_step_pre_hook(self._before_step),
            optimizers.register_optimizer_step_post_hook(self._after_step),
        ]
        self._wrappings.wrap(self._torch.autograd, "backward", self._around_backward)
        for owner in (self._torch.optim.Optimizer, self._torch.nn.Module):
            self._wrappings.wrap(owner, "zero_grad", self._around_zero_grad)
        self._is_on = True

    def remove(self) -> None:
        self._is_on = False
        self._wrappings.put_back()
        for handle in self._handles:
            handle.remove()
        self._handles = []
        self._sightings.remove()
        self._backwards.forget()

    def reading(self, opened: int | None, *, is_over: bool = False) -> Reading:
        return self._loop.reading(self._leaves, self._steps, opened, self._fault, is_over)

    def _listens(self) -> bool:
        """Not in a process that the script has forked off: that one answers to nobody."""
        return self._is_on and os.getpid() == self._process

    def _try(self, act: Callable[..., object], *arguments: Any) -> None:
        began = time.perf_counter()
        try:
            act(*arguments)
        except Exception as error:
            self._fault = f"The watch has ended here by a mistake of its own: {error!r}."
            self.remove()
        self._measuring.spend(time.perf_counter() - began)

    def _tell(self, stop: Stop) -> None:
        if self._is_on:
            began = time.perf_counter()
            self._reached(stop)
            self._loop.wait(time.perf_counter() - began)

    def _around_backward(self, original: Function) -> Function:
        def backward(*arguments: Any, **named: Any) -> Any:
            # One within another is part of that: what is recomputed has a backward of its own.
            if not self._listens() or self._is_in_backward:
                return original(*arguments, **named)
            tensors = arguments[0] if arguments else named.get("tensors")
            self._is_in_backward = True
            try:
                self._try(self._before_backward, tensors)
                result = original(*arguments, **named)
                if self._is_on:
                    self._try(self._after_backward, tensors)
            finally:
                self._is_in_backward = False
                self._backwards.forget()
            self._tell("backward")
            return result

        return backward

    def _before_backward(self, tensors: Any) -> None:
        self._sightings.before_backward(roots_of(self._torch, tensors))
        self._backwards.begin(self._measuring.before_backward(self._loop.seconds))

    def _after_backward(self, tensors: Any) -> None:
        loss = loss_of(roots_of(self._torch, tensors), self._measuring.is_on)
        gradients = self._backwards.end()
        self._loop.backward(self._places.here(), loss, self._steps.during(), gradients)
        self._measuring.after_backward(self._loop.seconds)

    def _around_zero_grad(self, original: Function) -> Function:
        def zero_grad(owner: Any, *arguments: Any, **named: Any) -> Any:
            if self._listens():
                self._try(self._before_zero_grad, owner)
            return original(owner, *arguments, **named)

        return zero_grad

    def _before_zero_grad(self, owner: Any) -> None:
        if isinstance(owner, self._torch.nn.Module):
            tensors = list(owner.parameters())
        else:
            tensors = [each for group in owner.param_groups for each in group["params"]]
        leaves = (self._leaves.of(each) for each in tensors)
        numbers = frozenset(leaf.number for leaf in leaves if leaf is not None)
        if numbers:
            self._loop.cleared(self._places.here(), numbers)

    def _before_step(self, optimizer: Any, arguments: Any, named: Any) -> None:
        if self._listens():
            self._try(self._begin_step, optimizer, sys._getframe(1))

    def _begin_step(self, optimizer: Any, frame: FrameType) -> None:
        self._sightings.in_optimizer(optimizer)
        self._steps.begin(optimizer, frame, self._measuring.is_on)

    def _after_step(self, optimizer: Any, arguments: Any, named: Any) -> None:
        if self._listens():
            self._is_step = False
            self._try(self._end_step, optimizer)
            if self._is_step:
                self._tell("step")

    def _end_step(self, optimizer: Any) -> None:
        taken = self._steps.end(optimizer)
        if taken is not None:
            self._is_step = True
            self._loop.step(self._places.here(), taken)
            self._measuring.after_step(taken.mover.number, self._loop.seconds)
