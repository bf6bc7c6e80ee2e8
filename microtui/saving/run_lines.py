"""Saved runs as a table: a line each, in columns that fit 80, plain text that can be searched."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from microtui.saving.recent_runs import RecentRun

DATA, NETWORK, LOSS, SAVED = 16, 16, 10, 16
"""Cells of the columns that hold words: with them a line has 77, and there is room for a frame."""

HEADING = (
    f"{'#':>3}  {'data':{DATA}}  {'network':{NETWORK}}  {'epoch':>6}  {'loss':{LOSS}}  "
    f"{'saved':{SAVED}}"
).rstrip()

NO_LOSS, NOT_FINITE, DAMAGED = "-", "not finite", "damaged"


def lines_of(runs: Iterable[RecentRun]) -> list[str]:
    """The whole table, beneath its heading."""
    return [HEADING, *map(line_of, runs)]


def line_of(run: RecentRun) -> str:
    """The line of one run in the table."""
    summary = run.summary
    where = "open here" if run.files.is_open_here else "open now"
    saved = where if run.is_open else saved_time(run)
    if summary is None:
        data, network, epoch, loss = DAMAGED, "", "", ""
    else:
        data, network = summary.dataset, "-".join(map(str, summary.sizes))
        epoch, loss = str(summary.epoch), loss_text(summary.loss, has_loss=summary.has_loss)
    return (
        f"{run.number:>3}  {column(data, DATA)}  {column(network, NETWORK)}  {epoch:>6}  "
        f"{loss:{LOSS}}  {saved}"
    )


def loss_text(loss: float | None, *, has_loss: bool) -> str:
    if loss is None:
        return NOT_FINITE if has_loss else NO_LOSS
    return f"{loss:.4g}"


def saved_time(run: RecentRun) -> str:
    """Here, to the minute."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(run.saved_at))


def column(text: str, width: int) -> str:
    """Of just so many cells: too long a text ends with dots, and a character that would do
    something to the terminal is a question mark."""
    from rich.cells import cell_len, set_cell_size

    text = "".join(each if each.isprintable() else "?" for each in text)
    if cell_len(text) > width:
        text = f"{set_cell_size(text, width - 2)}.."
    return set_cell_size(text, width)
