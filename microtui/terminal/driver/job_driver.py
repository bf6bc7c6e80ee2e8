"""A terminal driver that a shell can stop and continue, as it does with all its jobs."""

from __future__ import annotations

import asyncio
import termios
from collections.abc import Callable
from typing import Any

from textual import constants, events
from textual.drivers import linux_driver
from textual.geometry import Size

from microtui.terminal.driver.careful_driver import CarefulDriver
from microtui.terminal.driver.job import is_in_foreground, is_there, stop_job

KITTY_FLAGS = (
    linux_driver.KITTY_DISAMBIGUATE_ESCAPE_CODES
    | linux_driver.KITTY_REPORT_ALL_KEYS
    | linux_driver.KITTY_REPORT_ASSOCIATED_TEXT
)
"""The form of keys that Textual asks for."""

MOMENT = 0.02
"""Seconds after which the signals that came together with the one to continue have been heard: one
of them may ask to leave."""


class JobDriver(CarefulDriver):
    """A driver that gives the terminal back while it is suspended, and takes it again whole.

    Textual's (8.2.8) takes it at each signal to continue, and then has it twice.
    """

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._is_suspended = False
        self._modes: list[Any] | None = None
        """Of the kernel's terminal, while we have it."""
        self._going_on: asyncio.TimerHandle | None = None

    def start_application_mode(self) -> None:
        self._is_suspended = False
        super().start_application_mode()
        self._modes = termios.tcgetattr(self.fileno) if is_there(self.fileno) else None

    def suspend_application_mode(self) -> None:
        super().suspend_application_mode()
        self._is_suspended = True

    def _sigtstp_application(self, *_: object) -> None:
        self._is_leaving = self._has_terminal
        self._call_soon(self._suspend)

    def _sigcont_application(self, *_: object) -> None:
        self._call_soon(self._go_on_soon)

    def _call_soon(self, callback: Callable[[], object]) -> None:
        """Out of a signal handler, which may have come in the middle of anything."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(callback)

    def _suspend(self) -> None:
        if self._auto_restart:
            self.suspend_application_mode()
        stop_job()
        self._go_on_soon()

    def _go_on_soon(self) -> None:
        if self._going_on is not None:
            self._going_on.cancel()
        self._going_on = self._loop.call_later(MOMENT, self._go_on)

    def _go_on(self) -> None:
        """Take the terminal, once it is ours, and have all drawn."""
        is_leaving = self._app._exit or not (self._has_terminal or self._is_suspended)
        if is_leaving or not self._auto_restart or not is_there(self.fileno):
            return
        if not is_in_foreground(self.fileno):
            stop_job()
        elif self._has_terminal:
            self._set_modes()
            # Of a new size only the job in the foreground is told.
            size = Size(*self._get_terminal_size())
            self.send_message(events.Resize(size, size))
            self.send_message(self.SignalResume())
        else:
            self._must_signal_resume = True
            self.resume_application_mode()

    def _set_modes(self) -> None:
        """Set all modes anew.

        Somebody else has stopped us, or only continued us. Whoever had the terminal meanwhile may
        have changed them; where nobody had it, no key is to be lost.
        """
        if self._modes is not None:
            termios.tcsetattr(self.fileno, termios.TCSANOW, self._modes)
        self.write("\x1b[?1049h\x1b[?25l\x1b[?1004h")
        if not constants.DISABLE_KITTY_KEY:
            self.write(f"\x1b[={KITTY_FLAGS}u")
        self._enable_mouse_support()
        if self._in_band_window_resize:
            self._enable_in_band_window_resize()
            self._enable_mouse_pixels()
        self._enable_bracketed_paste()
        self._disable_line_wrap()
        self.flush()
