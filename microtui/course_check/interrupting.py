"""Ctrl-C while a lesson is played ends the process at once: what plays it would end in errors."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


def end_when_interrupted() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def ended_when_interrupted() -> Iterator[None]:
    """Where it may be said what a signal does, which is in the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)
    end_when_interrupted()
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
