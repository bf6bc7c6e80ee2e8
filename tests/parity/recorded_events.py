"""What the probe tells of a loop, kept in the order in which it came."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from microtui.watch.events import Backward, Cleared, Step, WatchedOptimizer, WatchedTensor
from microtui.watch.finding import Finding
from microtui.watch.probe import observer
from microtui.watch.probe.probe import Probe
from microtui.watch.reading import Stop


class Recorded:
    """Stands in the place of the ledger."""

    def __init__(self) -> None:
        self.events: list[Any] = []
        self.tensors: dict[int, WatchedTensor] = {}
        self.optimizers: dict[int, WatchedOptimizer] = {}
        self.stops: list[Stop] = []
        self.replaced_behind: list[Any] = []
        """Of each tensor whose number went to another, the event before."""

    def tensor(self, number: int, tensor: WatchedTensor) -> None:
        self.tensors[number] = tensor

    def replaced(self, number: int) -> None:
        self.replaced_behind += self.events[-1:]

    def optimizer(self, number: int, optimizer: WatchedOptimizer) -> None:
        self.optimizers[number] = optimizer

    def backward(self, backward: Backward) -> None:
        self.events.append(backward)

    def cleared(self, cleared: Cleared) -> None:
        self.events.append(cleared)

    def step(self, step: Step) -> None:
        self.events.append(step)

    def findings(self) -> tuple[Finding, ...]:
        return ()

    def backwards_in(self, tensor: int) -> int:
        return 0

    def is_stale(self, tensor: int) -> bool:
        return False

    @property
    def backwards(self) -> list[Backward]:
        return [each for each in self.events if isinstance(each, Backward)]

    @property
    def steps(self) -> list[Step]:
        return [each for each in self.events if isinstance(each, Step)]

    @property
    def cleared_events(self) -> list[Cleared]:
        return [each for each in self.events if isinstance(each, Cleared)]

    def number(self, name: str) -> int:
        """Of the tensor of this name."""
        return next(number for number, each in self.tensors.items() if each.name == name)


@contextmanager
def watching(*, only: Any = None, may_fail: bool = False) -> Iterator[tuple[Recorded, Probe]]:
    """Whatever is run within is looked on at; nothing of the looking has failed behind it."""
    recorded = Recorded()
    probe = Probe(recorded.stops.append, os.path.dirname(__file__), only)
    with patch.object(observer, "Ledger", lambda: recorded):
        probe.install()
    try:
        yield recorded, probe
    finally:
        probe.remove()
    assert may_fail or probe.reading(None).fault is None
