"""Units that no longer learn: dead and saturated ones, and those whose values are no numbers, where
a module is a known activation."""

from __future__ import annotations

import math
import weakref
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from microtui.watch.reading import UnitsReading

# The words mean what they mean on our own screen (`engine.formulas.activations`), which is not to
# be imported beside somebody's script.
FLAT = 1.0 - 0.97 * 0.97
"""The share of the steepest slope below which next to no gradient gets through."""

NEARLY_ALL = 0.95
"""The share of the samples from which on a unit counts as saturated."""

LEAST = 16
"""Samples of a batch; fewer say nothing of a unit."""

MOST_ACTIVATIONS = 100


class Kind(NamedTuple):
    """How the units of an activation stop learning."""

    stuck: Literal["saturated", "dead"]
    share: float
    """Of the samples, that it must be flat for."""
    is_flat: Callable[[Any], Any]
    """Given its result, element by element."""


KINDS = {
    "Tanh": Kind("saturated", NEARLY_ALL, lambda y: 1.0 - y * y < FLAT),
    "Sigmoid": Kind("saturated", NEARLY_ALL, lambda y: y * (1.0 - y) < FLAT * 0.25),
    "ELU": Kind("saturated", NEARLY_ALL, lambda y: y.clamp(max=0.0) + 1.0 < FLAT),
    "ReLU": Kind("dead", 1.0, lambda y: y <= 0.0),
}
"""By the class in `torch.nn`."""


class Seen(NamedTuple):
    """One call of an activation, over the last batch that was looked at."""

    module: weakref.ref[Any]
    kind: Kind
    units: int
    stuck_units: int
    not_finite: int


class Units:
    """Looks at what activations give while a loss is computed."""

    def __init__(self, torch: Any) -> None:
        self._torch = torch
        self._kinds = {getattr(torch.nn, name): kind for name, kind in KINDS.items()}
        self._seen: dict[tuple[int, int], Seen] = {}
        self._calls: dict[int, int] = {}
        self._names: dict[int, str] = {}

    def see(self, module: Any, output: Any) -> None:
        kind = self._kinds.get(type(module))
        if kind is None or getattr(module, "alpha", 1.0) != 1.0:
            return
        call = self._calls.get(id(module), 0)
        self._calls[id(module)] = call + 1
        if output.dim() < 2 or call >= MOST_ACTIVATIONS or len(self._seen) >= MOST_ACTIVATIONS:
            return
        # Images have their channels second; all else has its units last.
        units = 1 if output.dim() > 3 else output.dim() - 1
        count = output.size(units)
        if not count or output.numel() // count < LEAST:
            return
        with self._torch.no_grad():
            others = [each for each in range(output.dim()) if each != units]
            given = output.detach()
            flat = kind.is_flat(given).sum(dim=others)
            is_stuck = flat >= math.ceil(kind.share * (output.numel() // count))
            is_finite = (~given.isfinite()).sum(dim=others) == 0
            stuck, not_finite = int((is_stuck & is_finite).sum()), int((~is_finite).sum())
        self._seen[id(module), call] = Seen(weakref.ref(module), kind, count, stuck, not_finite)

    def end_forward(self, names: Callable[[], dict[int, str]]) -> None:
        """What comes from now on belongs to another loss; `names` gives those of modules, by id."""
        if self._calls.keys() - self._names.keys():
            found = names()
            for module in self._calls:
                self._names.setdefault(module, found.get(module, ""))
        self._calls.clear()

    def readings(self) -> tuple[UnitsReading, ...]:
        found = []
        for key, seen in list(self._seen.items()):
            module = seen.module()
            if module is None:
                # Another module may be given its id.
                del self._seen[key]
                self._names.pop(key[0], None)
                continue
            kind = type(module).__name__
            name = self._names.get(key[0]) or kind
            called = f"{name} ({key[1] + 1})" if key[1] else name
            counts = seen.units, seen.stuck_units, seen.not_finite
            found.append(UnitsReading(called, kind, seen.kind.stuck, *counts))
        return tuple(found)
