"""The life of a session, from its program's start to its end."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections.abc import Callable

from microtui.saving.file_lock import is_locked
from microtui.serving.process.child import IN_USE, LAST_MOMENT
from microtui.serving.sessions.beginning import Beginning
from microtui.serving.sessions.endings import (
    NOT_STARTED,
    ORDERLY,
    ending_of,
    idle_ending,
    resume_failed,
)
from microtui.serving.sessions.program import StartsProgram
from microtui.serving.sessions.session import Session


class Life:
    """Starts the program, ends it when nobody types any more, and says why it ended."""

    def __init__(
        self, session: Session, start: StartsProgram, beginning: Beginning, idle: float
    ) -> None:
        self.session = session
        self.has_begun = asyncio.Event()
        """That its program is there, or cannot be."""
        self.status: int | None = None
        """That of the program which ended last."""
        self._start = start
        self._beginning = beginning
        self._idle = idle
        self._sentence: str | None = None
        self._is_ending = False
        self._ending: asyncio.Task[None] | None = None
        self._task = asyncio.create_task(self._live())
        self._watch = asyncio.create_task(self._watch_for_idleness())

    @property
    def is_ending(self) -> bool:
        """Whether it takes no page any more."""
        return self._is_ending

    def when_over(self, call: Callable[[], None]) -> None:
        self._task.add_done_callback(lambda _: call())

    async def end(self, sentence: str | None, patience: float = 10.0) -> None:
        """Have it saved and ended, and give this as the reason; None says nothing of it."""
        if not self._is_ending:
            self._is_ending = True
            self._sentence = sentence
            await self.has_begun.wait()
            process = self.session.process
            if process is not None and not process.ended.done():
                try:
                    await process.end(patience)
                except OSError as error:
                    print(f"microtui: {error}", file=sys.stderr)
                    self._task.cancel()
        await asyncio.wait([self._task])

    async def end_at_once(self) -> None:
        """Without patience; what it has not saved by now it may not save."""
        process = self.session.process
        if process is not None and not process.ended.done():
            with contextlib.suppress(OSError):
                await process.end(0.0)

    async def _live(self) -> None:
        sentence = NOT_STARTED
        try:
            sentence = await self._run()
        except OSError as error:
            print(f"microtui: no program can be started: {error}", file=sys.stderr)
        finally:
            self._is_ending = True
            self.has_begun.set()
            self._watch.cancel()
            self.session.over(self._sentence or sentence)

    async def _run(self) -> str:
        """Run it to its end; how it came to that, in words."""
        session = self.session
        await self._wait_for_the_folder()
        if self._beginning.can_go_on(session.visitor):
            status, last_words = await self._run_with(self._beginning.later)
            if status in ORDERLY or session.is_ready or self._is_ending:
                return ending_of(status, last_words)
            # What fails before it shows anything would fail with each key again.
            session.notice(resume_failed(status, last_words))
            # Whoever wants to end it waits for the program that there is to be.
            self.has_begun.clear()
        status, last_words = await self._run_with(self._beginning.first)
        return ending_of(status, last_words)

    async def _wait_for_the_folder(self) -> None:
        """The program of a server before this one may still be saving what is to be gone on with.

        The next one waits for it in any case.
        """
        end = time.monotonic() + LAST_MOMENT
        while is_locked(self.session.visitor.folder / IN_USE) and time.monotonic() < end:
            await asyncio.sleep(0.1)

    async def _run_with(self, arguments: tuple[str, ...]) -> tuple[int, str]:
        session = self.session
        folder = session.visitor.folder
        process = await self._start(list(arguments), folder, session.size, session)
        session.begin(process)
        if arguments == self._beginning.first:
            session.visitor = self._beginning.anew(session.visitor)
        self.has_begun.set()
        self.status = status = await process.ended
        # What the program says of itself must not tell where on this machine it is.
        return status, process.last_words.replace(f"{folder}/", "")

    async def _watch_for_idleness(self) -> None:
        while (left := self.session.last_typed + self._idle - time.monotonic()) > 0:
            await asyncio.sleep(left)
        self._ending = asyncio.create_task(self.end(idle_ending(self._idle)))
