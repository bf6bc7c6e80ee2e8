"""Leaving in good order when the connection drops or the system asks for it."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
from types import FrameType

from textual.app import App

from microtui.terminal.leaving import leave


def leave_on_signals(app: App[None]) -> None:
    """On SIGTERM and SIGHUP save and quit, with status 128 + signal as a shell would give it."""
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()

    def heed(number: int, frame: FrameType | None) -> None:
        leave(app, loop, 128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, heed)
