"""A terminal driver that writes only what differs from what is on the screen already."""

from __future__ import annotations

from typing import Any

from microtui.terminal.characters import as_ascii, is_ascii_only, output_is_unicode, write_unicode
from microtui.terminal.driver.screen_memory import ScreenMemory
from microtui.terminal.driver.typed_input import TypedInput, read_input
from microtui.terminal.driver.window_driver import WindowDriver


class ThinDriver(WindowDriver):
    """A driver with a memory of the screen in front of the terminal."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.bytes_written = 0
        self._memory = ScreenMemory()
        self._is_ascii_only = is_ascii_only(self._app)
        if not (self._is_ascii_only or output_is_unicode()):
            write_unicode()

    def write(self, data: str) -> None:
        if self._is_ascii_only:
            data = as_ascii(data)
        if reduced := self._memory.reduced(data):
            self.bytes_written += len(reduced.encode())
            super().write(reduced)

    def run_input_thread(self) -> None:
        typed = TypedInput(is_due=lambda: self.owed.are_owed)
        read_input(self.fileno, typed, self.exit_event, self.process_message)

    def start_application_mode(self) -> None:
        self.forget()
        super().start_application_mode()

    def forget(self) -> None:
        """What the terminal shows may have changed behind our back: draw it anew next time."""
        self._memory.forget()
