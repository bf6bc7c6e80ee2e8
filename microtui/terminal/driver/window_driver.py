"""A terminal driver that has what is around the screen, title and mouse, and gives it back."""

from __future__ import annotations

import os
from typing import Any

from microtui.terminal.driver.job_driver import JobDriver
from microtui.terminal.terminal_kind import has_window
from microtui.terminal.window_title import RESTORE, SAVE, title_sequence

TO_THE_WINDOW = "\x1b]"
"""How all begins that is said to the window around the screen (OSC)."""

POINTER = "\x1b]22;"
USUAL_POINTER = "\x1b]22;default\x07"


class WindowDriver(JobDriver):
    """A driver on terminals with and without a window, a title and a mouse."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._has_window = has_window(os.environ)
        self._has_saved_title = False
        self._pointer = USUAL_POINTER

    def write(self, data: str) -> None:
        if data.startswith(TO_THE_WINDOW) and not self._has_window:
            # Old consoles would print it.
            return
        if data.startswith(POINTER):
            self._pointer = data
        super().write(data)

    def set_title(self, title: str) -> None:
        """Call the window by this title until the terminal is given back."""
        if not (self._has_window and self._has_terminal):
            return
        if not self._has_saved_title:
            self.write(SAVE)
            self._has_saved_title = True
        self.write(title_sequence(title))
        self.flush()

    def switch_mouse(self) -> bool:
        """Have the terminal report the mouse no more, or again; gives whether it does."""
        if self._mouse:
            self._disable_mouse_support()
            if self._mouse_pixels:
                self.write("\x1b[?1016l")
                self._mouse_pixels = False
            self._mouse = False
        else:
            self._mouse = True
            self._enable_mouse_support()
            if self._in_band_window_resize:
                # Whatever it reports is taken for pixels, even if the mouse was off all along.
                self._enable_mouse_pixels()
        return self._mouse

    def stop_application_mode(self) -> None:
        if self._pointer != USUAL_POINTER:
            self.write(USUAL_POINTER)
        if self._has_saved_title:
            self.write(RESTORE)
            self._has_saved_title = False
        super().stop_application_mode()
