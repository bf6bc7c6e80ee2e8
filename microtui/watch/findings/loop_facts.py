"""What all kinds of findings know of a loop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from microtui.watch.events import Place, WatchedOptimizer
from microtui.watch.findings.accounts import Account

NOWHERE = Place("", 0)


@dataclass
class Loop:
    accounts: dict[int, Account] = field(default_factory=dict)
    optimizers: dict[int, WatchedOptimizer] = field(default_factory=dict)
    steps: int = 0
    steps_of: dict[int | None, int] = field(default_factory=dict)
    """By optimizer; None is by hand."""
    rates: dict[int | None, tuple[float, ...]] = field(default_factory=dict)
    backwards: int = 0
    places: dict[Place, int] = field(default_factory=dict)
    """Where backward is called, and how often."""
    last_backward: Place | None = None
    first_backward: int = 0
    """The number of the first of the latest backwards that no step stands between."""
    stepped_at: int = 0
    """The number of the last backward before the last step."""
    last_step: Place | None = None
    last_clear: Place | None = None

    def names(self, tensors: Iterable[int]) -> str:
        """Some of these tensors' names."""
        names = [self.accounts[number].tensor.name for number in sorted(tensors)]
        if len(names) <= 3:
            return ", ".join(names)
        return f"{', '.join(names[:2])} and {len(names) - 2} more"

    def called(self, *optimizers: int | None) -> str:
        """Optimizers in words: by class, and by what they move where these are not all."""
        movers = [self.optimizers[each] for each in optimizers if each is not None]
        if not movers:
            return "the update by hand"
        if len(movers) > 1:
            moved = {number for told in movers for number in told.tensors}
            return f"the {len(movers)} optimizers of {self.names(moved)}"
        (told,) = movers
        if len(self.optimizers) == 1:
            return f"the {told.name} optimizer"
        return f"the {told.name} optimizer of {self.names(told.tensors)}"
