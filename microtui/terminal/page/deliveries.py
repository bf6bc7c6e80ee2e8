"""Files on their way to the visitor's browser, which asks for one piece after the other."""

from __future__ import annotations

from typing import BinaryIO

MOST_PENDING = 8
"""Files at once: of more, the oldest are given up."""


class Deliveries:
    """What has been announced, and not been taken to its end. Any thread may call all of it."""

    def __init__(self) -> None:
        self._files: dict[str, BinaryIO] = {}

    def begin(self, key: str, file: BinaryIO) -> None:
        """From now on it can be asked for by this key."""
        self._files[key] = file
        for oldest in list(self._files)[:-MOST_PENDING]:
            self._end(oldest)

    def piece(self, key: str, size: int) -> bytes | None:
        """Of so many bytes at most, empty behind the last; None where there is no such file."""
        file = self._files.get(key)
        if file is None:
            return None
        piece = file.read(size)
        if not piece:
            self._end(key)
        return piece

    def _end(self, key: str) -> None:
        # It is not closed: another thread may be reading a piece of it, and it is all in memory.
        self._files.pop(key, None)
