"""A question with a few answers, each with a line of explanation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.console import Group
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from microtui.terminal.application.steady_parts import Dialog, SteadyList


@dataclass(frozen=True)
class Choice:
    """An answer: what it is called in the program, and in words."""

    name: str
    label: str
    explanation: str


class ChoiceScreen(Dialog[str | None]):
    """Gives the name of the answer that was chosen, or None when it was closed with escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "close", key_display="esc"),
    ]

    def __init__(self, question: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._question = question
        self._choices = choices

    def compose(self) -> ComposeResult:
        options = SteadyList(
            *(
                Option(
                    Group(Text(choice.label, style="bold"), Text(choice.explanation, style="dim")),
                    id=choice.name,
                )
                for choice in self._choices
            ),
            classes="dialog",
        )
        options.border_title = self._question
        options.border_subtitle = "enter chooses · esc closes"
        yield options

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)
