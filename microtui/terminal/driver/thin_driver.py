"""A terminal driver that writes only what differs from what is on the screen already."""

from __future__ import annotations

from typing import Any

from microtui.terminal.characters import is_ascii_only, output_is_unicode, write_unicode
from microtui.terminal.driver.thin_output import ThinOutput
from microtui.terminal.driver.typed_input import TypedInput, read_input
from microtui.terminal.driver.window_driver import WindowDriver


class ThinDriver(WindowDriver):
    """A driver with a memory of the screen in front of the terminal."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        ascii_only = is_ascii_only(self._app)
        self._thin = ThinOutput(ascii_only=ascii_only)
        if not (ascii_only or output_is_unicode()):
            write_unicode()

    @property
    def bytes_written(self) -> int:
        """To the terminal so far."""
        return self._thin.bytes_written

    def write(self, data: str) -> None:
        if reduced := self._thin.reduced(data):
            super().write(reduced)

    def run_input_thread(self) -> None:
        typed = TypedInput(is_due=lambda: self.owed.are_owed)
        read_input(self.fileno, typed, self.exit_event, self.process_message)

    def start_application_mode(self) -> None:
        self.forget()
        super().start_application_mode()

    def forget(self) -> None:
        """What the terminal shows may have changed behind our back: draw it anew next time."""
        self._thin.forget()
