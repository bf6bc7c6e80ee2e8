"""What a program behind a page has said, to be waited for."""

from __future__ import annotations

import asyncio
from typing import Any

PATIENCE = 60.0


class Heard:
    """Hears one program."""

    def __init__(self) -> None:
        self.shown = b""
        self.chunks: list[tuple[str, bytes]] = []
        self._messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._drawn = asyncio.Event()

    def screen(self, data: bytes) -> None:
        self.shown += data
        self._drawn.set()

    def told(self, message: dict[str, Any]) -> None:
        self._messages.put_nowait(message)

    def chunk(self, key: str, data: bytes) -> None:
        self.chunks.append((key, data))

    async def message(self, type_: str) -> dict[str, Any]:
        """The next one of this type; those before it are passed over."""
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await self._messages.get()
                if message["type"] == type_:
                    return message

    async def until_shown(self, text: bytes) -> None:
        async with asyncio.timeout(PATIENCE):
            while text not in self.shown:
                self._drawn.clear()
                await self._drawn.wait()
