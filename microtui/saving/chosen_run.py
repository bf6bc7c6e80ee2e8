"""The saved run to go on with, of those that there are."""

from __future__ import annotations

from pathlib import Path

from engine.replay.saved_run import SavedSession
from microtui.saving.kept_files import PREVIOUS, run_directory
from microtui.saving.recent_runs import RecentRun, recent_runs, run_numbered
from microtui.saving.run_file import read
from microtui.saving.run_header import RunFileError
from microtui.saving.run_lines import lines_of
from microtui.terminal.served import is_served, told_in

MOST_DIGITS = 9
MOST_SHOWN = 10
"""So many stand on any screen above the sentence that they are for."""


def load(which: str, directory: Path | None = None) -> SavedSession:
    """A saved run by its file, by its number in the list of recent runs, or the `last` one.

    An empty text is the only one there is. Raises `RunFileError`: with the list where there are
    several, and with the save before it where that is still good.
    """
    return read_run(chosen_path(which, directory))


def read_run(path: Path) -> SavedSession:
    """The run that is saved there; raises as `load` does."""
    try:
        return read(path)
    except RunFileError as error:
        previous = path.with_suffix(PREVIOUS)
        try:
            read(previous)
        except RunFileError:
            raise error from None
        if is_served() or not path.exists():
            return read(previous)
        raise RunFileError(f"{error}; the save before it is good: --resume {previous}") from None


def chosen_path(which: str, directory: Path | None) -> Path:
    is_number = which.isdecimal() and len(which) <= MOST_DIGITS
    if which and which != "last" and not is_number:
        return Path(which)
    runs = recent_runs(directory)
    if not runs:
        raise RunFileError(f"there is no saved run{told_in(directory or run_directory())} yet")
    if which == "last" or (which == "" and len(runs) == 1):
        return runs[0].path
    if which:
        return run_numbered(int(which), runs).path
    raise SeveralRunsError(runs)


class SeveralRunsError(RunFileError):
    """There is a choice of saved runs; `lines` are those of the newest."""

    def __init__(self, runs: list[RecentRun]) -> None:
        super().__init__(
            f"there are {len(runs)} saved runs, which microtui runs lists: say which with --resume "
            "NUMBER, or --resume last"
        )
        self.lines = lines_of(runs[:MOST_SHOWN])
