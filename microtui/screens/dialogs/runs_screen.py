"""The saved runs: one to go on with, or some to delete."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from engine.errors import ConfigurationError
from engine.replay.saved_run import SavedSession
from microtui.saving.kept_files import bounds
from microtui.saving.recent_runs import RecentRun, delete, recent_runs
from microtui.saving.run_lines import HEADING, line_of
from microtui.terminal.application.steady_parts import Dialog, SteadyList

NOTHING_SAVED = "There is no saved run yet: a run is saved once something has happened in it."


class RunsScreen(Dialog[SavedSession | None]):
    """Gives the run that was chosen, read from its file, or None when it was left with escape.

    Files are read and deleted on a thread of their own, for a disk may be slow, or far away; keys
    that were typed ahead wait for that: they are meant for what is there then.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "close", key_display="esc"),
        Binding("d,delete", "delete", "delete"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (21, "-tall")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self._runs: Sequence[RecentRun] = ()
        self._asked_about: RecentRun | None = None
        """The run that is deleted when that is asked for once more."""

    def compose(self) -> ComposeResult:
        with Vertical(id="runs") as box:
            box.border_title = "Saved runs"
            box.border_subtitle = "enter goes on with it · d deletes · esc closes"
            yield Static(HEADING, id="runs-heading", markup=False)
            yield SteadyList()
            yield Static(id="runs-status", markup=False)

    async def on_mount(self) -> None:
        await self._list()
        others = (index for index, run in enumerate(self._runs) if not run.files.is_open_here)
        # One is here already; to go on with another is what one comes for.
        self._highlight(next(others, 0))
        self._say(f"{bounds().sentence}." if self._runs else NOTHING_SAVED)

    async def _list(self) -> None:
        self._runs = await asyncio.to_thread(recent_runs)
        options = [Option(Text(line_of(run)), id=run.path.name) for run in self._runs]
        self.query_one(SteadyList).clear_options().add_options(options)

    def _highlight(self, index: int) -> None:
        if self._runs:
            self.query_one(SteadyList).highlighted = min(index, len(self._runs) - 1)

    @property
    def _highlighted(self) -> RecentRun | None:
        option = self.query_one(SteadyList).highlighted_option
        return None if option is None else self._run_named(option.id)

    def _run_named(self, name: str | None) -> RecentRun | None:
        """None where it has just been deleted."""
        return next((run for run in self._runs if run.path.name == name), None)

    def _say(self, sentence: str) -> None:
        self.query_one("#runs-status", Static).update(sentence)

    @on(OptionList.OptionHighlighted)
    def ask_about_another(self) -> None:
        if self._asked_about is not None and self._asked_about != self._highlighted:
            self._asked_about = None
            self._say(f"{bounds().sentence}.")

    @on(OptionList.OptionSelected)
    async def choose(self, event: OptionList.OptionSelected) -> None:
        self._asked_about = None
        run = self._run_named(event.option_id)
        if run is None:
            return
        if run.files.is_open_here:
            self.dismiss(None)
        else:
            await self._read(run)

    async def _read(self, run: RecentRun) -> None:
        # What reads a run is imported with the first.
        from microtui.saving.chosen_run import read_run

        try:
            saved = await asyncio.to_thread(read_run, run.path)
        except ConfigurationError as error:
            self._say(sentence(error))
        else:
            self.dismiss(saved)

    async def action_delete(self) -> None:
        """Delete the run under the cursor, once that was asked for twice."""
        run = self._highlighted
        if run is None:
            return
        if run != self._asked_about:
            self._asked_about = run
            self._say(f"d once more deletes run {run.number} for good.")
            return
        self._asked_about = None
        await self._delete(run)

    async def _delete(self, run: RecentRun) -> None:
        try:
            await asyncio.to_thread(delete, run)
        except ConfigurationError as error:
            self._say(sentence(error))
            return
        index = self.query_one(SteadyList).highlighted
        await self._list()
        self._highlight(index or 0)
        self._say(f"Run {run.number} is deleted; {len(self._runs) or 'none'} left.")


def sentence(error: ConfigurationError) -> str:
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."
