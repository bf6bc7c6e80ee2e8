"""What is in each tensor's `.grad`, as far as anybody knows."""

from __future__ import annotations

import math
from dataclasses import dataclass

from microtui.watch.events import Place

SAME = 0.98
"""Less than this share of what a step has found, and somebody has made it less by hand."""

MOST_PENDING = 64
"""Fates that are followed at once; what lies longer in a `.grad` that nobody uses or clears is
followed no more."""


@dataclass(slots=True, eq=False)
class Fate:
    """What becomes of what some backwards in a row have added, all to the same tensors."""

    place: Place
    tensors: tuple[int, ...]
    holders: int
    """The tensors that still hold it."""
    backwards: int = 1
    is_inside: bool = False
    """Whether a step has called them, and so uses them unless they are cleared."""
    is_used: bool = False
    is_for_more: bool = False
    """Whether it reached something beside parameters: an input, say, for an attack on it."""
    is_known: bool = True
    """Whether it was measured, and was not zero."""
    is_void: bool = False
    """Whether it was measured, and was zero, or not finite, as where AMP leaves out a step."""


class Account:
    """The `.grad` of one tensor: backwards are added to it, steps use it, and it is cleared."""

    __slots__ = (
        "awaits",
        "carried",
        "count",
        "found",
        "grad",
        "held",
        "is_cleared_by_hand",
        "is_dropped",
        "is_exact",
        "is_filled_by_hand",
        "is_stale",
        "pending",
        "received",
        "seen",
        "used",
        "was_moved",
        "weighty",
    )

    def __init__(self) -> None:
        self.count = 0
        """Backwards that it is the sum of; where it is not exact, somebody may have cleared it."""
        self.is_exact = True
        self.used: dict[int | None, int] = {}
        """How many of these each optimizer's last step has used; None is one by hand."""
        self.awaits = False
        """Whether no backward has come since the last step."""
        self.held: float | None = None
        """The norm of what the last step has found."""
        self.found = False
        """Whether the first backward since that step was seen to find it still there."""
        self.carried: float | None = None
        """The norm of what that backward found."""
        self.grad: float | None = None
        """The norm of all, behind the last backward."""
        self.is_stale = False
        """Whether a backward has come on top of what a step had used, when last looked at."""
        self.is_cleared_by_hand = False
        """Whether it was clear, when last looked at, though nobody had called zero_grad."""
        self.pending: list[Fate] = []
        """What is in it and no step has used."""
        self.is_dropped = False
        """Whether something was cleared since the last step that no step had used."""
        self.received = 0
        """Backwards over the whole script."""
        self.weighty = 0
        """Of these, how many are known to have added more than zeros."""
        self.seen = 0
        """The last backward."""
        self.was_moved = False
        self.is_filled_by_hand = False

    def clear(self) -> list[Fate]:
        """Nothing is in it any more; gives what is nowhere else, and was never used."""
        self.count = 0
        self.is_exact = True
        self.awaits = self.is_stale = self.found = False
        if self.used:
            self.used.clear()
        if not self.pending:
            return []
        lost = []
        for fate in self.pending:
            fate.holders -= 1
            if not fate.is_void and (fate.is_inside or not fate.is_used):
                self.is_dropped = True
            if fate.holders == 0 and not fate.is_used:
                lost.append(fate)
        self.pending.clear()
        return lost

    def replace(self) -> None:
        """The tensor is another now; nothing was thrown away with the one before."""
        self.pending.clear()
        self.clear()
        self.is_cleared_by_hand = False

    def find(self, held: bool | None, carried: float | None) -> list[Fate]:
        """A backward comes where others have been since zero_grad; gives what is lost."""
        if held is None:
            self.is_exact = self.found = False
            if self.awaits and self.is_cleared_by_hand:
                # Nobody has looked, but so it was when last somebody did.
                lost = self.clear()
                self.is_exact = False
                return lost
        elif not held:
            self.is_cleared_by_hand = self.awaits
            return self.clear()
        elif self.awaits:
            if self.is_cleared_by_hand:
                self.is_exact = False
            self.is_cleared_by_hand = False
            self.carried = carried
            self.is_stale = self.found = self._is_whole(carried)
        self.awaits = False
        return []

    def _is_whole(self, carried: float | None) -> bool:
        """Whether this is what the last step has found, no less: who takes a share away, by hand,
        means to keep the rest."""
        if carried is None or self.held is None or not math.isfinite(self.held):
            return True
        return carried >= SAME * self.held or math.isnan(carried)

    def hold(self, fate: Fate) -> None:
        if len(self.pending) == MOST_PENDING:
            # Held by one that never lets go: it can't be lost any more.
            self.pending.pop(0).holders += 1
        self.pending.append(fate)

    def use(self, optimizer: int | None, held: float | None) -> None:
        """A step has used all that is in it; what was pending has been told so."""
        self.held = held
        self.is_dropped = False
        if self.count:
            self.used[optimizer] = self.count
            self.awaits = True
        elif held:
            self.is_filled_by_hand = True
