"""A page at the other end of a websocket, with an outbox: nobody waits for it."""

from __future__ import annotations

import asyncio
import json
from collections import deque

from aiohttp import web

MOST_WAITING = 2 * 1024 * 1024
"""Bytes that may wait for a page; one that takes nothing any more is closed beyond that."""

PATIENCE = 30.0
"""Seconds within which a page must take something of what waits."""

POLICY_VIOLATION, NOT_READING = 1008, 1013


class Viewer:
    """Sends in the order in which things were said, as fast as the page takes them."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self._socket = socket
        self._waiting: deque[bytes | str] = deque()
        self._bytes = 0
        self._code: int | None = None
        self._reason = b""
        self._has_news = asyncio.Event()
        self._delivering = asyncio.create_task(self._deliver())

    @property
    def is_closing(self) -> bool:
        return self._code is not None

    def send(self, data: bytes) -> None:
        self._put(data)

    def say(self, kind: str, **values: object) -> None:
        self._put(json.dumps([kind, values]))

    def close(self, code: int, reason: str = "") -> None:
        """Once all that was said before has gone out."""
        if self._code is None:
            self._code = code
            # What a frame that closes has room for.
            self._reason = reason.encode()[:120]
            self._has_news.set()

    async def gone(self) -> None:
        """Until it is closed."""
        await asyncio.wait([self._delivering])

    def drop(self) -> None:
        """Close it without a word more: the page has gone."""
        self._delivering.cancel()

    def _put(self, message: bytes | str) -> None:
        if self.is_closing:
            return
        self._waiting.append(message)
        self._bytes += len(message)
        if self._bytes > MOST_WAITING:
            self._waiting.clear()
            self.close(NOT_READING, "The page takes too little of what it is sent.")
        self._has_news.set()

    async def _deliver(self) -> None:
        try:
            while self._waiting or not self.is_closing:
                if not self._waiting:
                    self._has_news.clear()
                    await self._has_news.wait()
                    continue
                await self._send(self._waiting.popleft())
            await self._socket.close(code=self._code or 1000, message=self._reason)
        except (ConnectionError, TimeoutError):
            # It has gone; whoever reads from it will find out, too.
            self._code = self._code or NOT_READING
            await self._socket.close()

    async def _send(self, message: bytes | str) -> None:
        self._bytes -= len(message)
        async with asyncio.timeout(PATIENCE):
            if isinstance(message, bytes):
                await self._socket.send_bytes(message)
            else:
                await self._socket.send_str(message)
