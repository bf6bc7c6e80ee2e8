"""The watched process's end of the channel: what is told never holds the script up, and what is
asked is there to be taken."""

from __future__ import annotations

import os
import select
import socket
from collections.abc import Iterator
from contextlib import suppress

from microtui.watch.commands import Command
from microtui.watch.framing import Unframed, framed
from microtui.watch.news import News

AT_A_TIME = 65536
WITHOUT_SIGNAL: int = getattr(socket, "MSG_NOSIGNAL", 0) | socket.MSG_DONTWAIT
"""A script may have set SIGPIPE to what ends it; and it waits for nobody."""


class Channel:
    """To whoever has started the script; once that has gone, nothing is told or asked any more."""

    def __init__(self, descriptor: int) -> None:
        self._socket: socket.socket | None = socket.socket(fileno=descriptor)
        if hasattr(socket, "SO_NOSIGPIPE"):
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_NOSIGPIPE, 1)
        self._unsent = b""
        self._commands = Unframed()
        # A worker that is forked is no part of what is told.
        os.register_at_fork(after_in_child=self.close)

    @property
    def is_open(self) -> bool:
        return self._socket is not None

    def close(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                self._socket.close()
            self._socket = None

    @property
    def has_room(self) -> bool:
        """Whether what was told before has been taken."""
        self._send()
        return self.is_open and not self._unsent

    def tell(self, news: News) -> None:
        """Nothing is told while what was told before waits to be taken."""
        if self.has_room:
            self._unsent = framed(news)
            self._send()

    def finish(self, seconds: float) -> None:
        """Have all taken that was told, if it is within this time."""
        self._send()
        while self._socket is not None and self._unsent:
            if not select.select((), (self._socket,), (), seconds)[1]:
                return
            self._send()

    def commands(self) -> Iterator[Command]:
        """Those that have come."""
        return self._commands.messages_with(self._received(socket.MSG_DONTWAIT))

    def commands_awaited(self) -> Iterator[Command]:
        """Waits until some have come, or until nobody is there to ask."""
        return self._commands.messages_with(self._received(0))

    def _received(self, flags: int) -> bytes:
        if self._socket is None:
            return b""
        try:
            data = self._socket.recv(AT_A_TIME, flags)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        if not data:
            self.close()
        return data

    def _send(self) -> None:
        while self._socket is not None and self._unsent:
            try:
                sent = self._socket.send(self._unsent, WITHOUT_SIGNAL)
            except BlockingIOError:
                return
            except OSError:
                self.close()
                return
            self._unsent = self._unsent[sent:]
