"""A field that is filled by another dialog: enter opens it."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from microtui.terminal.characters import is_ascii_only


class OpeningField(Widget, can_focus=True):
    """Shows what was chosen; enter, space or a click asks for something else."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "open", "choose")]

    value: reactive[str] = reactive("")

    class Opened(Message):
        """Something else is to be chosen."""

    class Changed(Message):
        """Something else was chosen."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self.set_reactive(OpeningField.value, value)

    def render(self) -> RenderResult:
        more = "..." if is_ascii_only(self.app) else "…"
        return Text.assemble((f"{self.value} " if self.value else "", ""), (f"enter {more}", "dim"))

    def watch_value(self) -> None:
        self.post_message(self.Changed())

    def action_open(self) -> None:
        self.post_message(self.Opened())

    def on_click(self) -> None:
        self.action_open()
