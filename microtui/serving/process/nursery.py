"""Where visitors' programs come from: one process that has imported all, and is forked for each."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.context import ForkServerProcess
from multiprocessing.reduction import DupFd
from pathlib import Path
from typing import Any, TypeVar

from microtui.serving.process.child import Entry, run_program
from microtui.serving.process.environment import program_environment

PRELOAD = ("microtui.serving.process.preload",)

Result = TypeVar("Result")


class Nursery:
    """Forks programs that run `entry`, out of a process that has imported the modules `preload`.

    There is one at a time in a process, since Python keeps one such process. It ends when this one
    does, however it does, and its programs have.
    """

    def __init__(self, entry: Entry, preload: Sequence[str] = PRELOAD) -> None:
        self._entry = entry
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(list(preload))
        # Starting one waits for the other process. One thread: it is made for no more.
        self._thread = ThreadPoolExecutor(1, "nursery")
        self._ensure_running()

    def _ensure_running(self) -> None:
        """Where somebody has killed it, the next one must not have all that this process has."""
        with environment(program_environment(os.environ, sys.path)):
            forkserver.ensure_running()

    async def born(
        self, arguments: list[str], folder: Path, size: tuple[int, int], typed: int, shown: int
    ) -> ForkServerProcess:
        """A program that has been started.

        It reads what is typed from the one descriptor and writes what is shown to the other; both
        stay open here. Raises OSError where no process can be made.
        """

        def start() -> ForkServerProcess:
            process = self._context.Process(
                target=run_program,
                args=(self._entry, arguments, folder, size, Passed(typed), Passed(shown)),
                daemon=True,
            )
            process.start()
            return process

        self._ensure_running()
        return await self._apart(start)

    async def status(self, process: ForkServerProcess) -> int:
        """The exit status of one that has ended, as a shell would give it."""
        await self._apart(process.join)
        code = process.exitcode
        assert code is not None
        return 128 - code if code < 0 else code

    def close(self) -> None:
        """Once all programs have ended; the process that they came from ends with this one."""
        self._thread.shutdown()

    async def _apart(self, act: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, act)


class Passed:
    """A descriptor that the new process gets one of its own of, as an argument."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def __reduce__(self) -> tuple[Callable[[Any], int], tuple[Any]]:
        return detached, (DupFd(self._descriptor),)


def detached(passed: Any) -> int:
    descriptor: int = passed.detach()
    return descriptor


@contextmanager
def environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Have this process's own environment be these variables, for a moment."""
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
