"""How fast to train, and how fast it went."""

from __future__ import annotations

import math

SPEEDS: tuple[float | None, ...] = (0.2, 1.0, 5.0, 20.0, 50.0, 200.0, 1000.0, None)
"""Epochs a second to choose from; None is flat out."""

DEFAULT_SPEED = 20.0
"""The first hundred epochs take five seconds: time to watch the map bend, and what forgetting
`zero_grad` does within fifteen. It leaves a shared machine to the others, too."""

SHORTEST_NAP = 0.04
"""Seconds: updates are run a few at a time, for no frame shows them one by one."""

LONGEST_DEBT = 0.25


def neighbouring_speed(speed: float | None, direction: int) -> float | None:
    """The next speed up (1) or down (-1) the list; the ends are as far as it goes."""
    index = SPEEDS.index(speed) + direction
    return SPEEDS[min(max(index, 0), len(SPEEDS) - 1)]


class UpdateClock:
    """Says how many updates are due by now at a speed in epochs a second.

    Time is in seconds, from any clock that runs evenly. What could not be done in a quarter of a
    second is not caught up with.
    """

    def __init__(self, speed: float | None) -> None:
        self.speed = speed
        self._checked = 0.0
        self._owed = 0.0
        self._held_until = 0.0

    def start(self, now: float) -> None:
        """The first update is due at once."""
        self._checked = now
        self._owed = 1.0

    def due(self, now: float, batches: int) -> float:
        """Updates to run now: a whole number, or inf when flat out."""
        elapsed = min(now - self._checked, LONGEST_DEBT)
        self._checked = now
        if self.speed is None:
            return math.inf
        self._owed += elapsed * self.speed * batches
        due = math.floor(self._owed)
        self._owed -= due
        return due

    def hold(self, until: float) -> None:
        """Have `nap` last until this time at least: something else comes first."""
        self._held_until = until

    def nap(self, now: float, batches: int) -> float:
        """Seconds to wait before asking again."""
        held = max(self._held_until - now, 0.0)
        if self.speed is None:
            return held
        return max((1.0 - self._owed) / (self.speed * batches), SHORTEST_NAP, held)


class Speedometer:
    """Measures epochs a second over about the last half second."""

    def __init__(self) -> None:
        self._since: tuple[float, float] | None = None
        self._speed = 0.0

    def stop(self) -> None:
        self._since = None
        self._speed = 0.0

    def read(self, now: float, epochs: float) -> float:
        """Epochs a second lately, given the epochs (and parts of them) finished by now."""
        if self._since is None:
            self._since = (now, epochs)
        then, epochs_then = self._since
        if now - then >= 0.5:
            self._speed = max(epochs - epochs_then, 0.0) / (now - then)
            self._since = (now, epochs)
        return self._speed
