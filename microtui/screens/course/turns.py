"""One thing after the other: what takes a while, such as setting a stage, is not disturbed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from textual.app import App

from engine.errors import ConfigurationError

LONGEST_TURN = 0.4
"""Seconds that keys wait for what is done; then they act on what is there."""

NO_ANSWER = "The run does not answer; F5 begins the lesson again."


class Turns:
    """`done` is called after each; `trouble` is then why it could not be done. `slow` is called
    where one takes long."""

    def __init__(self, app: App[Any], done: Callable[[], None], slow: Callable[[], None]) -> None:
        self._app = app
        self._done = done
        self._slow = slow
        self.is_busy = False
        """Whether something is being done: then nothing else is begun."""
        self.trouble = ""
        """Empty where all could be done."""

    async def take(self, move: Coroutine[Any, Any, None]) -> None:
        """Have this done; whoever waits for it waits a little, and no longer."""
        if self.is_busy:
            move.close()
            return
        self.is_busy = True
        is_over = asyncio.Event()
        self._app.run_worker(self._do(move, is_over), group="lesson")
        try:
            # Not for the worker itself: that would complain of nobody waiting for it any more,
            # where the reader leaves the program before it is done.
            await asyncio.wait_for(is_over.wait(), LONGEST_TURN)
        except TimeoutError:
            self._slow()

    async def _do(self, move: Coroutine[Any, Any, None], is_over: asyncio.Event) -> None:
        self.trouble = ""
        try:
            await move
        except ConfigurationError as error:
            self.trouble = str(error)
        except TimeoutError:
            self.trouble = NO_ANSWER
        finally:
            self.is_busy = False
            is_over.set()
        self._done()
