"""A page at the other end of a websocket, with an outbox: nobody waits for it."""

from __future__ import annotations

import asyncio
import json
from collections import deque

from aiohttp import WSCloseCode, web

MOST_WAITING = 8 * 1024 * 1024
"""Bytes that may wait for a page: twice the largest screen. One that has more is closed, comes
again by itself, and is sent the screen as it is then."""

PATIENCE = 30.0
"""Seconds within which a page must take something of what waits."""


class Viewer:
    """Sends in the order in which things were said, as fast as the page takes them."""

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        """`transport` is what is below the socket, if it is still there."""
        self._socket = socket
        self._transport = transport
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
            # What a frame that closes has room for, in whole letters.
            self._reason = reason.encode()[:120].decode(errors="ignore").encode()
            self._has_news.set()

    async def gone(self) -> None:
        """Until it is closed."""
        await asyncio.wait([self._delivering])

    def _put(self, message: bytes | str) -> None:
        if self.is_closing:
            return
        self._waiting.append(message)
        self._bytes += len(message)
        if self._bytes > MOST_WAITING:
            self._waiting.clear()
            self.close(WSCloseCode.TRY_AGAIN_LATER, "The page takes too little of what it is sent.")
        self._has_news.set()

    async def _deliver(self) -> None:
        try:
            while self._waiting or not self.is_closing:
                if not self._waiting:
                    self._has_news.clear()
                    await self._has_news.wait()
                    continue
                await self._send(self._waiting.popleft())
            async with asyncio.timeout(PATIENCE):
                await self._socket.close(code=self._code or WSCloseCode.OK, message=self._reason)
        except (ConnectionError, TimeoutError):
            # It has gone, or takes nothing; whoever reads from it finds out, too.
            self._code = self._code or WSCloseCode.ABNORMAL_CLOSURE
            if self._transport is not None:
                self._transport.abort()

    async def _send(self, message: bytes | str) -> None:
        self._bytes -= len(message)
        async with asyncio.timeout(PATIENCE):
            if isinstance(message, bytes):
                await self._socket.send_bytes(message)
            else:
                await self._socket.send_str(message)
