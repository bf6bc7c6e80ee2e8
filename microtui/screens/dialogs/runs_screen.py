"""The saved runs: one to go on with, or some to delete."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from engine.errors import ConfigurationError
from engine.replay.saved_run import SavedSession
from microtui.saving.kept_files import BOUND
from microtui.saving.recent_runs import RecentRun, delete, recent_runs
from microtui.saving.run_lines import HEADING, line_of
from microtui.terminal.steady_parts import Dialog, SteadyList


class RunsScreen(Dialog[SavedSession | None]):
    """Gives the run that was chosen, read from its file, or None when it was left with escape.

    Files are read and deleted on a thread of their own: a disk may be slow, or far away.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "close", key_display="esc"),
        Binding("d,delete", "delete", "delete"),
    ]

    def __init__(self, runs: Sequence[RecentRun]) -> None:
        super().__init__()
        self._runs = runs
        self._asked_about: RecentRun | None = None
        """The run that is deleted when that is asked for once more."""

    def compose(self) -> ComposeResult:
        with Vertical(id="runs") as box:
            box.border_title = "Saved runs"
            box.border_subtitle = "enter goes on with it · d deletes · esc closes"
            yield Static(line_shown(HEADING), id="runs-heading")
            yield SteadyList(*options_of(self._runs))
            yield Static(f"{BOUND}.", id="runs-status", markup=False)

    def on_mount(self) -> None:
        """Begin with the newest that is not here already."""
        others = (index for index, run in enumerate(self._runs) if not run.files.is_open_here)
        self.query_one(SteadyList).highlighted = next(others, 0)

    @property
    def _highlighted(self) -> RecentRun | None:
        index = self.query_one(SteadyList).highlighted
        return None if index is None else self._runs[index]

    def _say(self, sentence: str) -> None:
        self.query_one("#runs-status", Static).update(sentence)

    @on(OptionList.OptionHighlighted)
    def ask_about_another(self) -> None:
        if self._asked_about is not None and self._asked_about != self._highlighted:
            self._asked_about = None
            self._say(f"{BOUND}.")

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        self._asked_about = None
        run = self._runs[event.option_index]
        if run.files.is_open_here:
            self.dismiss(None)
        else:
            self._read(run)

    @work(exclusive=True)
    async def _read(self, run: RecentRun) -> None:
        # What reads a run is imported with the first.
        from microtui.saving.chosen_run import read_run

        try:
            saved = await asyncio.to_thread(read_run, run.path)
        except ConfigurationError as error:
            self._say(sentence(error))
        else:
            self.dismiss(saved)

    def action_delete(self) -> None:
        """Delete the run under the cursor, once that was asked for twice."""
        run = self._highlighted
        if run is None:
            return
        if run != self._asked_about:
            self._asked_about = run
            self._say(f"d once more deletes run {run.number} for good.")
            return
        self._asked_about = None
        self._delete(run)

    @work(exclusive=True)
    async def _delete(self, run: RecentRun) -> None:
        try:
            await asyncio.to_thread(delete, run)
        except ConfigurationError as error:
            self._say(sentence(error))
            return
        self._runs = await asyncio.to_thread(recent_runs)
        shown = self.query_one(SteadyList)
        index = shown.highlighted
        shown.clear_options().add_options(options_of(self._runs))
        if self._runs:
            shown.highlighted = min(index or 0, len(self._runs) - 1)
        self._say(f"Run {run.number} is deleted; {len(self._runs) or 'none'} left.")


def sentence(error: ConfigurationError) -> str:
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."


def options_of(runs: Sequence[RecentRun]) -> list[Option]:
    return [Option(line_shown(line_of(run))) for run in runs]


def line_shown(line: str) -> Text:
    """Where there is no room for all of it, as much as there is."""
    return Text(line, no_wrap=True, overflow="crop")
