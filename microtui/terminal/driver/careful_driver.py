"""A terminal driver that takes the terminal and gives it back as one should.

What the terminal still says when the program has left would be typed at the shell's prompt. So
before it is given back all reports are turned off, and what it has been asked is waited for, while
the thread that reads its answers still runs.
"""

from __future__ import annotations

import math
import os
import time
from typing import Any

from textual import constants, events
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.messages import InBandWindowResize, TerminalSupportsSynchronizedOutput

from microtui.terminal.driver.job import is_there
from microtui.terminal.driver.lasting_output import LastingOutput
from microtui.terminal.driver.owed_answers import OwedAnswers

STANDARD_ERROR = 2
"""Where Textual draws."""

SILENCE = "\x1b[?1000l\x1b[?1003l\x1b[?1016l\x1b[?1015l\x1b[?1006l\x1b[?1004l"
"""Neither the mouse (which Textual would leave counting in pixels) nor the focus is reported."""

LATELY = 2.0
"""Seconds: where the mouse was moved within them, it may be moving still."""

JITTER = 1.25
"""Times as long as the shortest round trip lately, at most, takes one that nothing holds up."""

SLACK = 0.02
"""Seconds until what is in the kernel has been read."""

PULSE = 0.05
"""Seconds between two looks whether the terminal is still there."""


def fail(error: Exception) -> None:
    """Have this thread fail in place of the one where it happened."""
    raise error


class CarefulDriver(LinuxDriver):
    """Textual's own driver, which leaves nothing behind."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        if self._file is not None:
            self._file = LastingOutput(self._file)  # type: ignore[assignment]
        self.owed = OwedAnswers()
        self._has_terminal = False
        self._is_leaving = False
        """Whether nothing more is asked, and what is typed is for somebody else."""
        self._reported_at = -math.inf
        self._size = self._size or self._get_terminal_size()

    def _get_terminal_size(self) -> tuple[int, int]:
        """What the terminal says; only where it does not know, what the environment does.

        `COLUMNS` and `LINES` may be those of another terminal, or of this one before it changed.
        """
        for terminal in (STANDARD_ERROR, self.fileno):
            try:
                columns, rows = os.get_terminal_size(terminal)
            except OSError:
                continue
            if columns > 0 and rows > 0:
                return columns, rows
        return super()._get_terminal_size()

    # -- talking ---------------------------------------------------------------------------------

    def write(self, data: str) -> None:
        if self._has_terminal and not (self._is_leaving and self.owed.asks(data)):
            self.owed.asked(data)
            super().write(data)

    def _run_input_thread(self) -> None:
        """Where the terminal is gone, nothing is wrong: a signal says so, and makes us leave.

        Textual would make a traceback first, for a second and more, while that signal waits.
        """
        try:
            self.run_input_thread()
        except Exception as error:
            if is_there(self.fileno):
                self._app.call_later(fail, error)

    def process_message(self, message: Message) -> None:
        """On the thread that reads what is typed, and what the terminal says."""
        match message:
            case events.CursorPosition(x=column, y=row):
                self.owed.answered((column, row))
            case TerminalSupportsSynchronizedOutput() | InBandWindowResize() | events.Resize():
                self.owed.answered()
            case events.MouseEvent() | events.AppFocus() | events.AppBlur():
                self._reported_at = time.monotonic()
        if not self._is_leaving:
            super().process_message(message)

    # -- taking and giving back ------------------------------------------------------------------

    def start_application_mode(self) -> None:
        self._is_leaving = False
        self._has_terminal = True
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # It does without where somebody else has the terminal.
        self._has_terminal = self._writer_thread is not None and self._writer_thread.is_alive()

    def disable_input(self) -> None:
        if self._has_terminal:
            self._fall_silent()
            self._hear_out()
            super().disable_input()

    def stop_application_mode(self) -> None:
        if self._has_terminal:
            super().stop_application_mode()
            self._has_terminal = False
            self.owed.expect_none()

    def _fall_silent(self) -> None:
        """Ask no more, and have nothing reported any more."""
        self._is_leaving = True
        self._disable_in_band_window_resize()
        self.write(SILENCE)
        if not constants.DISABLE_KITTY_KEY:
            # Keys are the shell's from now on, in the form that it knows.
            self.write("\x1b[=0u")
        self.flush()

    def _hear_out(self) -> None:
        """Have what is on its way read before the terminal is given back."""
        now = time.monotonic()
        end = now + self.owed.patience()
        are_reports_likely = now < self._reported_at + LATELY
        while (left := end - time.monotonic()) > 0.0 and is_there(self.fileno):
            if self.owed.wait(min(left, PULSE)):
                break
        if are_reports_likely and is_there(self.fileno):
            end = now + JITTER * self.owed.shortest_round_trip + SLACK
            time.sleep(max(end - time.monotonic(), 0.0))
