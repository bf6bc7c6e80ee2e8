"""The way to data of the reader's own: a file, then how it is to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from engine.data.table import Table
from microtui.terminal.application.steady_parts import Dialog
from microtui.terminal.served import is_served

if TYPE_CHECKING:
    from microtui.screens.dialogs.data.data_chosen import DataChosen


def data_dialog(typed: str) -> Dialog[DataChosen | None]:
    """On a page there are no files: the page asks for one."""
    if is_served():
        from microtui.screens.dialogs.data.upload_screen import UploadScreen

        return UploadScreen()
    from microtui.screens.dialogs.data.data_screen import DataScreen

    return DataScreen(typed)


async def own_table(app: App[object]) -> Table | None:
    """The table that was agreed to; None where nothing was chosen.

    Who goes back from how a file was read is asked for a file once more, that one first.
    """
    # What reads files is imported with the first.
    from microtui.screens.dialogs.data.reading_screen import ReadingScreen

    typed = ""
    while (chosen := await app.push_screen_wait(data_dialog(typed))) is not None:
        table = await app.push_screen_wait(ReadingScreen(chosen))
        if table is not None:
            return table
        typed = chosen.typed
    return None
