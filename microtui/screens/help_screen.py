"""Help: every key that does something now, made from the bindings themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import ClassVar

from rich.table import Table
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Static

from microtui.keys import GROUP_TITLES, group_of, with_keys
from microtui.screens.dialogs.filter_screen import FilterScreen
from microtui.terminal.application.key_names import in_order, renamed_keys
from microtui.terminal.served import is_served
from microtui.widgets.reading import Reading
from microtui.words.update.why import QUESTIONS

INTRODUCTION = (
    "A small neural network learns to tell kinds of points apart. Press space and watch. "
    "Then press z: zero_grad is off, and the gradients pile up. Press * for all signs and colours."
)

SELECTING = (
    "Hold shift and drag: option in iTerm2, fn in macOS Terminal. Or turn the mouse off: a key "
    'above does it for now, --no-mouse and mouse = "off" in the settings file from the start.'
)

SELECTING_ON_A_PAGE = (
    "Hold shift and drag; on a Mac, option. Or turn the mouse off: a key above does it for now."
)

Contents = Callable[[str], Table | str | None]
"""What a section says that has this in it; None where there is nothing of it."""


class HelpScreen(ModalScreen[None]):
    """Lists bindings in their groups; q and ? close it, / looks for something in it, and escape
    ends first the one and then the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "close", key_display="esc"),
        Binding("q,question_mark", "app.pop_screen", "close"),
        Binding("slash", "filter", "look for something"),
    ]

    sought: reactive[str] = reactive("")
    """What all that is shown has in it, in any case."""

    def __init__(
        self,
        bindings: Iterable[Binding],
        introduction: str | None = None,
        questions: Sequence[str] | None = None,
    ) -> None:
        """`introduction` and `questions` in place of those on the training of a network."""
        super().__init__()
        self._introduced = introduction or INTRODUCTION
        self._questions = QUESTIONS if questions is None else questions
        self._keys = list(bindings)

    def compose(self) -> ComposeResult:
        with Reading(id="help"):
            yield Section("", self._introduction)
            for title, bindings in grouped(in_order(self.app, self._keys)).items():
                yield Section(title, self._keys_in(bindings))
            yield Section("Selecting text", selecting_with)
            yield Section("Why", partial(questions_with, self._questions))

    def _introduction(self, sought: str) -> str | None:
        return None if sought else with_keys(self._introduced, renamed_keys(self.app))

    def _keys_in(self, bindings: list[list[Binding]]) -> Contents:
        def keys_with(sought: str) -> Table | None:
            display = self.app.get_key_display
            found = [same for same in bindings if has(same, sought, display)]
            return bindings_table(found, display) if found else None

        return keys_with

    def watch_sought(self, sought: str) -> None:
        reading = self.query_one(Reading)
        reading.border_title = f"Help with {sought}" if sought else "Help"
        reading.border_subtitle = "esc shows all" if sought else "/ filters · esc closes"
        for section in self.query(Section):
            section.show(sought)

    def action_filter(self) -> None:
        self.app.push_screen(FilterScreen("Help that has", self.sought, self.look_for))

    def look_for(self, sought: str) -> None:
        self.sought = sought

    def action_leave(self) -> None:
        if self.sought:
            self.sought = ""
        else:
            self.dismiss()


class Section(Vertical):
    """A title and what stands under it, as far as it has what is looked for."""

    def __init__(self, title: str, contents: Contents) -> None:
        super().__init__(Static(title, classes="group"), Static(classes="contents", markup=False))
        self._title = title
        self._contents = contents

    def show(self, sought: str) -> None:
        contents = self._contents(sought)
        self.display = contents is not None
        self.query_one(".group").display = self._title != ""
        self.query_one(".contents", Static).update(contents or "")


def selecting_with(sought: str) -> str | None:
    selecting = SELECTING_ON_A_PAGE if is_served() else SELECTING
    has_it = len(sought) != 1 and sought.lower() in f"select text {selecting}".lower()
    return selecting if has_it else None


def questions_with(questions: Sequence[str], sought: str) -> str | None:
    """The answers that have this in them; whoever types one letter looks for a key."""
    if len(sought) == 1:
        return None
    return "\n\n".join(each for each in questions if sought.lower() in each.lower()) or None


def has(same: list[Binding], sought: str, key_display: Callable[[Binding], str]) -> bool:
    """Whether a key of these, its name or what it does has this in it; one letter is a key."""
    keys = [key_display(binding) for binding in same]
    if len(sought) == 1:
        return sought in keys
    texts = [*keys, *(binding.description for binding in same), explanation_of(same[0])]
    return any(sought.lower() in text.lower() for text in texts)


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
