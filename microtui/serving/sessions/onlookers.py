"""All who look on at one run; none of them slows whoever plays it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from microtui.serving.sessions.onlooker import Onlooker

PERIOD = 1.0
"""Seconds between two times that the whole screen is sent: the visitor is sent it, too."""


class Onlookers:
    """Hands on what the run draws."""

    def __init__(self, redraw: Callable[[], None]) -> None:
        """`redraw` has the program send its whole screen; it is called on the loop."""
        self._redraw = redraw
        self._all: set[Onlooker] = set()
        self._redrawn_at = -PERIOD
        self._redraw_to_come: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return len(self._all)

    def add(self, onlooker: Onlooker, width: int, height: int) -> None:
        """It is sent the size of the visitor's terminal, and then the screen."""
        onlooker.want_redraw = self._want_redraw
        onlooker.say("size", width=width, height=height)
        self._all.add(onlooker)

    def remove(self, onlooker: Onlooker) -> None:
        self._all.discard(onlooker)

    def show(self, data: bytes) -> None:
        for onlooker in self._all:
            onlooker.show(data)

    def resized(self, width: int, height: int) -> None:
        """Called before the program is told: what it draws then is of the new size."""
        for onlooker in self._all:
            onlooker.say("size", width=width, height=height)

    def end(self, sentence: str) -> None:
        """The run is over, and why."""
        if self._redraw_to_come is not None:
            self._redraw_to_come.cancel()
        for onlooker in self._all:
            onlooker.end(sentence)
        self._all.clear()

    def _want_redraw(self) -> None:
        """Now, or as soon as the last one is long enough ago."""
        if self._redraw_to_come is not None:
            return
        loop = asyncio.get_running_loop()
        wait = max(self._redrawn_at + PERIOD - loop.time(), 0.0)
        self._redraw_to_come = loop.call_later(wait, self._redraw_now)

    def _redraw_now(self) -> None:
        self._redraw_to_come = None
        self._redrawn_at = asyncio.get_running_loop().time()
        if self._all:
            self._redraw()
