"""A page that plays the browser in tests and benchmarks: a websocket, and a terminal behind it.

It says what xterm.js says: where its cursor is, once it has drawn what came before the question.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pyte
from terminal import PRIVATE_SEQUENCE

QUESTION = re.compile(rb"\x1b\[(\d+);(\d+)H\x1b\[6n")
LAST_LINE = b"confusion"
"""Stands in it, of a run on the whole page."""

WHETHER_AT_ONCE = b"\x1b[?2026$p"


class WebPage:
    """A run as a browser has it. Where it `has_screen` what it shows can be read and waited for;
    else what comes is only counted, which takes next to nothing of the machine."""

    def __init__(
        self, socket: aiohttp.ClientWebSocketResponse, size: tuple[int, int], has_screen: bool
    ) -> None:
        self.bytes_drawn = 0
        """That have come for the terminal so far, before they were made smaller for the way."""
        self.frames = 0
        """That have been asked about so far."""
        self.told: list[list[Any]] = []
        self._socket = socket
        self._screen = pyte.Screen(*size) if has_screen else None
        self._stream = pyte.ByteStream(self._screen) if self._screen is not None else None
        self._news = asyncio.Condition()
        self._arrived = 0.0
        self._has_drawn = False
        self._reading = asyncio.create_task(self._read())

    @property
    def text(self) -> str:
        """What is on the screen now."""
        assert self._screen is not None
        return "\n".join(self._screen.display)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self._say("stdin", key)

    async def wait_for(
        self, what: str | Callable[[str], object], timeout: float = 60.0, since: float = 0.0
    ) -> float:
        """Until the screen shows this (a regular expression) or fulfils it; gives the seconds from
        `since` to the bytes that made it so."""
        is_fulfilled = what if callable(what) else re.compile(what).search
        try:
            async with asyncio.timeout(timeout), self._news:
                await self._news.wait_for(lambda: is_fulfilled(self.text))
        except TimeoutError:
            raise AssertionError(f"not there after {timeout} s: {what}\n{self.text}") from None
        return self._arrived - since

    async def time_to_answer(self, key: str, what: str, timeout: float = 60.0) -> float:
        """Seconds from a key to the bytes that show what it has done."""
        start = time.monotonic()
        await self.press(key)
        return await self.wait_for(what, timeout, start)

    async def until_drawn(self, timeout: float = 120.0) -> None:
        """Until the first frame is there, down to the line with the keys."""
        try:
            async with asyncio.timeout(timeout), self._news:
                await self._news.wait_for(lambda: self._has_drawn)
        except TimeoutError:
            raise AssertionError(f"nothing drawn after {timeout} s; told {self.told}") from None

    async def close(self) -> None:
        await self._socket.close()
        await self._reading

    async def _say(self, kind: str, value: object) -> None:
        await self._socket.send_str(json.dumps([kind, value]))

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type == aiohttp.WSMsgType.TEXT:
                self.told.append(json.loads(message.data))
            elif message.type == aiohttp.WSMsgType.BINARY:
                await self._draw(message.data)

    async def _draw(self, data: bytes) -> None:
        self._arrived = time.monotonic()
        self.bytes_drawn += len(data)
        self._has_drawn |= LAST_LINE in data
        if self._stream is not None:
            self._stream.feed(PRIVATE_SEQUENCE.sub(b"", data))
        if WHETHER_AT_ONCE in data:
            await self._say("stdin", "\x1b[?2026;2$y")
        for row, column in QUESTION.findall(data):
            self.frames += 1
            await self._say("stdin", f"\x1b[{row.decode()};{column.decode()}R")
        async with self._news:
            self._news.notify_all()


@asynccontextmanager
async def web_page(
    address: str,
    size: tuple[int, int] = (120, 40),
    *,
    has_screen: bool = True,
    is_compressed: bool = True,
    port: int | None = None,
) -> AsyncIterator[WebPage]:
    """A visitor who has come for the first time, with the address on the board; through another
    port, if given, at which the same server is reached."""
    parts = urlsplit(address)
    origin = f"http://{parts.hostname}:{port or parts.port}"
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as browser:
        async with browser.get(f"{origin}{parts.path}?{parts.query}") as answer:
            assert answer.status == 200, await answer.text()
        columns, rows = size
        socket = await browser.ws_connect(
            f"{origin}{parts.path}ws?width={columns}&height={rows}",
            origin=origin,
            compress=15 if is_compressed else 0,
        )
        page = WebPage(socket, size, has_screen)
        try:
            yield page
        finally:
            await page.close()
