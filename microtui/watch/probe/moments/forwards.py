"""What modules give while a loss is computed, in the cycles that are measured."""

from __future__ import annotations

from typing import Any

from microtui.watch.probe.attempts import Try
from microtui.watch.probe.numbers.not_finite import NotFinite
from microtui.watch.probe.numbers.units import Units


class Forwards:
    """A hook for all modules, there only while anybody looks: it costs something at each call."""

    def __init__(self, torch: Any, units: Units, not_finite: NotFinite, attempt: Try) -> None:
        self._torch = torch
        self._units = units
        self._not_finite = not_finite
        self._attempt = attempt
        self._handle: Any = None
        self._last: int | None = None
        self._has_ended = False
        functions = getattr(torch._C, "_functorch", None)
        self._is_transformed = getattr(functions, "is_functorch_wrapped_tensor", lambda _: False)

    @property
    def is_looking(self) -> bool:
        return self._handle is not None

    def look(self, is_on: bool) -> None:
        """At what comes from now on, or not."""
        self._last = None
        if self._handle is not None and not is_on:
            self._handle.remove()
            self._handle = None
        if self._handle is None and is_on and not self._has_ended:
            register = self._torch.nn.modules.module.register_module_forward_hook
            self._handle = register(self._came)

    def end(self) -> None:
        """Never look again: what is compiled would be compiled anew as hooks come and go."""
        self.look(False)
        self._has_ended = True

    def _came(self, module: Any, inputs: Any, output: Any) -> None:
        self._attempt(self._see, module, output)

    def _see(self, module: Any, output: Any) -> None:
        if isinstance(output, tuple) and output:
            output = output[0]
        # A module that holds others often gives what the last of them gave.
        if not self._is_of_a_loss(output) or id(output) == self._last:
            return
        self._last = id(output)
        self._units.see(module, output)
        self._not_finite.in_output(module, output)

    def _is_of_a_loss(self, output: Any) -> bool:
        torch = self._torch
        return (
            type(output) is torch.Tensor
            and output.requires_grad
            and output.layout is torch.strided
            and output.is_floating_point()
            and not output.is_meta
            and not torch.jit.is_tracing()
            and not self._is_transformed(output)
        )
