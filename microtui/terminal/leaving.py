"""Leaving from outside, whatever the application is at."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from functools import partial
from typing import Any

from textual.app import App

PATIENCE = 5.0
"""Seconds for leaving in good order, three of which may go by until a slow terminal has answered;
one that is gone can make leaving so impossible."""


def leave(app: App[Any], loop: asyncio.AbstractEventLoop, status: int) -> None:
    """Save and quit with this status, whatever is being shown. Any thread may call this."""
    # Not by the loop: that may be held up, writing to a terminal that takes nothing.
    threading.Thread(target=give_up, args=(status,), daemon=True).start()
    loop.call_soon_threadsafe(partial(app.exit, return_code=status))


def give_up(status: int) -> None:
    """End the program, if it has not ended by then."""
    time.sleep(PATIENCE)
    os._exit(status)
