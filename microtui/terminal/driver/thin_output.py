"""What is written to a screen that one remembers: only what differs from what it shows already."""

from __future__ import annotations

from microtui.terminal.characters import as_ascii
from microtui.terminal.driver.screen_memory import ScreenMemory


class ThinOutput:
    """A memory of the screen, in front of a terminal or of a page; counts what gets through."""

    def __init__(self, *, ascii_only: bool) -> None:
        self.bytes_written = 0
        self._memory = ScreenMemory()
        self._is_ascii_only = ascii_only

    def reduced(self, data: str) -> str:
        """What is left to be written; may be nothing."""
        reduced = self._memory.reduced(as_ascii(data) if self._is_ascii_only else data)
        self.bytes_written += len(reduced.encode())
        return reduced

    def fit(self, columns: int, rows: int) -> None:
        """The screen is of this size from now on."""
        self._memory.fit(columns, rows)

    def forget(self) -> None:
        """What the screen shows may have changed behind our back: it is drawn anew next time."""
        self._memory.forget()
