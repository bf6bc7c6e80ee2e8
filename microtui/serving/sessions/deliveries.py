"""Files that the program gives to the browser, on their way."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from microtui.serving.sessions.file_names import last_part, safe_name

KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")

PIECE = 64 * 1024
"""Bytes that the program is asked for at a time."""

PATIENCE = 30.0
"""Seconds to wait for a piece."""

MOST = 20
"""Files that wait to be fetched; the oldest is forgotten for one more."""


@dataclass
class Delivery:
    """A file that the program holds ready."""

    key: str
    name: str
    """What it is kept under."""
    pieces: asyncio.Queue[bytes] = field(default_factory=asyncio.Queue)


class Deliveries:
    """Each is fetched once, piece by piece, as fast as the browser takes it."""

    def __init__(self) -> None:
        self._offered: dict[str, Delivery] = {}
        self._fetched: dict[str, Delivery] = {}

    def offer(self, message: dict[str, Any]) -> Delivery | None:
        """What the program says when a file is ready; None where that makes no sense."""
        key, path, name = (message.get(each) for each in ("key", "path", "name"))
        if not isinstance(key, str) or not KEY.fullmatch(key):
            return None
        called = last_part(path) if isinstance(path, str) else ""
        delivery = Delivery(key, safe_name(called or (name if isinstance(name, str) else "")))
        if len(self._offered) >= MOST:
            del self._offered[next(iter(self._offered))]
        self._offered[key] = delivery
        return delivery

    @property
    def offered(self) -> list[Delivery]:
        """Those that nobody has fetched yet."""
        return list(self._offered.values())

    def take(self, key: str) -> Delivery | None:
        """The file of this key, for one who fetches it now; None where there is none any more."""
        return self._offered.pop(key, None)

    def chunk(self, key: str, data: bytes) -> None:
        """A piece has come; nobody may be waiting for it any more."""
        if delivery := self._fetched.get(key):
            delivery.pieces.put_nowait(data)

    async def pieces(
        self, delivery: Delivery, ask: Callable[[int], Awaitable[None]]
    ) -> AsyncIterator[bytes]:
        """All of it. `ask` has the program send the next piece, of as many bytes at most.

        Raises TimeoutError where none comes.
        """
        self._fetched[delivery.key] = delivery
        try:
            while True:
                async with asyncio.timeout(PATIENCE):
                    await ask(PIECE)
                    piece = await delivery.pieces.get()
                if not piece:
                    return
                yield piece
        finally:
            del self._fetched[delivery.key]
