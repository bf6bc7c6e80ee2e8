"""How much a frame may change, so that a key does not wait long behind one on a slow link."""

from __future__ import annotations

import math
from collections import deque

MOST_CELLS = 16_384
"""More than a screen ever changes at once: no bound at all."""

MOST_ONCE_LATE = 1024
"""About what a pane has, of a screen of 120x40: where a frame was late, it was of that size."""

FEWEST_CELLS = 60

LONGEST = 0.25
"""Seconds that a frame may be on its way longer than one in which hardly anything changes."""

LARGEST_CUT = 1 / 8

GROWTH = 1.01
"""How many times as many may change after a frame that was quick enough: most change far less than
they may, so that a quick one does not say much."""

MEMORY = 64
"""Frames after which a way that has become longer counts as the usual one."""


class FrameSize:
    """Learns from how long frames are on their way how many cells each pane may change in one.

    What is too much for one frame comes with the next ones, and a key comes in between.
    """

    def __init__(self) -> None:
        self.cells = MOST_CELLS
        """That each pane may change in the next frame; a line more than that at most."""
        self._round_trips: deque[float] = deque(maxlen=MEMORY)

    def arrived(self, round_trip: float) -> None:
        """A frame was on its way for so many seconds, there and back."""
        self._round_trips.append(round_trip)
        self.took(round_trip - min(self._round_trips))

    def took(self, longer: float) -> None:
        """A frame was on its way for so many seconds longer than one with hardly any change."""
        if longer > LONGEST:
            cut = max(LONGEST / longer, LARGEST_CUT)
            self.cells = max(round(min(self.cells, MOST_ONCE_LATE) * cut), FEWEST_CELLS)
        else:
            self.cells = min(math.ceil(self.cells * GROWTH), MOST_CELLS)
