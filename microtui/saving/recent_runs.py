"""The runs that have been saved: which there are, and the one to go on with."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path

from engine.replay.saved_run import SavedSession
from microtui.saving.run_file import RunFileError, read, read_header
from microtui.saving.run_store import PREVIOUS, SUFFIX, run_directory

MOST_RUNS = 20
"""As many are kept."""


@dataclass(frozen=True)
class RecentRun:
    """A saved run, newest first by its number from 1."""

    number: int
    path: Path
    saved_at: float
    description: str


def recent_runs(directory: Path | None = None) -> list[RecentRun]:
    """What has been saved, newest first; files that are none of ours are left out."""
    directory = directory or run_directory()
    stems = {path.stem for suffix in (SUFFIX, PREVIOUS) for path in directory.glob(f"*{suffix}")}
    found = []
    for stem in stems:
        path = directory / f"{stem}{SUFFIX}"
        present = path if path.exists() else path.with_suffix(PREVIOUS)
        with contextlib.suppress(OSError):
            found.append((present.stat().st_mtime, path, describe(present)))
    found.sort(key=lambda entry: entry[0], reverse=True)
    return [
        RecentRun(number, path, saved_at, description)
        for number, (saved_at, path, description) in enumerate(found, start=1)
    ]


def forget_oldest(directory: Path) -> None:
    """Keep the newest runs only."""
    for run in recent_runs(directory)[MOST_RUNS:]:
        for suffix in (SUFFIX, PREVIOUS):
            with contextlib.suppress(OSError):
                run.path.with_suffix(suffix).unlink()


def describe(path: Path) -> str:
    try:
        header = read_header(path)
    except RunFileError:
        return "damaged"
    sizes = "-".join(map(str, header.get("sizes", ())))
    return f"{header.get('dataset')}  {sizes}  epoch {header.get('epoch')}"


def load(which: str, directory: Path | None = None) -> SavedSession:
    """A saved run by its file, by its number in the list of recent runs, or the `last` one.

    An empty text is the only one there is. Raises `RunFileError`: with the list where there are
    several, and with the save before it where that is still good.
    """
    path = chosen_path(which, directory)
    try:
        return read(path)
    except RunFileError as error:
        previous = path.with_suffix(PREVIOUS)
        try:
            read(previous)
        except RunFileError:
            raise error from None
        if not path.exists():
            return read(previous)
        raise RunFileError(f"{error}; the save before it is good: --resume {previous}") from None


def chosen_path(which: str, directory: Path | None) -> Path:
    if which and which != "last" and not which.isdecimal():
        return Path(which)
    runs = recent_runs(directory)
    if not runs:
        raise RunFileError(f"there is no saved run in {directory or run_directory()} yet")
    if which == "last" or (which == "" and len(runs) == 1):
        return runs[0].path
    if which.isdecimal() and 1 <= int(which) <= len(runs):
        return runs[int(which) - 1].path
    if which:
        raise RunFileError(f"saved runs have numbers from 1 to {len(runs)}, got {which}")
    raise SeveralRunsError(runs)


class SeveralRunsError(RunFileError):
    """There is a choice of saved runs."""

    def __init__(self, runs: list[RecentRun]) -> None:
        super().__init__(
            "there are several saved runs: say which with --resume NUMBER, or --resume last"
        )
        self.lines = [
            f"{run.number:>3}  {time.strftime('%Y-%m-%d %H:%M', time.localtime(run.saved_at))}  "
            f"{run.description}  {run.path}"
            for run in runs
        ]
