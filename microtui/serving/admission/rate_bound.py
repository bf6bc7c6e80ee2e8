"""How much may come from one page: what is above is not lost, it has to wait."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable


class RateBound:
    """A bucket that fills at a steady rate; whoever takes more than is in it waits that long."""

    def __init__(
        self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`rate` in units a second; `burst` in units that may come at once."""
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._level = burst
        self._filled_at = clock()

    def seconds_until(self, amount: float) -> float:
        """How long until there is this much in it; it takes nothing."""
        self._fill()
        return max(0.0, (amount - self._level) / self._rate)

    def take(self, amount: float) -> float:
        """Take this much; gives the seconds to wait before any more is taken."""
        self._fill()
        self._level -= amount
        return max(0.0, -self._level / self._rate)

    def _fill(self) -> None:
        now = self._clock()
        self._level = min(self._burst, self._level + (now - self._filled_at) * self._rate)
        self._filled_at = now


class SocketBounds:
    """Those of one websocket."""

    def __init__(self) -> None:
        # A fast typist with the mouse in motion and the answers of the terminal: 150 a second.
        self._messages = RateBound(rate=200.0, burst=400.0)
        self._bytes = RateBound(rate=128 * 1024.0, burst=512 * 1024.0)

    async def passed(self, size: int) -> None:
        """Until one more message of so many characters may be taken."""
        wait = max(self._messages.take(1.0), self._bytes.take(size))
        if wait > 0:
            await asyncio.sleep(wait)
