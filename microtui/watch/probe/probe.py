"""The wires from somebody's training loop to what judges it."""

from __future__ import annotations

import importlib
import os
import sys
import time
import weakref
from collections.abc import Callable
from typing import Any

from microtui.watch.probe.compiler import RULES, leave_us_out
from microtui.watch.probe.observer import Observer
from microtui.watch.probe.tracebacks import leave_us_out_of_the_next
from microtui.watch.probe.wrapping import Function, Wrappings
from microtui.watch.reading import Reading, Stop

PAUSE = 0.1
"""Seconds; who makes a loop wait for longer looks at each step of it."""


class Probe:
    """Looks on from `install` to `remove`. A mistake of its own ends the looking, never the
    script."""

    def __init__(
        self, reached: Callable[[Stop], None], script_folder: str, only: Any = None
    ) -> None:
        self._reached = reached
        self._script_folder = script_folder
        self._only = only
        self._observer: Observer | None = None
        self._wrappings = Wrappings()
        self._handles: list[Any] = []
        self._is_on = False
        self._is_in_backward = False
        self._fault: str | None = None

    def install(self) -> None:
        """PyTorch has been imported by now."""
        torch: Any = sys.modules["torch"]
        only, self._only = self._only, None
        self._observer = Observer(torch, self._script_folder, only, self._try)
        self._observer.sightings.install()
        self._observer.forwards.look(True)
        if hasattr(only, "_orig_mod"):  # is compiled already
            self._leave_compiled_alone()
        optimizers = sys.modules["torch.optim.optimizer"]
        self._handles = [
            optimizers.register_optimizer_step_pre_hook(self._before_step),
            optimizers.register_optimizer_step_post_hook(self._after_step),
        ]
        wrap = self._wrappings.wrap
        wrap(torch.autograd, "backward", self._around_backward)
        wrap(torch.optim.Optimizer, "zero_grad", self._around_zero_grad)
        wrap(torch.optim.Optimizer, "add_param_group", self._around_add_param_group)
        wrap(torch.nn.Module, "zero_grad", self._around_zero_grad)
        wrap(torch, "compile", self._around_compile)
        for room in (torch.amp, torch.cuda.amp):
            scaler = getattr(room, "GradScaler", None)
            if scaler is not None and "scale" in vars(scaler):
                wrap(scaler, "scale", self._around_scale)
        # A process that the script forks off answers to nobody.
        silenced = weakref.WeakMethod(self._forked)
        os.register_at_fork(after_in_child=lambda: call(silenced()))
        self._is_on = True

    def _forked(self) -> None:
        self._is_on = False

    def remove(self) -> None:
        self._is_on = False
        self._wrappings.put_back()
        for handle in self._handles:
            handle.remove()
        self._handles = []
        if self._observer is not None:
            self._observer.sightings.remove()
            self._observer.forwards.look(False)
            self._observer.backwards.forget()

    def reading(self, opened: int | None, *, is_over: bool = False) -> Reading:
        """To be asked for in the script's thread."""
        if self._observer is None:
            return Reading(is_over=is_over)
        if is_over:
            self._try(self._observer.notice_step_by_hand)
        return self._observer.reading(opened, self._fault, is_over)

    def _try(self, act: Callable[..., Any], *arguments: Any) -> Any:
        """What it gives; None where it fails, which ends the looking."""
        if not self._is_on or self._observer is None:
            return None
        measuring = self._observer.measuring
        began = time.perf_counter() if measuring.is_on else None
        result = None
        try:
            result = act(*arguments)
        except Exception as error:
            self._fault = f"The watch has ended here by a mistake of its own: {error!r}."
            self.remove()
        if began is not None:
            measuring.spend(time.perf_counter() - began)
        return result

    def _tell(self, stop: Stop) -> None:
        if self._is_on and self._observer is not None:
            began = time.perf_counter()
            self._reached(stop)
            waited = time.perf_counter() - began
            self._observer.loop.wait(waited)
            if waited > PAUSE:
                self._observer.measuring.force()

    def _around_backward(self, original: Function) -> Function:
        def backward(*arguments: Any, **named: Any) -> Any:
            observer = self._observer
            # One within another is part of that: what is recomputed has a backward of its own.
            if observer is None or not self._is_on or self._is_in_backward:
                return original(*arguments, **named)
            tensors = arguments[0] if arguments else named.get("tensors")
            self._is_in_backward = True
            try:
                if self._try(observer.before_backward, tensors):
                    self._tell("step")
                steps = observer.loop.steps
                result = original(*arguments, **named)
                is_told = self._try(observer.after_backward, tensors)
            except BaseException:
                observer.backward_raised()
                leave_us_out_of_the_next()
                raise
            finally:
                self._is_in_backward = False
            if is_told:
                self._tell("backward")
            if observer.loop.steps > steps:
                self._tell("step")
            return result

        return backward

    def _around_zero_grad(self, original: Function) -> Function:
        def zero_grad(owner: Any, *arguments: Any, **named: Any) -> Any:
            if self._observer is not None:
                self._try(self._observer.before_zero_grad, owner)
            return original(owner, *arguments, **named)

        return zero_grad

    def _around_add_param_group(self, original: Function) -> Function:
        def add_param_group(optimizer: Any, *arguments: Any, **named: Any) -> Any:
            result = original(optimizer, *arguments, **named)
            if self._observer is not None:
                parameters = optimizer.param_groups[-1]["params"]
                self._try(self._observer.sightings.claimed, parameters)
            return result

        return add_param_group

    def _around_scale(self, original: Function) -> Function:
        def scale(scaler: Any, outputs: Any, *arguments: Any, **named: Any) -> Any:
            scaled = original(scaler, outputs, *arguments, **named)
            if self._observer is not None and scaled is not outputs:
                self._try(self._observer.scaled.came, scaler, scaled)
            return scaled

        return scale

    def _around_compile(self, original: Function) -> Function:
        def compile_(*arguments: Any, **named: Any) -> Any:
            if self._observer is not None:
                self._try(self._leave_compiled_alone)
            return original(*arguments, **named)

        return compile_

    def _leave_compiled_alone(self) -> None:
        if self._observer is not None:
            self._observer.forwards.end()
        # It is imported by whatever comes next in any case.
        importlib.import_module(RULES)
        leave_us_out()

    def _before_step(self, optimizer: Any, arguments: Any, named: Any) -> None:
        if self._observer is not None:
            self._try(self._observer.begin_step, optimizer, sys._getframe(1))

    def _after_step(self, optimizer: Any, arguments: Any, named: Any) -> None:
        if self._observer is not None and self._try(self._observer.end_step, optimizer):
            self._tell("step")


def call(method: Callable[[], None] | None) -> None:
    if method is not None:
        method()
