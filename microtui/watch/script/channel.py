"""The watched process's end of the channel: what is told never holds the script up, and what is
asked is there to be taken."""

from __future__ import annotations

import os
import select
import socket
import time
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
        self._inode = os.fstat(descriptor).st_ino
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

    def _heed_closing(self) -> None:
        """A script may close all that is open; its number is then that of something else."""
        try:
            is_ours = self._socket is None or self._inode == os.fstat(self._socket.fileno()).st_ino
        except OSError:
            is_ours = False
        if not is_ours and self._socket is not None:
            self._socket.detach()
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

    def finish(self, end: float) -> None:
        """Have all taken that was told, if it is until then, by the monotonic clock."""
        while not self.has_room and self._socket is not None:
            seconds = end - time.monotonic()
            if seconds <= 0.0 or not select.select((), (self._socket,), (), seconds)[1]:
                return

    def wait(self, *, for_room: bool) -> None:
        """Until something is asked, or there is room to tell something, or nobody there."""
        if self._socket is not None:
            writers = (self._socket,) if for_room else ()
            select.select((self._socket,), writers, ())

    def commands(self) -> Iterator[Command]:
        """Those that have come."""
        return self._commands.messages_with(self._received())

    def _received(self) -> bytes:
        self._heed_closing()
        if self._socket is None:
            return b""
        try:
            data = self._socket.recv(AT_A_TIME, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        if not data:
            self.close()
        return data

    def _send(self) -> None:
        self._heed_closing()
        while self._socket is not None and self._unsent:
            try:
                sent = self._socket.send(self._unsent, WITHOUT_SIGNAL)
            except BlockingIOError:
                return
            except OSError:
                self.close()
                return
            self._unsent = self._unsent[sent:]
