"""What comes again and again at the same distance is how a loop is made, and no accident."""

from __future__ import annotations

ENOUGH = 3


class Regular:
    """Places, counted along the loop, at which something was seen."""

    def __init__(self) -> None:
        self.first = 0
        self.times = 0
        self.irregular = 0
        """Distances that were not the usual one."""
        self._last = 0
        self.distance = 0

    def see(self, place: int) -> None:
        distance = place - self._last
        self._last = place
        self.times += 1
        if self.times == 1:
            self.first = place
        elif self.distance in (0, distance):
            self.distance = distance
        else:
            self.irregular += 1
            self.distance = distance
            self.times = 2
            self.first = place - distance

    @property
    def is_regular(self) -> bool:
        """Twice is enough where it was as far from the beginning."""
        enough = 2 if self.distance == self.first else ENOUGH
        return self.times >= enough + 2 * self.irregular
