"""One visitor's program, as the server has it: what it says is heard, and it is told things."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
from collections.abc import Awaitable
from contextlib import ExitStack, suppress
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from microtui.serving.process.child import LAST_MOMENT, LOG
from microtui.serving.process.environment import ROOMS
from microtui.serving.process.hearing import Hearing
from microtui.serving.process.nursery import Nursery
from microtui.serving.process.packed_chunk import unpacked_chunk
from microtui.serving.process.packets import (
    PACKED,
    SHOWN,
    TOLD,
    TYPED,
    PacketError,
    PacketReader,
    packet,
)
from microtui.serving.process.pipe_end import ReadingEnd, WritingEnd

AFTER_ASKING = ((signal.SIGTERM, 3.0), (signal.SIGKILL, 5.0))
"""The signals that end a program which has been asked to and has not, and how many seconds each
has."""

LAST_BYTES = 1.0
"""Seconds that what a program has written last has to come, once it has ended."""

MOST_WORDS = 4096
"""Bytes of what it wrote to standard error last."""


class SessionProcess:
    """A program, and the pipe to it."""

    def __init__(self, process: ForkServerProcess, folder: Path, logged: int) -> None:
        assert process.pid is not None
        self.pid: int = process.pid
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        """Its exit status, as a shell would give it, once all that it said has been heard."""
        self._process = process
        self._log = folder / LOG
        self._logged = logged
        self._packets = PacketReader()
        self._tasks: set[asyncio.Task[None]] = set()
        self._typed: WritingEnd
        self._shown: ReadingEnd
        self._hear: Hearing

    @classmethod
    async def start(
        cls,
        nursery: Nursery,
        arguments: list[str],
        folder: Path,
        size: tuple[int, int],
        hear: Hearing,
    ) -> SessionProcess:
        """Start a program in the visitor's folder, which is there; `size` in columns and rows.

        Raises OSError where there is no room for one more process.
        """
        for room in ROOMS:
            (folder / room).mkdir(mode=0o700, exist_ok=True)
        logged = size_of(folder / LOG)
        with ExitStack() as ours, ExitStack() as its:
            # As long as somebody else has its ends too, no end would ever come.
            its_input, ours_out = pipe(its, ours)
            ours_in, its_output = pipe(ours, its)
            process = await nursery.born(arguments, folder, size, its_input, its_output)
            ours.pop_all()
        self = cls(process, folder, logged)
        self._hear = hear
        self._typed = await WritingEnd.of(ours_out)
        self._shown = await ReadingEnd.of(ours_in, self._heard)
        loop = asyncio.get_running_loop()
        loop.add_reader(process.sentinel, self._has_ended, nursery)
        return self

    # -- what is said to it ------------------------------------------------------------------------

    def type(self, text: str) -> Awaitable[None]:
        """Type this; awaited, until the program has taken most of what was typed before."""
        return self._typed.write(packet(TYPED, text.encode(errors="replace")))

    def tell(self, type_: str, **values: Any) -> Awaitable[None]:
        """Send a message of this type."""
        message = json.dumps({"type": type_, **values})
        return self._typed.write(packet(TOLD, message.encode()))

    async def end(self, patience: float = 10.0) -> int:
        """Have it save its run and end, after `patience` in seconds by force; gives its status."""
        self.tell("quit")
        # Whatever it begins with yet, it finds that this is the end.
        self._typed.finish()
        for number, seconds in ((None, patience), *AFTER_ASKING):
            if number is not None:
                self._signal(number)
            with suppress(TimeoutError):
                return await asyncio.wait_for(asyncio.shield(self.ended), seconds)
        raise OSError(f"process {self.pid} does not end")

    @property
    def last_words(self) -> str:
        """The end of what it wrote to standard error."""
        try:
            with self._log.open("rb") as file:
                length = file.seek(0, os.SEEK_END)
                # Where it is shorter than before, what was there before has been cut off.
                begin = self._logged if self._logged <= length else 0
                file.seek(max(begin, length - MOST_WORDS))
                return file.read().decode(errors="replace").strip()
        except OSError:
            return ""

    # -- what it says ------------------------------------------------------------------------------

    def _heard(self, data: bytes) -> None:
        try:
            for letter, payload in self._packets.packets_with(data):
                self._hear_packet(letter, payload)
        except Exception as error:
            # It is no program of ours any more, whatever has become of it: others must not suffer.
            logging.getLogger(__name__).error("process %d is ended: %r", self.pid, error)
            self._shown.close()
            self._signal(signal.SIGKILL)

    def _hear_packet(self, letter: str, payload: bytes) -> None:
        if letter == SHOWN:
            self._hear.screen(payload)
        elif letter == PACKED:
            self._hear.chunk(*unpacked_chunk(payload))
        else:
            message = json.loads(payload)
            if not isinstance(message, dict):
                raise PacketError("a message is an object with a type")
            self._hear.told(message)

    # -- how it ends -------------------------------------------------------------------------------

    def _has_ended(self, nursery: Nursery) -> None:
        loop = asyncio.get_running_loop()
        loop.remove_reader(self._process.sentinel)
        task = loop.create_task(self._bury(nursery))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _bury(self, nursery: Nursery) -> None:
        status = await nursery.status(self._process)
        self._typed.close()
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(self._shown.closed), LAST_BYTES)
        self._shown.close()
        await self._leave_nothing()
        if not self.ended.done():
            self.ended.set_result(status)

    async def _leave_nothing(self) -> None:
        """Where the process it came from has been killed, it lives yet, though it counts as ended;
        and what it has started may."""
        end = asyncio.get_running_loop().time() + LAST_MOMENT
        while self._signal(0) and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(0.1)
        self._signal(signal.SIGKILL)

    def _signal(self, number: int) -> bool:
        """To it and all that it has started; gives whether there is somebody left."""
        if self.ended.done():
            return False
        for send in (os.killpg, os.kill):
            # It may have no session of its own yet.
            with suppress(ProcessLookupError, PermissionError):
                send(self.pid, number)
                return True
        return False


def pipe(reader: ExitStack, writer: ExitStack) -> tuple[int, int]:
    """Both ends, each of which is closed with what is given for it."""
    reading, writing = os.pipe()
    reader.callback(os.close, reading)
    writer.callback(os.close, writing)
    return reading, writing


def size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
