"""Asks for a parameter and the value to set it to."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from engine.errors import ConfigurationError
from engine.network.flat import parameter_names
from microtui.session.snapshot import Snapshot
from microtui.settings.assignment import read_assignment
from microtui.terminal.application.steady_parts import Dialog


class ParameterScreen(Dialog[tuple[str, float] | None]):
    """Gives the name of a parameter and its new value, or None when it was left with escape.

    The value is selected, so that what is typed takes its place; the name is edited where it is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "close", key_display="esc"),
    ]

    def __init__(self, snapshot: Snapshot, index: int) -> None:
        super().__init__()
        self._names = parameter_names(snapshot.sizes)
        index = min(index, len(self._names) - 1)
        self._name_part = f"{self._names[index]} = "
        self._suggestion = f"{self._name_part}{float(snapshot.parameters[index]):.6g}"

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = "Set a parameter"
            box.border_subtitle = "enter sets it · esc closes"
            yield Input(self._suggestion, select_on_focus=False, max_length=60)
            yield Static(
                "A number replaces the value; home goes to the name. A name is layer, neuron and "
                "weight, counted from 0, or b for the bias: "
                f"{self._names[0]} is the first, {self._names[-1]} the last.",
                markup=False,
            )

    def on_mount(self) -> None:
        field = self.query_one(Input)
        field.selection = Selection(len(self._name_part), len(field.value))

    @on(Input.Submitted)
    def choose(self, event: Input.Submitted) -> None:
        try:
            self.dismiss(read_assignment(event.value, self._names))
        except ConfigurationError as error:
            self.query_one(Static).update(str(error))
