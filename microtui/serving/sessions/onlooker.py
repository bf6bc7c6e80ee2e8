"""A page that looks on at somebody's run: what it does not take in time it never gets."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable
from typing import Protocol

MOST_WAITING = 256 * 1024
"""Bytes that wait for a page: some screens."""

CLEARED = b"\x18\x1bc\x1b[?25l"
"""Ends what a terminal was in the middle of, and has it begin with nothing, and without a cursor:
what was left out may have been half of anything."""


class Socket(Protocol):
    """What there is of a websocket here."""

    async def send_bytes(self, data: bytes) -> None: ...

    async def send_str(self, data: str) -> None: ...


class Onlooker:
    """Never waited for. Where too much waits for it, that is left out, and the screen is drawn anew
    once it has taken what it had been sent."""

    def __init__(self, socket: Socket) -> None:
        self._socket = socket
        self._waiting: deque[bytes | str] = deque()
        self._bytes = 0
        self._has_news = asyncio.Event()
        self._is_behind = True
        self.is_over = False
        """Whether nothing comes behind what waits."""
        self.want_redraw: Callable[[], None] = lambda: None
        """Set by whoever shows it a run."""

    def show(self, data: bytes) -> None:
        """Some more of what the run draws."""
        if self._is_behind:
            return
        if self._bytes + len(data) > MOST_WAITING:
            self._is_behind = True
            self._forget_drawn()
            self._has_news.set()
            return
        self._put(data)

    def say(self, kind: str, **values: object) -> None:
        self._put(json.dumps([kind, values]))

    def end(self, sentence: str) -> None:
        """The run that it looks at is over."""
        if not self.is_over:
            self.say("ended", sentence=sentence)
            self.is_over = True

    async def deliver(self) -> None:
        """Send what comes, until it is over."""
        while not (self.is_over and not self._waiting):
            if self._is_behind and not self._waiting:
                self._is_behind = False
                self._put(CLEARED)
                self.want_redraw()
            if not self._waiting:
                self._has_news.clear()
                await self._has_news.wait()
                continue
            await self._send(self._waiting.popleft())

    async def _send(self, message: bytes | str) -> None:
        self._bytes -= len(message)
        if isinstance(message, bytes):
            await self._socket.send_bytes(message)
        else:
            await self._socket.send_str(message)

    def _put(self, message: bytes | str) -> None:
        self._waiting.append(message)
        self._bytes += len(message)
        self._has_news.set()

    def _forget_drawn(self) -> None:
        """What is said stays: sentences are few."""
        self._waiting = deque(each for each in self._waiting if isinstance(each, str))
        self._bytes = sum(map(len, self._waiting))
