"""Who hears what a program says."""

from __future__ import annotations

from typing import Any, Protocol


class Hearing(Protocol):
    """Called in the order in which it was said; none of them may wait."""

    def screen(self, data: bytes) -> None:
        """What a terminal is to show."""

    def told(self, message: dict[str, Any]) -> None:
        """A message; its `type` says which."""

    def chunk(self, key: str, data: bytes) -> None:
        """A piece of the file with this key, empty at its end."""
