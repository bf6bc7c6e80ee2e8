"""What a session needs of the program that it is, and of the page that shows it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from pathlib import Path
from typing import Any, Protocol

from microtui.serving.process.hearing import Hearing

Size = tuple[int, int]
"""Columns and rows."""


class Program(Protocol):
    """One program, and the pipe to it."""

    ended: asyncio.Future[int]
    """Its exit status, once it has one."""

    @property
    def last_words(self) -> str:
        """The end of what it wrote to standard error."""

    def type(self, text: str) -> Awaitable[None]:
        """Hand on what was typed; awaited, until the program has taken it."""

    def tell(self, type_: str, **values: Any) -> Awaitable[None]:
        """Tell it something; awaited, until the program has taken it."""

    async def end(self, patience: float = 10.0) -> int:
        """Have it save and leave, and see to it that it does; its exit status."""


class StartsProgram(Protocol):
    """Begins a program with these arguments, in the visitor's folder."""

    async def __call__(
        self, arguments: list[str], folder: Path, size: Size, hear: Hearing
    ) -> Program: ...


class Page(Protocol):
    """The page in which the visitor plays. Nothing of it waits: it has an outbox."""

    def send(self, data: bytes) -> None:
        """Something for the terminal."""

    def say(self, kind: str, **values: object) -> None:
        """Something in words."""

    def close(self, code: int) -> None:
        """Once all that was said has gone out."""
