"""Asks for a file of the reader's own to learn from: typed, completed, or found in a list."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from engine.errors import ConfigurationError
from microtui.screens.dialogs.data.data_chosen import DataChosen
from microtui.tables.file_choices import FileChoice, completed, file_at, file_choices
from microtui.tables.read_table import read_table
from microtui.terminal.application.steady_parts import Dialog, SteadyList

HINT = "Numbers in columns, as a spreadsheet or a program writes them: CSV, TSV, also .gz."


class DataScreen(Dialog[DataChosen | None]):
    """Gives the file that was chosen, read, or None when it was closed with escape.

    Folders are listed and files read on a thread of their own, for a disk may be slow, or far away;
    keys that were typed ahead wait for that.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "close", key_display="esc"),
        Binding("down", "go(1)", "next", priority=True),
        Binding("up", "go(-1)", "previous", priority=True),
        Binding("pagedown", "go(8)", "eight on", priority=True),
        Binding("pageup", "go(-8)", "eight back", priority=True),
        Binding("tab", "complete", "complete", priority=True),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (21, "-tall")]  # noqa: RUF012

    def __init__(self, typed: str = "") -> None:
        super().__init__()
        self._typed = typed
        self._choices: Sequence[FileChoice] = ()
        self._listed: str | None = None
        """What was typed when the choices were listed."""

    def compose(self) -> ComposeResult:
        with Vertical(id="data-file", classes="dialog") as box:
            box.border_title = "Learn from a file"
            box.border_subtitle = "enter takes it · tab completes · esc closes"
            yield Input(
                self._typed,
                placeholder="a path, such as ~/iris.csv",
                select_on_focus=False,
                compact=True,
            )
            options = SteadyList()
            options.can_focus = False
            yield options
            yield Static(HINT, id="data-status", markup=False)

    def on_mount(self) -> None:
        # Keys that were typed ahead find the field there before the disk has answered.
        self.call_later(self._list, self._typed)

    @on(Input.Changed)
    async def list_what_fits(self, event: Input.Changed) -> None:
        if event.value == self.query_one(Input).value:
            await self._list(event.value)

    async def _list(self, typed: str) -> None:
        """Show what could be typed next."""
        if typed == self._listed:
            return
        self._listed = typed
        self._choices = await asyncio.to_thread(file_choices, typed)
        options = self.query_one(SteadyList)
        options.clear_options().add_options([Option(line_of(each)) for each in self._choices])
        if self._choices:
            options.highlighted = 0
        self._say(HINT if self._choices or not typed else f"Nothing here begins with {typed}.")

    def _say(self, text: str) -> None:
        self.query_one("#data-status", Static).update(text)

    def _put(self, path: str) -> None:
        """Have this be typed."""
        typed = self.query_one(Input)
        typed.value = path
        typed.cursor_position = len(path)

    def action_go(self, options: int) -> None:
        """So many options on or back, while what is typed goes on to be typed."""
        if self._choices:
            listed = self.query_one(SteadyList)
            place = (listed.highlighted or 0) + options
            listed.highlighted = min(max(place, 0), len(self._choices) - 1)

    async def action_complete(self) -> None:
        """Type what all choices go on with; where that is nothing, the one that is highlighted."""
        typed = self.query_one(Input).value
        await self._list(typed)
        whole = completed(typed, self._choices)
        highlighted = self._highlighted
        if whole == typed and highlighted is not None:
            whole = highlighted.path
        self._put(whole)

    @property
    def _highlighted(self) -> FileChoice | None:
        index = self.query_one(SteadyList).highlighted
        return None if index is None or index >= len(self._choices) else self._choices[index]

    @on(Input.Submitted)
    async def take_typed(self, event: Input.Submitted) -> None:
        """The file that is typed, or else the choice that is highlighted."""
        typed = event.value.strip()
        await self._list(event.value)
        try:
            path = await asyncio.to_thread(file_at, typed)
        except ConfigurationError as error:
            self._say(f"{error}.")
            return
        if path is not None and not self._is_another_highlighted(typed):
            await self._read(path, typed)
        elif "://" in typed:
            self._say("That is an address, not a file: download it first, then name the file.")
        else:
            await self._take(self._highlighted)

    def _is_another_highlighted(self, typed: str) -> bool:
        """Whether somebody has gone down the list from a file that is typed in full."""
        index = self.query_one(SteadyList).highlighted
        highlighted = self._highlighted
        return bool(index) and highlighted is not None and highlighted.path != typed

    @on(OptionList.OptionSelected)
    async def take_clicked(self, event: OptionList.OptionSelected) -> None:
        await self._take(self._choices[event.option_index])

    async def _take(self, choice: FileChoice | None) -> None:
        if choice is None:
            typed = self.query_one(Input).value.strip()
            self._say(f"There is no file {typed}." if typed else "A path is needed.")
        elif choice.is_folder:
            self._put(choice.path)
        else:
            path = await asyncio.to_thread(file_at, choice.path)
            await self._read(path or Path(choice.path), choice.path)

    async def _read(self, path: Path, typed: str) -> None:
        self._say(f"Reading {path.name} …")
        try:
            read = await asyncio.to_thread(read_table, path)
        except ConfigurationError as error:
            self._say(f"{error}.")
        else:
            self.dismiss(DataChosen(path.name, typed, read, partial(read_table, path)))


def line_of(choice: FileChoice) -> Text:
    """A folder with a slash, a file with its size."""
    if choice.is_folder:
        return Text(f"{choice.name}/", style="bold")
    return Text.assemble(choice.name, ("  " + size_text(choice.size), "dim"))


def size_text(size: int) -> str:
    """`812 bytes`, `34 KB`, `2.1 MB`."""
    if size < 1_000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{size / 1_000:.0f} KB"
    return f"{size / 1_000_000:.1f} MB"
