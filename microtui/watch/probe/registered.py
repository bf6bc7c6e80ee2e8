"""Parameters as modules register them, before any gradient arrives."""

from __future__ import annotations

import weakref
from typing import Any


class Registered:
    """Keeps weak references to them until they are taken."""

    def __init__(self, torch: Any) -> None:
        self._torch = torch
        self._waiting: list[weakref.ref[Any]] = []
        self._handle: Any = None

    def install(self) -> None:
        module = self._torch.nn.modules.module
        self._handle = module.register_module_parameter_registration_hook(self._came)

    def remove(self) -> None:
        if self._handle is not None:
            self._handle.remove()
            self._handle = None
        self._waiting.clear()

    def _came(self, module: Any, name: str, parameter: Any) -> None:
        # Lazy ones have no shape yet; the graph of the first loss leads to them.
        if parameter is not None and not self._torch.nn.parameter.is_lazy(parameter):
            self._waiting.append(weakref.ref(parameter))

    def take(self) -> list[Any]:
        """Those that have come since the last time, are still there, and ask for a gradient; one
        that is frozen waits here."""
        if not self._waiting:
            return []
        taken = []
        waiting = []
        for reference in self._waiting:
            parameter = reference()
            if parameter is None:
                continue
            if parameter.requires_grad:
                taken.append(parameter)
            else:
                waiting.append(reference)
        self._waiting = waiting
        return taken
