"""Tells whoever serves the program how the run stands, and how often."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

PERIOD = 1.0
"""Seconds between two reports while training plays."""

Tell = Callable[[Mapping[str, object]], None]


class RunTelling:
    """Tells it when it stands otherwise than it was told last."""

    def __init__(self, tell: Tell, clock: Callable[[], float] = time.monotonic) -> None:
        self._tell = tell
        self._clock = clock
        self._said: Mapping[str, object] = {}
        self._at = -PERIOD

    def say(self, report: Mapping[str, object], *, is_playing: bool) -> None:
        """While training plays only so often: nobody reads it faster."""
        now = self._clock()
        if report == self._said or (is_playing and now < self._at + PERIOD):
            return
        self._said, self._at = report, now
        self._tell(report)
