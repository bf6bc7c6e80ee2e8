"""Leaving in good order when the connection drops or the system asks for it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
from functools import partial
from types import FrameType

from textual.app import App

PATIENCE = 5.0
"""Seconds for leaving in good order, three of which may go by until a slow terminal has answered;
one that is gone can make leaving so impossible."""


def leave_on_signals(app: App[None]) -> None:
    """On SIGTERM and SIGHUP save and quit, with status 128 + signal as a shell would give it."""
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()

    def leave(number: int, frame: FrameType | None) -> None:
        # Not by the loop: that may be held up, writing to a terminal that takes nothing.
        threading.Thread(target=give_up, args=(128 + number,), daemon=True).start()
        loop.call_soon_threadsafe(partial(app.exit, return_code=128 + number))

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)


def give_up(status: int) -> None:
    """End the program, if it has not ended by then."""
    time.sleep(PATIENCE)
    os._exit(status)
