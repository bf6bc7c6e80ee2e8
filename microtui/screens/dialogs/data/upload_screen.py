"""Waits for data of the visitor's own: the page around this one asks for them."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from engine.errors import ConfigurationError
from microtui.screens.dialogs.data.data_chosen import DataChosen
from microtui.tables.limits import MOST_BYTES_ON_A_PAGE
from microtui.tables.read_table import table_from_bytes
from microtui.tables.table_error import TableFileError
from microtui.terminal.application.steady_parts import Dialog
from microtui.terminal.page.page_messages import FileCame, NoFile
from microtui.terminal.page.tell_page import tell_page
from microtui.words.option_names import without_dashes

ASKED = (
    "The page asks for it: choose a file of yours, or paste a table. Numbers in columns, as a "
    "spreadsheet or a program writes them: CSV, TSV, also .gz."
)

LONGEST_NAME = 100
"""Characters."""

WITHOUT_NAME = "data.csv"


class UploadScreen(Dialog[DataChosen | None]):
    """Gives what the visitor has chosen, read, or None when that was closed.

    It may be closed, here or on the page, while a file is being read: then nothing comes of that.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close", key_display="esc"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._one_by_one = asyncio.Lock()

    def compose(self) -> ComposeResult:
        with Vertical(id="data-upload", classes="dialog") as box:
            box.border_title = "Learn from your own data"
            box.border_subtitle = "esc closes"
            yield Static(ASKED, id="data-status", markup=False)

    def on_mount(self) -> None:
        self._ask()
        # A page that has been opened anew knows nothing of it.
        self.app.app_resume_signal.subscribe(self, lambda _: self._ask())

    def _ask(self, sentence: str = "") -> None:
        """The sentence says why once more."""
        tell_page(self.app, "ask_file", sentence=sentence)

    @on(NoFile)
    def action_close(self) -> None:
        # The page may have been asked anew after the visitor has closed what it asked with.
        self._end(None)

    def _end(self, chosen: DataChosen | None) -> None:
        if self.is_active:
            tell_page(self.app, "close_file")
            self.dismiss(chosen)

    @on(FileCame)
    def take_file(self, message: FileCame) -> None:
        """Beside all else: whoever leaves while it is read is heard at once."""
        self._read(own_name(message.name), message.path)

    @work
    async def _read(self, name: str, path: Path) -> None:
        try:
            async with self._one_by_one:
                self._say(f"Reading {name} …")
                data = await asyncio.to_thread(taken_bytes, name, path)
                table = partial(table_from_bytes, name, data, most_bytes=MOST_BYTES_ON_A_PAGE)
                read = await asyncio.to_thread(table)
        except ConfigurationError as error:
            self._ask_anew(error)
        else:
            self._end(DataChosen(name, "", read, table))
        finally:
            # Whoever has left has not waited for its turn.
            path.unlink(missing_ok=True)

    def _ask_anew(self, error: ConfigurationError) -> None:
        """What is of no use is told, and the page asks once more."""
        if self.is_active:
            sentence = without_dashes(f"{error}.")
            self._say(sentence)
            self._ask(sentence)

    def _say(self, text: str) -> None:
        self.query_one("#data-status", Static).update(text)


def taken_bytes(name: str, path: Path) -> bytes:
    """What the file holds that is called so, and is not kept: a visitor may choose many."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TableFileError(f"{name} cannot be read: {error.strerror}") from None
    finally:
        path.unlink(missing_ok=True)
    if len(data) > MOST_BYTES_ON_A_PAGE:
        raise TableFileError(
            f"{name} has {len(data):,} bytes: at most {MOST_BYTES_ON_A_PAGE:,} are read here"
        )
    return data


def own_name(name: str) -> str:
    """What a visitor calls a file, without a folder, and without what is no character."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(filter(str.isprintable, last)).strip()[:LONGEST_NAME] or WITHOUT_NAME
