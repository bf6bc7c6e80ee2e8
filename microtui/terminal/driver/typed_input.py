"""What is typed, and what the terminal says, read as Textual's messages."""

from __future__ import annotations

import os
import select
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from threading import Event

from textual._xterm_parser import XTermParser
from textual.message import Message

from microtui.terminal.driver.torn_answers import Piece, TornAnswers

LONGEST_WAIT = 0.1
"""Seconds after which it is looked whether to go on at all."""

MOST_AT_ONCE = 4096
"""Bytes."""


class TypedInput:
    """Textual's parser, given whole sequences only."""

    def __init__(self, is_due: Callable[[], bool]) -> None:
        self._torn = TornAnswers(is_due)
        self._parser = XTermParser()

    @property
    def is_pasting(self) -> bool:
        """Whether the end of what is being pasted is still to come."""
        return self._torn.is_pasting

    def feed(self, text: str) -> Iterator[Message]:
        """Messages of what has come."""
        yield from self._parsed(self._torn.feed(text))

    def quiet(self) -> Iterator[Message]:
        """Messages of what was held in vain, when nothing has come until now."""
        yield from self._parsed(self._torn.quiet())
        yield from self._parser.tick()

    def end(self) -> Iterator[Message]:
        """Messages of what was held, to which nothing more will come."""
        yield from self._parsed(self._torn.end())
        yield from self._waited_for()

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is held that may be part of something longer."""
        return self._torn.wait() is None and self._parser._timeout_time is None

    def wait(self) -> float:
        """Seconds until it should be told that it is quiet."""
        wait = self._torn.wait()
        return LONGEST_WAIT if wait is None else min(wait, LONGEST_WAIT)

    def _parsed(self, pieces: Iterable[Piece]) -> Iterator[Message]:
        for piece in pieces:
            yield from self._parser.feed(piece.text)
            if piece.is_whole:
                yield from self._waited_for()

    def _waited_for(self) -> Iterator[Message]:
        """What the parser has waited with for more, for long enough already."""
        if self._parser._timeout_time is not None:
            self._parser._timeout_time = 0.0
            yield from self._parser.tick()


def read_input(
    descriptor: int, typed: TypedInput, is_over: Event, take: Callable[[Message], None]
) -> None:
    """Hand over each message of what comes from there, until it is over.

    Textual's own loop (8.2.8) gives what comes to its parser as it is.
    """
    decode = getincrementaldecoder("utf-8")(errors="replace").decode
    while not is_over.is_set():
        if select.select([descriptor], [], [], typed.wait())[0]:
            data = os.read(descriptor, MOST_AT_ONCE)
            if not data:
                is_over.wait(LONGEST_WAIT)
            messages = typed.feed(decode(data))
        else:
            messages = typed.quiet()
        for message in messages:
            take(message)
