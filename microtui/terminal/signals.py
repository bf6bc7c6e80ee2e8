"""Leaving in good order when the connection drops or the system asks for it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time

from textual.app import App

PATIENCE = 5.0
"""Seconds for leaving in good order, three of which may go by until a slow terminal has answered;
one that is gone can make leaving so impossible."""


def leave_on_signals(app: App[None]) -> None:
    """On SIGTERM and SIGHUP save and quit, with status 128 + signal as a shell would give it."""
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, _leave, app, 128 + number)


def _leave(app: App[None], status: int) -> None:
    def give_up() -> None:
        time.sleep(PATIENCE)
        os._exit(status)

    threading.Thread(target=give_up, daemon=True).start()
    app.exit(return_code=status)
