"""The server's ends of the pipe to a program, on its event loop."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable


class WritingEnd(asyncio.BaseProtocol):
    """What is written here the program reads. Where it has ended, it goes nowhere."""

    def __init__(self) -> None:
        self._transport: asyncio.WriteTransport | None = None
        self._loop = asyncio.get_running_loop()
        self._drained: asyncio.Future[None] = self._loop.create_future()
        self._drained.set_result(None)

    @classmethod
    async def of(cls, descriptor: int) -> WritingEnd:
        loop = asyncio.get_running_loop()
        file = os.fdopen(descriptor, "wb", 0)
        _, end = await loop.connect_write_pipe(cls, file)
        return end

    def write(self, data: bytes) -> asyncio.Future[None]:
        """Done once the program has taken most of it."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(data)
        # Who waits no longer ends nobody else's waiting.
        return asyncio.shield(self._drained)

    def finish(self) -> None:
        """The program reads that this is the end, behind all that was written."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write_eof()

    def close(self) -> None:
        """At once."""
        if self._transport is not None:
            self._transport.abort()

    # -- called by asyncio -------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def pause_writing(self) -> None:
        if self._drained.done():
            self._drained = self._loop.create_future()

    def resume_writing(self) -> None:
        if not self._drained.done():
            self._drained.set_result(None)

    def connection_lost(self, error: Exception | None) -> None:
        self._transport = None
        self.resume_writing()


class ReadingEnd(asyncio.Protocol):
    """Hands over what the program writes, as it comes."""

    def __init__(self, hear: Callable[[bytes], None]) -> None:
        self._hear = hear
        self._transport: asyncio.BaseTransport | None = None
        self.closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Done when all has come, or nothing more is heard."""

    @classmethod
    async def of(cls, descriptor: int, hear: Callable[[bytes], None]) -> ReadingEnd:
        loop = asyncio.get_running_loop()
        file = os.fdopen(descriptor, "rb", 0)
        _, end = await loop.connect_read_pipe(lambda: cls(hear), file)
        return end

    def close(self) -> None:
        """Hear nothing more."""
        if self._transport is not None:
            self._transport.close()

    # -- called by asyncio -------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._hear(data)

    def connection_lost(self, error: Exception | None) -> None:
        self._transport = None
        if not self.closed.done():
            self.closed.set_result(None)
