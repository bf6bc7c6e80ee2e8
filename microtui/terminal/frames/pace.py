"""What frames may take of what others need, too: the machine, and the line."""

from __future__ import annotations

import math
from dataclasses import dataclass

from microtui.terminal.served import is_served


@dataclass(frozen=True)
class Pace:
    """How much of each second, at most, goes by with frames that nobody has asked for."""

    share: float
    """Of the time: where many share a machine, drawing takes longer, and so each draws less often,
    before keys have to wait for one another's frames."""
    processor: float
    """Of one processor, where nobody else needs it."""
    size: float
    """Bytes."""

    def period(self, seconds: float, of_processor: float) -> float:
        """Seconds from a frame that took so many to the next one."""
        return max(seconds / self.share, of_processor / self.processor)


IN_A_TERMINAL = Pace(share=0.2, processor=1.0, size=math.inf)

ON_A_PAGE = Pace(share=0.2, processor=0.05, size=12_000.0)
"""A class has one machine, and one line to it: twenty play on two processors."""


def usual_pace() -> Pace:
    return ON_A_PAGE if is_served() else IN_A_TERMINAL
