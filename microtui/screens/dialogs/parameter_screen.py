"""Asks for a parameter and the value to set it to."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from engine.errors import ConfigurationError
from engine.network.flat import parameter_names
from microtui.session.snapshot import Snapshot
from microtui.settings.assignment import read_assignment
from microtui.terminal.steady_parts import Dialog


class ParameterScreen(Dialog[tuple[str, float] | None]):
    """Gives the name of a parameter and its new value, or None when it was left with escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "close", key_display="esc"),
    ]

    def __init__(self, snapshot: Snapshot, index: int) -> None:
        super().__init__()
        self._names = parameter_names(snapshot.sizes)
        index = min(index, len(self._names) - 1)
        self._suggestion = f"{self._names[index]} = {float(snapshot.parameters[index]):.6g}"

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = "Set a parameter"
            box.border_subtitle = "enter sets it · esc closes"
            yield Input(self._suggestion, select_on_focus=False, max_length=60)
            yield Static(
                f"Layer, neuron and weight, or b for the bias: {self._names[0]} is the first, "
                f"{self._names[-1]} the last.",
                markup=False,
            )

    @on(Input.Submitted)
    def choose(self, event: Input.Submitted) -> None:
        try:
            self.dismiss(read_assignment(event.value, self._names))
        except ConfigurationError as error:
            self.query_one(Static).update(str(error))
