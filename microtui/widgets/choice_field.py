"""A field with a few answers, one line high: the arrows go through them."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from microtui.terminal.characters import is_ascii_only


class ChoiceField(Widget, can_focus=True):
    """Shows one of its choices; left and right, a first letter or a click take another."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "previous"),
        Binding("right,space", "step(1)", "next"),
    ]

    value: reactive[str] = reactive("")

    class Changed(Message):
        """Another answer was chosen."""

    def __init__(self, choices: tuple[str, ...], value: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._choices = choices
        self.set_reactive(ChoiceField.value, value)

    def render(self) -> RenderResult:
        left, right = ("<", ">") if is_ascii_only(self.app) else ("‹", "›")
        return Text.assemble((left, "dim"), f" {self.value} ", (right, "dim"))

    def watch_value(self) -> None:
        self.post_message(self.Changed())

    def action_step(self, direction: int) -> None:
        position = self._choices.index(self.value) + direction
        self.value = self._choices[position % len(self._choices)]

    def on_key(self, event: events.Key) -> None:
        """Take the next choice that begins with the letter typed."""
        if event.character is None or not event.character.isalnum():
            return
        event.stop()
        after = self._choices.index(self.value) + 1
        for choice in (*self._choices[after:], *self._choices[:after]):
            if choice.startswith(event.character):
                self.value = choice
                return

    def on_click(self, event: events.Click) -> None:
        self.action_step(-1 if event.x == 0 else 1)
