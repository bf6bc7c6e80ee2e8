"""A real pseudo-terminal for tests and benchmarks: it runs a program, types, and reads the screen.

A thread plays the terminal: it reads what the program writes, as fast as it comes or at the pace of
a slow link, keeps the screen with pyte, and answers the questions that terminals answer.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

ROOT = Path(__file__).parents[1]
CURSOR_REQUEST = b"\x1b[6n"
KEYS = {
    "space": " ",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "escape": "\x1b",
    "enter": "\r",
    "ctrl+p": "\x10",
    "ctrl+c": "\x03",
}


class Terminal:
    """Runs `python -m microtui` with these arguments, or any other command.

    `bytes_per_second` slows the link down; `answers` says whether cursor positions are reported
    (a terminal may also answer late: seconds in `delay`).
    """

    def __init__(
        self,
        arguments: Sequence[str] = (),
        *,
        command: Sequence[str] = (sys.executable, "-m", "microtui"),
        columns: int = 80,
        rows: int = 24,
        bytes_per_second: float | None = None,
        answers: bool = True,
        delay: float = 0.0,
        environment: Mapping[str, str | None] | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.bytes_read = 0
        self.bytes_per_second = bytes_per_second
        self.answers = answers
        self.delay = delay
        self.is_stalled = False
        self._lock = threading.Lock()
        self._replies: list[float] = []
        self._controller, self._terminal = pty.openpty()
        self.resize(columns, rows)
        self.attributes_before = termios.tcgetattr(self._terminal)
        variables = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONPATH": str(ROOT),
            **(environment or {}),
        }
        self.process = subprocess.Popen(
            [*command, *arguments],
            stdin=self._terminal,
            stdout=self._terminal,
            stderr=self._terminal,
            env={name: value for name, value in variables.items() if value is not None},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0) and None,
        )
        self._is_closing = False
        self._thread = threading.Thread(target=self._play_terminal, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._is_closing = True
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self._thread.join()
        os.close(self._controller)
        os.close(self._terminal)

    @property
    def text(self) -> str:
        """What is on the screen now."""
        with self._lock:
            return "\n".join(self.screen.display)

    def press(self, *keys: str) -> None:
        for key in keys:
            os.write(self._controller, KEYS.get(key, key).encode())

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._controller, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        with self._lock:
            self.screen.resize(rows, columns)

    def wait_for(self, what: str | Callable[[str], object], timeout: float = 10.0) -> float:
        """Wait until the screen shows a text (a regular expression) or fulfils a condition.

        Gives the seconds it took; raises AssertionError with the screen when the time is over.
        """
        is_there = what if callable(what) else re.compile(what).search
        start = time.monotonic()
        while time.monotonic() - start < timeout:
            if is_there(self.text):
                return time.monotonic() - start
            time.sleep(0.002)
        raise AssertionError(f"not on the screen after {timeout} s: {what}\n{self.text}")

    def wait_for_exit(self, timeout: float = 10.0) -> int:
        return self.process.wait(timeout)

    @property
    def attributes(self) -> list[object]:
        """The terminal's modes, to compare with `attributes_before`."""
        return termios.tcgetattr(self._terminal)

    def _play_terminal(self) -> None:
        allowance, last = 0.0, time.monotonic()
        while not self._is_closing:
            now = time.monotonic()
            self._reply_when_due(now)
            if self.is_stalled:
                time.sleep(0.01)
                last = time.monotonic()
                continue
            size = 65536
            if self.bytes_per_second is not None:
                allowance = min(
                    allowance + (now - last) * self.bytes_per_second, 0.05 * self.bytes_per_second
                )
                last = now
                size = int(allowance)
                if size < 1:
                    time.sleep(0.002)
                    continue
            if not select.select([self._controller], [], [], 0.005)[0]:
                continue
            try:
                data = os.read(self._controller, size)
            except OSError:
                return
            allowance -= len(data)
            self.bytes_read += len(data)
            with self._lock:
                self._stream.feed(plain(data))
            if self.answers:
                self._replies += [time.monotonic() + self.delay] * data.count(CURSOR_REQUEST)

    def _reply_when_due(self, now: float) -> None:
        while self._replies and self._replies[0] <= now:
            self._replies.pop(0)
            position = f"\x1b[{self.screen.cursor.y + 1};{self.screen.cursor.x + 1}R"
            os.write(self._controller, position.encode())


def plain(data: bytes) -> bytes:
    """Without the private sequences that pyte would print as text."""
    return re.sub(rb"\x1b\[[<>=][0-9;]*[a-z]", b"", data)
