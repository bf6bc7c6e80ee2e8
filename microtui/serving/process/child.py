"""The process of one visitor's program, from the fork to its exit status."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from microtui.serving.process.environment import visitor_environment
from microtui.serving.process.limits import limit_this_process

Entry = Callable[[list[str]], int]
"""A program: it is given what stands behind its name, and gives its exit status."""

STANDARD_INPUT, STANDARD_OUTPUT, STANDARD_ERROR = 0, 1, 2

LAST_MOMENT = 15
"""Seconds that a program has to save its run, once the server is gone."""

IN_USE = "in-use"
"""The file that a visitor's program holds for its life."""

LOG = "stderr.log"
MOST_LOGGED = 65536
"""Bytes that are kept of what is written to standard error: the last, where there are more."""

LOOK = 10.0
"""Seconds between two looks at how much that is."""


def run_program(
    entry: Entry,
    arguments: list[str],
    folder: Path,
    size: tuple[int, int],
    typed: int,
    shown: int,
) -> None:
    """Run `entry` for the visitor whose folder this is; does not come back.

    `typed` and `shown` are this end of the pipe, and become standard input and output.
    """
    # The process it was forked from is deaf to them.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    os.setsid()
    os.umask(0o077)
    limit_this_process()
    os.environ.update(visitor_environment(folder, size))
    put_in_place(typed, STANDARD_INPUT)
    put_in_place(shown, STANDARD_OUTPUT)
    put_in_place(opened_log(folder / LOG), STANDARD_ERROR)
    open_streams_anew()
    end_with_the_server()
    os.chdir(folder / "home")
    held = wait_for_the_folder(folder / IN_USE)
    try:
        status = entry(arguments)
    finally:
        flush_streams()
        os.close(held)
    sys.exit(status)


def put_in_place(descriptor: int, standard: int) -> None:
    os.dup2(descriptor, standard, inheritable=True)
    os.close(descriptor)


def open_streams_anew() -> None:
    """Those that were there before belonged to the server."""
    sys.stdin = sys.__stdin__ = stream(STANDARD_INPUT, "r")  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = stream(STANDARD_OUTPUT, "w")  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = stream(STANDARD_ERROR, "w")  # type: ignore[misc]


def stream(descriptor: int, mode: str) -> Any:
    """Line by line, and never at a loss for a character."""
    return os.fdopen(descriptor, mode, 1, "utf-8", "backslashreplace", closefd=False)


def flush_streams() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            # The server has gone, or closed the stream.
            continue


def opened_log(path: Path) -> int:
    """What is written to standard error stands behind what programs before this one have."""
    log = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    shorten(log)
    return log


def shorten(log: int) -> None:
    """Keep no more than the end of what is very long."""
    length = os.fstat(log).st_size
    if length > MOST_LOGGED:
        last = os.pread(log, MOST_LOGGED // 2, length - MOST_LOGGED // 2)
        os.ftruncate(log, 0)
        os.write(log, last)


def wait_for_the_folder(path: Path) -> int:
    """Hold the visitor's folder, once the program before this one has saved what it had there."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def end_with_the_server() -> None:
    """See to it that the program does not outlast the server, not even one that hangs."""
    server = multiprocessing.parent_process()
    assert server is not None
    sentinel = server.sentinel

    def look() -> None:
        while not select.select([sentinel], [], [], LOOK)[0]:
            shorten(STANDARD_ERROR)
        # Nothing in this process is needed for this signal to end it.
        signal.alarm(LAST_MOMENT)

    threading.Thread(target=look, name="end with the server", daemon=True).start()
