"""Keys that come faster than they are answered act one after the other all the same.

Textual (8.2.8) gives a key to the widget that has the focus when it comes, and looks for what it is
bound to when it has gone up from there; a screen opened, a widget focused or a dialog closed by the
key before may come in between or after. Typed ahead, as over a slow link, the keys of `5 f` would
show another pane than the fifth alone, and those of `j 9 enter` would miss the dialog.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial

from textual import events
from textual.app import App
from textual.dom import DOMNode

Take = Callable[[events.InputEvent], Awaitable[None]]


class KeysInOrder:
    """Holds what is typed and clicked behind a key until that key has acted.

    That is when a message sent after it has come up from where the key went, and another from where
    the focus is then: the first goes behind the key, the second behind what the key has set off.
    `take` is what an application does with an event that is its turn.
    """

    def __init__(self, app: App[None], take: Take) -> None:
        self._app = app
        self._take = take
        self._waiting: deque[events.InputEvent] = deque()
        self._is_key_under_way = False

    @property
    def is_busy(self) -> bool:
        """Whether a key is under way, or something waits for its turn."""
        return self._is_key_under_way or bool(self._waiting)

    async def put(self, event: events.InputEvent) -> None:
        self._waiting.append(event)
        if not self._is_key_under_way:
            await self._go_on()

    async def _go_on(self) -> None:
        self._is_key_under_way = False
        while self._waiting and not self._is_key_under_way:
            event = self._waiting.popleft()
            await self._take(event)
            if isinstance(event, events.Key):
                self._is_key_under_way = True
                self._come_up(partial(self._come_up, self._go_on))

    def _come_up(self, then: Callable[[], object]) -> None:
        """Call this behind all messages between what has the focus and the application."""
        self._climb(self._app.focused or self._app.screen, then)

    def _climb(self, node: DOMNode, then: Callable[[], object]) -> None:
        parent = node.parent
        next_step = then if parent is None else partial(self._climb, parent, then)
        if not node.call_later(next_step):
            # It is being closed, by the key or by something else.
            self._app.call_later(then)
