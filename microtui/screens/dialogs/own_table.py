"""The way to data of the reader's own: a file, then how it is to be read."""

from __future__ import annotations

from textual.app import App

from engine.data.table import Table


async def own_table(app: App[object]) -> Table | None:
    """The table that was agreed to; None where nothing was chosen.

    Who goes back from how a file was read is asked for a file once more, that one first.
    """
    # What reads files is imported with the first.
    from microtui.screens.dialogs.data_screen import DataScreen
    from microtui.screens.dialogs.reading_screen import ReadingScreen

    typed = ""
    while (chosen := await app.push_screen_wait(DataScreen(typed))) is not None:
        table = await app.push_screen_wait(ReadingScreen(chosen))
        if table is not None:
            return table
        typed = chosen.typed
    return None
