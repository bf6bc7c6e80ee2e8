"""What a visitor types, which may be anything: made of it is only what one can do on a page."""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Iterator

from textual import events
from textual.message import Message
from textual.messages import InBandWindowResize, TerminalSupportsSynchronizedOutput

from microtui.terminal.driver.torn_answers import PASTE_ENDS
from microtui.terminal.driver.typed_input import TypedInput

LET_THROUGH = (
    events.Key,
    events.MouseEvent,
    events.Paste,
    events.CursorPosition,
    TerminalSupportsSynchronizedOutput,
)
"""Of all else that a terminal can say, the server is to say it."""

LEAVES_TRACES = (events.Resize, InBandWindowResize)
"""Behind these Textual's parser takes the mouse to be counted in other units."""

LONGEST_PASTE = 1_000_000
"""Characters: a longer one is not taken at all."""


class PageInput:
    """Textual's parser, which anything may be fed to.

    A browser sends what one key types in one message, and nothing but what is pasted in several: so
    an escape at its end is one, and acts at once.

    Some sequences make it fail (8.2.8), and what is pasted without an end it keeps without one:
    then it begins anew.
    """

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Whatever has come so far, somebody else is typing from now on."""
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._typed = TypedInput(is_due=lambda: False)
        self._pasted = 0
        self._dropped: str | None = None
        """The end of what has been dropped of too long a paste, while its end is to come."""

    def feed(self, data: bytes) -> list[Message]:
        """Messages of what has come."""
        text = self._decode(data)
        if self._dropped is not None:
            text = self._drop(self._dropped + text)
        elif self._typed.is_pasting:
            self._pasted += len(text)
            if self._pasted > LONGEST_PASTE:
                self.begin()
                text = self._drop(text)
        else:
            self._pasted = 0
        messages = self._let_through(self._typed.feed(text))
        if not self._typed.is_pasting:
            messages += self._let_through(self._typed.end())
        return messages

    def _drop(self, text: str) -> str:
        """What is left behind the end of what is being pasted."""
        _, end, rest = text.partition(PASTE_ENDS)
        self._dropped = None if end else text[1 - len(PASTE_ENDS) :]
        return rest

    def quiet(self) -> list[Message]:
        """Messages of what was held in vain, when nothing has come until now."""
        return self._let_through(self._typed.quiet())

    def wait(self) -> float | None:
        """Seconds until it should be told that it is quiet; None where it does not matter."""
        return None if self._typed.is_at_rest else self._typed.wait()

    def _let_through(self, messages: Iterator[Message]) -> list[Message]:
        let_through: list[Message] = []
        try:
            for message in messages:
                if isinstance(message, LET_THROUGH):
                    let_through.append(message)
                elif isinstance(message, LEAVES_TRACES):
                    self.begin()
                    break
        except Exception:
            # Whatever it was, it was no key.
            self.begin()
        return let_through
