"""What is in each tensor's `.grad`: of which backwards it is the sum, and which of them a step has
used already."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

from microtui.watch.events import Place, WatchedTensor

MOST_PENDING = 1_000
"""Backwards that are remembered one by one; what lies longer in a `.grad` that nobody uses or
clears is no longer followed."""


@dataclass(slots=True, eq=False)
class Fate:
    """What becomes of what one backward added."""

    number: int
    place: Place
    holders: int
    """The tensors that still hold it."""
    is_used: bool = False
    is_for_more: bool = False
    """Whether it reached something beside parameters: an input, say, for an attack on it."""
    is_known: bool = False
    """Whether it was measured, and was finite and not zero."""
    is_void: bool = False
    """Whether it was measured, and was nothing, or not finite, as where AMP skips the step."""


@dataclass(slots=True, eq=False)
class Account:
    """The `.grad` of one tensor."""

    tensor: WatchedTensor
    backwards: int = 0
    """That it is the sum of."""
    old: int = 0
    """How many of them the last step used already."""
    was_stale: bool = False
    """Whether the last step used old ones and new ones, and nothing was cleared since."""
    old_norm: float | None = None
    """Of that part, once a newer backward has come on top."""
    norm: float | None = 0.0
    """Of all of it, as it was left; None where nobody has looked."""
    is_sure: bool = True
    """Whether all that happened to it since its last step is known."""
    pending: deque[Fate] = field(default_factory=lambda: deque(maxlen=MOST_PENDING))
    """The backwards in it that no step has used."""
    received: int = 0
    """Backwards over the whole script."""
    was_moved: bool = False

    def clear(self) -> list[Fate]:
        """Nothing is in it any more; gives the backwards of which nothing is left anywhere, and
        nothing was used."""
        lost = []
        for fate in self.pending:
            fate.holders -= 1
            if fate.holders == 0 and not fate.is_used:
                lost.append(fate)
        self.pending.clear()
        self.backwards = self.old = 0
        self.was_stale = False
        self.old_norm = None
        self.norm = 0.0
        self.is_sure = True
        return lost

    def doubt(self) -> None:
        """It may have been cleared or not: what was in it is not followed any further."""
        self.is_sure = self.was_stale = False
        self.old_norm = None
        for fate in self.pending:
            # Held by one that never lets go: it can't be lost any more.
            fate.holders += 1
        self.pending.clear()

    def receive(self, fate: Fate, carried: float | None, grad: float | None) -> None:
        """One backward more."""
        if self.old > 0 and self.backwards == self.old:
            self.old_norm = carried
        self.backwards += 1
        self.received += 1
        self.norm = grad
        if len(self.pending) == MOST_PENDING:
            self.pending[0].holders += 1
        self.pending.append(fate)

    def use(self, norm: float | None) -> None:
        """A step has used all that is in it."""
        for fate in self.pending:
            fate.is_used = True
        self.pending.clear()
        self.was_stale = self.is_stale
        self.old = self.backwards
        self.old_norm = None
        self.is_sure = True
        if norm is not None:
            self.norm = norm

    @property
    def is_stale(self) -> bool:
        """Whether it is a sum of old backwards and new ones, for all that is known."""
        return self.is_sure and 0 < self.old < self.backwards

    def was_left_alone(self, carried: float | None) -> bool:
        """Whether what is in it now is what was in it before."""
        if carried is None or self.norm is None:
            return False
        return math.isclose(carried, self.norm, rel_tol=1e-4) or not math.isfinite(carried)
