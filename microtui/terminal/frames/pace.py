"""What frames may take of what others need, too: the machine, and the line."""

from __future__ import annotations

import math
from dataclasses import dataclass

from microtui.terminal.served import is_served


@dataclass(frozen=True)
class Pace:
    """How much of each second, at most, goes by with frames that nobody has asked for."""

    drawing: float
    """The share of the time in which they are drawn: where many share a machine, drawing takes
    longer, and so each draws less often, before keys have to wait for one another's frames."""
    size: float
    """Bytes."""


IN_A_TERMINAL = Pace(0.2, math.inf)

ON_A_PAGE = Pace(0.075, 12_000.0)
"""A class has one machine, and one line to it: twenty play on two cores, and the network of a room
carries them."""


def usual_pace() -> Pace:
    return ON_A_PAGE if is_served() else IN_A_TERMINAL
