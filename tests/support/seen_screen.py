"""What a visitor's page shows of the real program, kept with pyte."""

from __future__ import annotations

import re
import time

import pyte
from attacking_visitor import Page

PRIVATE_SEQUENCE = re.compile(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
"""What pyte does not know and would print as text."""


class SeenScreen:
    """The screen of a page of this size."""

    def __init__(self, page: Page, width: int, height: int) -> None:
        self._page = page
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self._screen)
        self._seen = 0

    @property
    def text(self) -> str:
        new = self._page.written[self._seen :]
        self._seen = len(self._page.written)
        self._stream.feed(PRIVATE_SEQUENCE.sub(b"", new))
        return "\n".join(self._screen.display)

    async def until_shown(self, pattern: str, seconds: float = 60.0) -> str:
        """Wait for a regular expression; gives the screen."""
        end = time.monotonic() + seconds
        while not re.search(pattern, text := self.text):
            await self._page.hear(0.1)
            assert time.monotonic() < end, f"{pattern} is not shown:\n{text}"
            assert not self._page.socket.closed, f"closed: {self._page.told}"
        return text

    async def until_quiet(self, seconds: float = 0.3, most: float = 30.0) -> str:
        """Wait until nothing has come for so long; gives the screen."""
        end = time.monotonic() + most
        while await self._page.hear(seconds) and time.monotonic() < end:
            pass
        return self.text

    async def press(self, *keys: str) -> str:
        """Each once the answer to the one before has come."""
        for key in keys:
            await self._page.type(key)
            await self.until_quiet(0.2, 10.0)
        return self.text
