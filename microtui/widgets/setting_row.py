"""A setting in a form: its name, its field, and what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label, Static

from microtui.widgets.choice_field import ChoiceField
from microtui.widgets.opening_field import OpeningField

LONGEST_TEXT = 200


class SettingRow(Horizontal):
    """One line of a form; with a mark where it was changed, and another where it cannot be so."""

    DEFAULT_CLASSES: ClassVar[str] = "setting"

    @dataclass
    class Changed(Message):
        """What is typed has changed."""

        row: SettingRow

    @dataclass
    class Entered(Message):
        """This row is the one that keys go to now."""

        row: SettingRow

    def __init__(
        self,
        name: str,
        label: str,
        explanation: str,
        value: str,
        choices: Sequence[str] = (),
        *,
        opens: bool = False,
    ) -> None:
        """A row that `opens` something has another dialog fill it."""
        super().__init__(id=f"setting-{name}")
        self.field = name
        self.explanation = explanation
        self._label = label
        self._original = value
        self._entry: Input | ChoiceField | OpeningField
        if opens:
            self._entry = OpeningField(value)
        elif choices:
            self._entry = ChoiceField(tuple(choices), value)
        else:
            self._entry = Input(value, compact=True, max_length=max(LONGEST_TEXT, len(value)))

    def compose(self) -> ComposeResult:
        yield Static(" ", classes="setting--mark")
        yield Label(self._label, classes="setting--label")
        yield self._entry
        yield Static(self.explanation, classes="setting--explanation", markup=False)

    @property
    def text(self) -> str:
        """What is typed now."""
        return self._entry.value

    def put(self, text: str) -> None:
        """Have this stand there, as if it had been typed."""
        self._entry.value = text

    def explain(self, explanation: str) -> None:
        self.explanation = explanation
        self.query_one(".setting--explanation", Static).update(explanation)

    def enter(self) -> None:
        """Have keys go to this row."""
        self._entry.focus()

    def mark(self, *, is_faulty: bool) -> None:
        """Mark it as faulty, as changed, or not at all."""
        is_changed = self.text != self._original
        self.set_class(is_faulty, "faulty")
        self.query_one(".setting--mark", Static).update(
            "!" if is_faulty else "*" if is_changed else " "
        )

    @on(Input.Changed)
    @on(ChoiceField.Changed)
    @on(OpeningField.Changed)
    def _pass_on(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Changed(self))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.post_message(self.Entered(self))
