"""A file that is held by a running program, as others can tell.

The system lets go of it when the program ends, however that comes; a number of a process in the
file's name would be that of another one by then.
"""

from __future__ import annotations

import contextlib
import os
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:
    # Where there is none a file that is open cannot be deleted anyway.
    fcntl = None  # type: ignore[assignment]


PATIENCE = 2.0
"""Seconds to wait for a program that holds a file alone, and may be stopped: then on without it."""


def hold(owner: object, file: IO[bytes]) -> Callable[[], object]:
    """Hold what is being written here, where the file system can, though it be closed.

    What it gives lets go of it; so does the end of the owner.
    """
    descriptor = os.dup(file.fileno())
    if fcntl is not None:
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return weakref.finalize(owner, os.close, descriptor)


def is_locked(path: Path) -> bool:
    """Whether a running program holds it, this one included."""
    if fcntl is None:
        return False
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


@contextlib.contextmanager
def held_alone(path: Path) -> Iterator[None]:
    """Within this, no other program is, nor any other thread; it waits until that is so.

    Where the file cannot be made or held, or whoever holds it never comes to an end, it is as if
    nobody else were there.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield
        return
    try:
        until = time.monotonic() + PATIENCE
        while is_held_elsewhere(descriptor) and time.monotonic() < until:
            time.sleep(0.01)
        yield
    finally:
        os.close(descriptor)


def is_held_elsewhere(descriptor: int) -> bool:
    """Whether it is; if not, it is held here from now on."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
