"""Asks for a parameter and the value to set it to."""

from __future__ import annotations

import math
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
from microtui.terminal.steady_parts import Dialog

LARGEST = 1e6
"""What is larger saturates any unit, and soon diverges."""


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


def read_assignment(text: str, names: tuple[str, ...]) -> tuple[str, float]:
    """The name of the parameter and the value in a text such as `1.3.w[0] = 0.5`.

    Raises `ConfigurationError` with a sentence that says what would be right.
    """
    # What is typed in place of the number may be a whole assignment, too.
    names_text, equals, number = text.rpartition("=")
    name, number = names_text.rpartition("=")[2].strip(), number.strip()
    if not equals:
        raise ConfigurationError(f"A name and a value are needed, such as {names[0]} = 0.5.")
    if name not in names:
        raise ConfigurationError(
            f"A parameter must be one from {names[0]} to {names[-1]}, got {name!r}."
        )
    try:
        value = float(number)
    except ValueError:
        value = math.nan
    if not abs(value) <= LARGEST:
        raise ConfigurationError(
            f"A value must be a number from {-LARGEST:,.0f} to {LARGEST:,.0f}, got {number!r}."
        )
    return name, value
