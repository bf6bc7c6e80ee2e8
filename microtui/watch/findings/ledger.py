"""Stands here until the ledger comes: it finds nothing."""

from __future__ import annotations

from microtui.watch.events import Backward, Cleared, Step, WatchedOptimizer, WatchedTensor
from microtui.watch.finding import Finding


class Ledger:
    """Takes all events, and keeps none."""

    def tensor(self, number: int, tensor: WatchedTensor) -> None: ...
    def optimizer(self, number: int, optimizer: WatchedOptimizer) -> None: ...
    def backward(self, backward: Backward) -> None: ...
    def cleared(self, cleared: Cleared) -> None: ...
    def step(self, step: Step) -> None: ...
    def findings(self) -> tuple[Finding, ...]:
        return ()

    def backwards_in(self, tensor: int) -> int:
        return 0

    def is_stale(self, tensor: int) -> bool:
        return False
