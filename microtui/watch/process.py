"""The process that a watched script runs in, seen from outside: begun, looked at, asked, ended."""

from __future__ import annotations

import os
import select
import signal
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from microtui.watch.commands import Command
from microtui.watch.framing import Unframed, framed
from microtui.watch.news import Unwatched
from microtui.watch.output_file import new_output_file, text_from
from microtui.watch.reading import Reading
from microtui.watch.starting import Output, started

AT_A_TIME = 262144
MOST_AT_ONCE = 64
"""Pieces that are read before what was read is looked at."""
PATIENCE = ((signal.SIGINT, 3.0), (signal.SIGTERM, 2.0), (signal.SIGKILL, 0.0))
"""The signals that end a script, and how many seconds each has."""


class WatchedScript:
    """A script that runs as `python SCRIPT ARGUMENTS` would, and is looked on at.

    Its output goes to a file in `folder`, and it hears nothing of the terminal then; or it goes
    where this process's own goes, or all of it to standard error.
    """

    def __init__(
        self,
        script: str,
        arguments: Sequence[str] = (),
        *,
        output: Output = "inherit",
        folder: Path | None = None,
        is_paused: bool = False,
    ) -> None:
        self.script, self.arguments = script, tuple(arguments)
        self.output_path = ""
        """The file that its output goes to, if it does."""
        self.unwatched: str | None = None
        """Why nothing is seen of it any more, though it runs on."""
        self._output, self._folder, self._is_paused = output, folder, is_paused
        self._pid: int | None = None
        self._status: int | None = None
        self._error: str | None = None
        self._newest: Reading | None = None
        self._socket: socket.socket | None = None
        self._news = Unframed()
        self._unsent = b""
        # Whoever ends the script must not signal a process that has ended since.
        self._lock = threading.RLock()
        self._ending: threading.Thread | None = None

    def start(self) -> None:
        """Raises OSError where the process, or the file for its output, cannot be made."""
        ours, its = socket.socketpair()
        ours.setblocking(False)
        file = None
        try:
            if self._output == "file":
                assert self._folder is not None
                path, file = new_output_file(self._folder, self.script)
                self.output_path = str(path)
            self._pid = started(
                self.script, self.arguments, its, self._output, file, is_paused=self._is_paused
            )
        except OSError:
            ours.close()
            raise
        finally:
            its.close()
            if file is not None:
                os.close(file)
        self._socket = ours

    # -- how it goes -------------------------------------------------------------------------------

    def newest(self) -> Reading | None:
        """The newest reading that has come; waits for none."""
        self._send()
        for _ in range(MOST_AT_ONCE):
            data = self._received()
            if not data:
                break
            for news in self._news.messages_with(data):
                if isinstance(news, Reading):
                    self._newest = news
                elif isinstance(news, str):
                    self._error = news
                elif isinstance(news, Unwatched):
                    self.unwatched = news.reason
                    self._newest = replace(self._newest or Reading(), fault=news.reason)
        return self._newest

    @property
    def error(self) -> str | None:
        """The last line of the traceback that the script has ended with."""
        return self._error if self.status else None

    @property
    def status(self) -> int | None:
        """As a shell would give it; None while the script runs."""
        with self._lock:
            if self._status is None and self._pid is not None:
                with suppress(ChildProcessError):
                    ended, status = os.waitpid(self._pid, os.WNOHANG)
                    if ended:
                        self._keep(status)
            return self._status

    def wait(self) -> int:
        """Until the script has ended; gives its exit status."""
        assert self._pid is not None
        while self.status is None:
            if self._socket is None:
                time.sleep(0.002)
            else:
                select.select((self._socket,), (), (), 0.2)
                self.newest()
        # What it has told last may still be under way; behind that comes nothing more.
        while self._socket is not None and select.select((self._socket,), (), (), 0.0)[0]:
            self.newest()
        self.let_go()
        return self._status or 0

    def output_from(self, offset: int) -> tuple[str, int]:
        """A piece of its output from this byte on, and the byte that the next one begins at."""
        return text_from(Path(self.output_path), offset) if self.output_path else ("", offset)

    # -- what is asked of it -----------------------------------------------------------------------

    def send(self, command: Command) -> None:
        self._unsent += framed(command)
        self._send()

    def signal(self, number: int) -> None:
        """Send a signal to the script; one that has ended gets none."""
        with self._lock:
            if self._pid is not None and self.status is None:
                with suppress(ProcessLookupError):
                    # In a session of its own, what it has started is ended with it.
                    send = os.killpg if self._output == "file" else os.kill
                    send(self._pid, number)

    def stop(self) -> None:
        """End it, as ctrl+c does and then by force; waits for nothing."""
        if self._ending is None:
            # Not a daemon: who stops it and leaves has stopped it.
            self._ending = threading.Thread(target=self._end)
            self._ending.start()

    def let_go(self) -> None:
        """Look on no longer: it runs on."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _end(self) -> None:
        for number, seconds in PATIENCE:
            self.signal(number)
            end = time.monotonic() + seconds
            while self.status is None and time.monotonic() < end:
                time.sleep(0.02)

    def _keep(self, status: int) -> None:
        code = os.waitstatus_to_exitcode(status)
        self._status = 128 - code if code < 0 else code

    def _received(self) -> bytes:
        if self._socket is None:
            return b""
        try:
            data = self._socket.recv(AT_A_TIME)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        if not data:
            self.let_go()
        return data

    def _send(self) -> None:
        while self._unsent and self._socket is not None:
            try:
                sent = self._socket.send(self._unsent)
            except BlockingIOError:
                return
            except OSError:
                # It has ended, or closed all that it had open; what it told is still to be read.
                self._unsent = b""
                return
            self._unsent = self._unsent[sent:]
