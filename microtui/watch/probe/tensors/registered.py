"""Parameters as modules register them, before any gradient arrives."""

from __future__ import annotations

import weakref
from typing import Any, NamedTuple

from microtui.watch.probe.attempts import Try


class Owner(NamedTuple):
    """What registered something, and under which name; weak references on both sides."""

    member: weakref.ref[Any]
    module: weakref.ref[Any]
    kind: str
    """The module's class."""
    name: str


class Registered:
    """Keeps none of them alive."""

    def __init__(self, torch: Any, attempt: Try) -> None:
        self._torch = torch
        self._attempt = attempt
        self._waiting: list[weakref.ref[Any]] = []
        self._owners: dict[int, Owner] = {}
        self._handles: list[Any] = []
        self.changes = 0
        """How often anything has been registered."""

    def install(self) -> None:
        module = self._torch.nn.modules.module
        self._handles = [
            module.register_module_parameter_registration_hook(self._parameter_came),
            module.register_module_module_registration_hook(self._module_came),
        ]

    def remove(self) -> None:
        for handle in self._handles:
            handle.remove()
        self._handles = []
        self._waiting.clear()
        self._owners.clear()

    def take(self) -> list[Any]:
        """Those that have come since the last time, are still there, and ask for a gradient; one
        that is frozen waits here."""
        if not self._waiting:
            return []
        taken = []
        waiting = []
        for reference in self._waiting:
            parameter: Any = reference()
            if parameter is None:
                continue
            if parameter.requires_grad:
                taken.append(parameter)
            else:
                waiting.append(reference)
        self._waiting = waiting
        return taken

    def name_of(self, tensor: Any) -> str | None:
        """By the class of the outermost module that holds it: `Net.fc1.weight`."""
        path: list[str] = []
        kind = None
        owner = self._owner(tensor)
        while owner is not None and len(path) < 100:
            path.insert(0, owner.name)
            kind = owner.kind
            module: Any = owner.module()
            owner = None if module is None else self._owner(module)
        return None if kind is None else ".".join((kind, *path))

    def _owner(self, member: Any) -> Owner | None:
        owner = self._owners.get(id(member))
        return owner if owner is not None and owner.member() is member else None

    def _parameter_came(self, module: Any, name: str, parameter: Any) -> None:
        # Lazy ones have no shape yet; the graph of the first loss leads to them.
        if parameter is not None and not self._torch.nn.parameter.is_lazy(parameter):
            self._attempt(self._own, module, name, parameter)
            self._waiting.append(weakref.ref(parameter))

    def _module_came(self, module: Any, name: str, member: Any) -> None:
        if member is not None:
            self._attempt(self._own, module, name, member)

    def _own(self, module: Any, name: str, member: Any) -> None:
        self.changes += 1
        # A script that makes modules for ever is to leave nothing behind here.
        forget = self._owners.pop
        key = id(member)
        reference = weakref.ref(member, lambda _: forget(key, None))
        self._owners[key] = Owner(reference, weakref.ref(module), type(module).__name__, name)
