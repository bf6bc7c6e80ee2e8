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
import sys
import termios
import threading
import time
import tty
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import pyte

ROOT = Path(__file__).parents[2]
PRIVATE_SEQUENCE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-z]")
"""What pyte does not know and would print as text, such as the Kitty keyboard protocol."""
UNFINISHED_SEQUENCE = re.compile(rb"\x1b(\[[<>=]?[0-9;]*)?\Z")
KEYS = {
    "space": " ",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "escape": "\x1b",
    "enter": "\r",
    "tab": "\t",
    "ctrl+p": "\x10",
    "ctrl+c": "\x03",
    "ctrl+z": "\x1a",
}


class Terminal:
    """Runs `python -m microtui` with these arguments, or any other command.

    `bytes_per_second` slows the link down, and while `is_stalled` nothing passes it. `answers` says
    whether the terminal reports its state when asked (cursor position and the like), and `delay`
    after how many seconds. `environment` changes variables; None removes one.

    What the screen shows comes piece by piece: when a word is there, what was written behind it may
    still be on its way. So wait for what comes last, or until it is quiet.
    """

    def __init__(
        self,
        arguments: Sequence[str] = (),
        *,
        command: Sequence[str] = (sys.executable, "-m", "microtui"),
        columns: int = 80,
        rows: int = 24,
        bytes_per_second: float | None = None,
        is_stalled: bool = False,
        answers: bool = True,
        delay: float = 0.0,
        environment: Mapping[str, str | None] | None = None,
    ) -> None:
        self.bytes_per_second = bytes_per_second
        self.answers = answers
        self.delay = delay
        self.is_stalled = is_stalled
        self.bytes_read = 0
        self.written = b""
        """All that the program has written, as it came."""
        self.questions = 0
        """That the program has asked so far: one behind each frame."""
        self.exit_status: int | None = None
        """Negative where a signal ended the program; None while it runs."""
        self.screen = AnsweringScreen(columns, rows, self._reply)
        self._stream = pyte.ByteStream(self.screen)
        self._unfinished = b""
        self._replies: deque[tuple[float, str]] = deque()
        self._news = threading.Condition()
        self._arrived = 0.0
        self._all_was_read = 0.0
        """When it was last found that nothing is on its way."""
        self._controller, self._terminal = pty.openpty()
        self.resize(columns, rows)
        self.attributes_before = self.attributes
        self.pid = self._spawn([*command, *arguments], environment or {})
        self._is_closing = False
        self._thread = threading.Thread(target=self._play_terminal, daemon=True)
        self._thread.start()

    def _spawn(self, command: list[str], environment: Mapping[str, str | None]) -> int:
        variables: dict[str, str | None] = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONPATH": str(ROOT),
            "COLUMNS": None,
            "LINES": None,
            **environment,
        }
        # The first terminal that the leader of a session opens controls the session, and so gets
        # its ctrl+c and its changes of size to the program.
        return os.posix_spawnp(
            command[0],
            command,
            {name: value for name, value in variables.items() if value is not None},
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.ttyname(self._terminal), os.O_RDWR, 0),
                (os.POSIX_SPAWN_DUP2, 0, 1),
                (os.POSIX_SPAWN_DUP2, 0, 2),
            ],
            setsid=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if not self.has_ended():
            self.send_signal(signal.SIGKILL)
        if not self._is_closing:
            self.hang_up()
        os.close(self._terminal)
        while not self.has_ended():
            time.sleep(0.001)

    def hang_up(self) -> None:
        """Be gone, as a window that is closed: the program can neither read nor write any more."""
        self._is_closing = True
        self._thread.join()
        os.close(self._controller)

    @property
    def text(self) -> str:
        """What is on the screen now."""
        with self._news:
            return "\n".join(self.screen.display)

    @property
    def attributes(self) -> list[Any]:
        """The terminal's modes, to compare with `attributes_before`."""
        return termios.tcgetattr(self._terminal)

    def set_attributes(self, attributes: list[Any]) -> None:
        """Change the terminal's modes, as a shell does that takes it."""
        termios.tcsetattr(self._terminal, termios.TCSANOW, attributes)

    def clear(self) -> None:
        """Wipe the screen, as the reader may."""
        with self._news:
            self.screen.reset()

    def press(self, *keys: str) -> None:
        """Type characters, or keys by their names."""
        for key in keys:
            os.write(self._controller, KEYS.get(key, key).encode())

    def report(self, *reports: str) -> None:
        """Say something unasked, such as where the mouse is; it comes as late as answers do."""
        for each in reports:
            self._reply(each)

    def resize(self, columns: int, rows: int) -> None:
        with self._news:
            self.screen.resize(rows, columns)
        fcntl.ioctl(self._controller, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def wait_for(self, what: str | Callable[[str], object], timeout: float = 10.0) -> float:
        """Wait until the screen shows a text (a regular expression) or fulfils a condition.

        Gives the seconds it took; raises AssertionError with the screen when the time is over.
        """
        return self._wait_for(what, timeout, time.monotonic())

    def time_to_answer(
        self, key: str, what: str | Callable[[str], object], timeout: float = 10.0
    ) -> float:
        """Press a key; gives the seconds until the bytes have come that make the screen so."""
        start = time.monotonic()
        self.press(key)
        return self._wait_for(what, timeout, start)

    def wait_until_quiet(self, seconds: float = 0.2, timeout: float = 10.0) -> None:
        """Wait until nothing has come for so long: a paused program writes nothing."""
        end = time.monotonic() + timeout
        while time.monotonic() < self._arrived + seconds:
            if time.monotonic() > end:
                raise TimeoutError(f"not quiet within {timeout} s:\n{self.text}")
            time.sleep(0.01)

    def wait_for_exit(self, timeout: float = 10.0) -> int:
        """The exit status of the program, when all that it wrote is on the screen.

        Raises TimeoutError when it does not end in time.
        """
        end = time.monotonic() + timeout
        ended: float | None = None
        while ended is None or self._all_was_read < ended:
            if time.monotonic() > end:
                raise TimeoutError(f"still running or writing after {timeout} s:\n{self.text}")
            if ended is None and self.has_ended():
                ended = time.monotonic()
            time.sleep(0.002)
        assert self.exit_status is not None
        return self.exit_status

    def typed_behind(self) -> str:
        """What is in the terminal's input, when all answers on their way have come, too: after the
        program has ended, the shell takes it for typed."""
        while self._replies:
            time.sleep(0.002)
        attributes = termios.tcgetattr(self._terminal)
        tty.setcbreak(self._terminal, termios.TCSANOW)
        try:
            are_there = select.select([self._terminal], [], [], 0.01)[0]
            return os.read(self._terminal, 65536).decode() if are_there else ""
        finally:
            termios.tcsetattr(self._terminal, termios.TCSANOW, attributes)

    def has_ended(self) -> bool:
        """Whether the program has; then its `exit_status` is known."""
        if self.exit_status is None:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                self.exit_status = os.waitstatus_to_exitcode(status)
        return self.exit_status is not None

    def _wait_for(self, what: str | Callable[[str], object], timeout: float, start: float) -> float:
        is_fulfilled = what if callable(what) else re.compile(what).search
        with self._news:
            while not is_fulfilled(text := "\n".join(self.screen.display)):
                left = start + timeout - time.monotonic()
                if left <= 0.0 or not self._news.wait(left):
                    raise AssertionError(f"not on the screen after {timeout} s: {what}\n{text}")
            return max(self._arrived - start, 0.0)

    # -- on the terminal's own thread --------------------------------------------------------------

    def _play_terminal(self) -> None:
        allowance, last = 0.0, time.monotonic()
        while not self._is_closing:
            now = time.monotonic()
            self._send_due_replies(now)
            size = 65536
            if self.bytes_per_second is not None:
                burst = max(0.02 * self.bytes_per_second, 1.0)
                allowance = min(allowance + (now - last) * self.bytes_per_second, burst)
                size = int(allowance)
            last = now
            if self.is_stalled or size < 1:
                time.sleep(0.002)
            elif select.select([self._controller], [], [], 0.002)[0]:
                data = os.read(self._controller, size)
                allowance -= len(data)
                self._show(data)
            else:
                self._all_was_read = now

    def _show(self, data: bytes) -> None:
        arrived = time.monotonic()
        self.bytes_read += len(data)
        self.written += data
        data = PRIVATE_SEQUENCE.sub(b"", self._unfinished + data)
        unfinished = UNFINISHED_SEQUENCE.search(data)
        end = unfinished.start() if unfinished else len(data)
        self._unfinished = data[end:]
        with self._news:
            self._stream.feed(data[:end])
            self._arrived = arrived
            self._news.notify_all()

    def _reply(self, reply: str) -> None:
        self.questions += 1
        if self.answers:
            self._replies.append((time.monotonic() + self.delay, reply))

    def _send_due_replies(self, now: float) -> None:
        while self._replies and self._replies[0][0] <= now:
            os.write(self._controller, self._replies[0][1].encode())
            self._replies.popleft()


class AnsweringScreen(pyte.Screen):
    """A screen that hands over what it has to say to the program."""

    def __init__(self, columns: int, rows: int, reply: Callable[[str], None]) -> None:
        self._reply = reply
        super().__init__(columns, rows)

    def write_process_input(self, data: str) -> None:
        self._reply(data)
