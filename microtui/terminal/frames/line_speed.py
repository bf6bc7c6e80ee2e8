"""How long the line to the terminal takes for so many bytes, learned from what has arrived."""

from __future__ import annotations

from collections import deque

UNKNOWN_SPEED = 4_000.0
"""Bytes a second of a line on which nothing has been heard of to arrive: a slow modem's, so that
hardly any line is given more than it carries."""

FRAMES = 16
"""That say how fast the line is now."""

MEMORY = 64
"""Frames, the quickest of which says how long the way alone takes."""


class LineSpeed:
    """Tells the way there and back, which is the same for all, from what bytes take on it."""

    def __init__(self) -> None:
        self._round_trips: deque[float] = deque(maxlen=MEMORY)
        self._frames: deque[tuple[int, float]] = deque(maxlen=FRAMES)

    @property
    def shortest_round_trip(self) -> float:
        """What the way alone takes, there and back; 0.0 where nothing has arrived yet."""
        return min(self._round_trips, default=0.0)

    def arrived(self, size: int, round_trip: float) -> None:
        """So many bytes were there, and the answer back, after so many seconds."""
        self._round_trips.append(round_trip)
        self._frames.append((size, round_trip))

    def seconds(self, size: int) -> float:
        """That the line takes for so many bytes, beside the way itself."""
        if not self._frames:
            return size / UNKNOWN_SPEED
        shortest = self.shortest_round_trip
        longer = sum(round_trip - shortest for _, round_trip in self._frames)
        return size * longer / max(sum(size for size, _ in self._frames), 1)
