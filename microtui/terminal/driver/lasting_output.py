"""Where the driver writes, for as long as there is somebody who reads it, and after that."""

from __future__ import annotations

from contextlib import suppress
from typing import IO


class LastingOutput:
    """A terminal that one can write to when it has gone, too: then it has no effect.

    Textual's thread that writes (8.2.8) ends where it cannot, and with it what takes from its
    queue: once that is full, the program would wait for good, and hear no signal any more.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()
