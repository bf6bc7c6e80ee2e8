"""The runs that have been saved, each with what a list says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from microtui.saving.kept_files import KeptRun, kept_runs, run_directory
from microtui.saving.run_header import RunFileError, RunSummary, read_summary
from microtui.terminal.served import told_path


@dataclass(frozen=True)
class RecentRun:
    """A saved run, newest first by its number from 1."""

    number: int
    files: KeptRun
    summary: RunSummary | None
    """What its file says it is; None where that is of no use."""
    is_open: bool
    """Whether a running program is saving in it."""

    @property
    def path(self) -> Path:
        return self.files.path

    @property
    def saved_at(self) -> float:
        return self.files.saved_at


def recent_runs(directory: Path | None = None) -> list[RecentRun]:
    """What has been saved, newest first; files that are none of ours are left out."""
    return [
        RecentRun(number, files, summary_in(files), files.is_open)
        for number, files in enumerate(kept_runs(directory or run_directory()), start=1)
    ]


def summary_in(files: KeptRun) -> RunSummary | None:
    try:
        return read_summary(files.present)
    except RunFileError:
        return None


def run_numbered(number: int, runs: Sequence[RecentRun]) -> RecentRun:
    """Raises `RunFileError` where there is none of this number."""
    if not runs:
        raise RunFileError("there is no saved run yet")
    if not 1 <= number <= len(runs):
        raise RunFileError(f"saved runs have numbers from 1 to {len(runs)}, got {number}")
    return runs[number - 1]


def require_deletable(run: RecentRun) -> None:
    """Raises `RunFileError` where a running program would only save it again."""
    if run.files.is_open_here:
        raise RunFileError(f"saved run {run.number} is the one that you are in")
    if run.files.is_open:
        raise RunFileError(
            f"saved run {run.number} is open in a program that is running: leave that first"
        )


def delete(run: RecentRun) -> None:
    """Raises `RunFileError` where it is open, or cannot be deleted; that it has gone is as well."""
    require_deletable(run)
    try:
        run.files.delete()
    except OSError as error:
        raise RunFileError(f"{told_path(run.path)} cannot be deleted: {error.strerror}") from None
