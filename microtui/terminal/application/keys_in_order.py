"""Keys that come faster than they are answered act one after the other all the same.

Textual (8.2.8) gives a key to the widget that has the focus when it comes, and looks for what it is
bound to when it has gone up from there; a screen opened, a widget focused or a dialog closed by the
key before may come in between or after. Typed ahead, as over a slow link, the keys of `5 f` would
show another pane than the fifth alone, and those of `j 9 enter` would miss the dialog.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial

from textual import events
from textual.app import App
from textual.dom import DOMNode

Take = Callable[[events.InputEvent], Awaitable[None]]


QUIET = 0.05
"""Seconds after a key until it is asked whether it has acted, where nothing comes behind it: the
frame that shows what it did comes first."""

LONGEST_TURN = 0.5
"""Seconds after which the next has its turn in any case: a widget that is closed on the way may
take with it the message that was to come up through it."""


class KeysInOrder:
    """Holds what is typed and clicked behind a key until that key has acted.

    That is when a message sent after it has come up from where the key went, and another from where
    the focus is then: the first goes behind the key, the second behind what the key has set off.
    `take` is what an application does with an event that is its turn; `acted` is called when a key
    has done what it does.
    """

    def __init__(self, app: App[None], take: Take, acted: Callable[[], None]) -> None:
        self._app = app
        self._take = take
        self._acted = acted
        self._waiting: deque[events.InputEvent] = deque()
        self._target: DOMNode = app
        """Where the key under way went."""
        self._is_key_under_way = False
        self._turn = 0
        """Counts the keys: an answer that comes too late is not taken for that of the next."""
        self._quiet: asyncio.TimerHandle | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a key is under way, or something waits for its turn."""
        return self._is_key_under_way or bool(self._waiting)

    async def put(self, event: events.InputEvent) -> None:
        """Take this, or have it wait for its turn."""
        self._waiting.append(event)
        if self._is_key_under_way:
            self.ask()
        else:
            await self._go_on(self._turn)

    def drop(self) -> None:
        """Whatever was typed behind the key under way is for somebody else."""
        self._waiting.clear()

    async def _go_on(self, turn: int) -> None:
        """Let the next have its turn, once that of this key is over."""
        if turn != self._turn:
            return
        self._turn += 1
        if self._is_key_under_way:
            self._is_key_under_way = False
            self._acted()
        while self._waiting and not self._is_key_under_way and self._app.screen_stack:
            event = self._waiting.popleft()
            self._target = self._app.focused or self._app.screen
            await self._take(event)
            if isinstance(event, events.Key):
                self._is_key_under_way = True
                self._quiet = asyncio.get_running_loop().call_later(QUIET, self.ask)
                if self._waiting:
                    self.ask()

    def ask(self) -> None:
        """Find out when the key under way has acted, unless that is being found out already."""
        if self._quiet is not None:
            self._quiet.cancel()
            self._quiet = None
            go_on = partial(self._go_on, self._turn)
            self._climb(self._target, partial(self._ask_once_more, go_on))
            loop = asyncio.get_running_loop()
            loop.call_later(LONGEST_TURN, self._app.call_later, go_on)

    def _ask_once_more(self, go_on: Callable[[], object]) -> None:
        if self._app.screen_stack:
            self._climb(self._app.focused or self._app.screen, go_on)

    def _climb(self, node: DOMNode, then: Callable[[], object]) -> None:
        """Call this in the application behind all messages on the way there from this node."""
        step = then
        if node is not self._app:
            step = partial(self._climb, node.parent or self._app, then)
        if not node.call_later(step):
            # It is being closed, by the key or by something else.
            self._app.call_later(then)
