"""Help: every key that does something now, made from the bindings themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.table import Table
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from microtui.keys import GROUP_TITLES, group_of
from microtui.words.update.why import QUESTIONS

INTRODUCTION = (
    "A small neural network learns to tell two kinds of points apart. Press space and watch. "
    "Then press z: zero_grad is off, and the gradients pile up. * names all signs and colours."
)


class HelpScreen(ModalScreen[None]):
    """Lists bindings in their groups; escape, q and ? close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "app.pop_screen", "close", key_display="esc"),
    ]

    def __init__(self, bindings: Iterable[Binding]) -> None:
        super().__init__()
        self._groups = grouped(bindings)

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help") as scroll:
            scroll.border_title = "Help"
            scroll.border_subtitle = "esc closes"
            yield Static(INTRODUCTION)
            for group, bindings in self._groups.items():
                yield Static(group, classes="group")
                yield Static(bindings_table(bindings, self.app.get_key_display))
            yield Static("Why", classes="group")
            yield Static("\n\n".join(QUESTIONS))


def grouped(bindings: Iterable[Binding]) -> dict[str, list[list[Binding]]]:
    """Bindings by the title of their group, those that are said to do the same side by side."""
    groups: dict[str, dict[str, list[Binding]]] = {}
    for binding in bindings:
        group = group_of(binding)
        if group is not None:
            same = groups.setdefault(group, {}).setdefault(explanation_of(binding), [])
            same.append(binding)
    return {
        title: list(groups[title].values()) for title in GROUP_TITLES.values() if title in groups
    }


def bindings_table(bindings: list[list[Binding]], key_display: Callable[[Binding], str]) -> Table:
    """A line for each thing that can be done: its keys, and what it does."""
    table = Table.grid(padding=(0, 2))
    table.add_column(width=12, justify="right", style="bold")
    table.add_column()
    for same in bindings:
        keys = dict.fromkeys(key_display(binding) for binding in same)
        table.add_row(" ".join(keys), explanation_of(same[0]))
    return table


def explanation_of(binding: Binding) -> str:
    return binding.tooltip or binding.description
