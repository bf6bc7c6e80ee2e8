"""Asks what to look for, in a line at the bottom, and shows at once what there is of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from microtui.terminal.application.steady_parts import Dialog


class FilterScreen(Dialog[None]):
    """Tells `show` of each change; enter leaves it so, and escape looks for nothing any more."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "drop", "drop", key_display="esc"),
    ]

    def __init__(self, what: str, sought: str, show: Callable[[str], None]) -> None:
        super().__init__()
        self._what = what
        self._sought = sought
        self._show = show

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self._what
            box.border_subtitle = "enter keeps it · esc shows all"
            yield Input(self._sought, max_length=30)

    @on(Input.Changed)
    def tell(self, event: Input.Changed) -> None:
        self._show(event.value.strip())

    @on(Input.Submitted)
    def keep(self, event: Input.Submitted) -> None:
        self._show(event.value.strip())
        self.dismiss()

    def action_drop(self) -> None:
        self._show("")
        self.dismiss()
