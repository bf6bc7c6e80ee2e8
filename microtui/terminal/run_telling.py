"""Tells whoever serves the program how its run stands, and how often."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

PERIOD = 1.0
"""Seconds between two reports while training plays."""

Report = Mapping[str, object]


class RunTelling:
    """Tells it where it stands otherwise than it was told last."""

    def __init__(
        self, tell: Callable[[Report], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._tell = tell
        self._clock = clock
        self._said: Report | None = None
        self._at = -PERIOD

    def say(self, report: Callable[[], Report | None], *, is_playing: bool) -> None:
        """While training plays only so often: nobody reads it faster, and it is not made either.

        None is a report where there is nothing to be said yet.
        """
        now = self._clock()
        if is_playing and now < self._at + PERIOD:
            return
        made = report()
        if made is None or made == self._said:
            return
        self._said, self._at = made, now
        self._tell(made)
