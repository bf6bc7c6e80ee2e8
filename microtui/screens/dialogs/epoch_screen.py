"""Asks for an epoch to jump to."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.validation import Integer
from textual.widgets import Input, Label

from microtui.terminal.application.steady_parts import Dialog


class EpochScreen(Dialog[int | None]):
    """Gives a number of epochs from 0 to the last, or None when it was closed with escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "close", key_display="esc"),
    ]

    def __init__(self, last_epoch: int) -> None:
        super().__init__()
        self._last_epoch = last_epoch

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = "Jump to an epoch"
            box.border_subtitle = "enter jumps · esc closes"
            yield Input(
                placeholder=f"0 to {self._last_epoch}",
                restrict=r"\d*",
                max_length=12,
                validators=[Integer(0, self._last_epoch)],
            )
            yield Label(f"The run has been as far as epoch {self._last_epoch}.")

    @on(Input.Submitted)
    def jump(self, event: Input.Submitted) -> None:
        if event.validation_result is not None and event.validation_result.is_valid:
            self.dismiss(int(event.value))
        else:
            self.query_one(Label).update(
                f"An epoch must be a whole number from 0 to {self._last_epoch}."
            )
