"""The files that runs are saved in: which there are, which are being written, and which go when
there are too many."""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_state_path

from microtui.saving.file_lock import is_locked
from microtui.terminal.served import is_served

SUFFIX = ".run"
PREVIOUS = ".previous"
"""The save before it, which stays beside it."""
NEW = ".new"
"""The save after it, while it is being written."""

MOST_RUNS = 100
MOST_BYTES = 500_000_000
"""As many are kept, and as much: a run takes 0.1 to 0.4 MB, the largest there can be 150 MB."""

FEWEST_RUNS = 3
"""The newest, which are kept however large they are."""

MOST_SERVED_RUNS = 20
MOST_SERVED_BYTES = 40_000_000
"""The same of one visitor, among many on a machine of somebody else."""

FEWEST_SERVED_RUNS = 1

UNFINISHED_TIME = 3600.0
"""Seconds after which nobody is writing any more what was left unfinished."""


@dataclass(frozen=True)
class Bounds:
    """How many runs are kept, and how much of them."""

    runs: int
    size: int
    """Bytes."""
    fewest: int
    """The newest, which are kept however large they are."""

    @property
    def sentence(self) -> str:
        return f"The newest {self.runs} are kept, up to {self.size // 1_000_000} MB"


def bounds() -> Bounds:
    if is_served():
        return Bounds(MOST_SERVED_RUNS, MOST_SERVED_BYTES, FEWEST_SERVED_RUNS)
    return Bounds(MOST_RUNS, MOST_BYTES, FEWEST_RUNS)


def run_directory() -> Path:
    return user_state_path("microtui") / "runs"


def course_directory() -> Path:
    """Where it is kept how far the reader is in the course."""
    return user_state_path("microtui") / "course"


@dataclass(frozen=True)
class KeptRun:
    """The files of one saved run."""

    path: Path
    """Where the newest save of it is meant to be."""
    present: Path
    """Where the newest one is: between two steps of a save, and after some failures, only the one
    before it is there."""
    saved_at: float
    size: int
    """Bytes of all its files."""

    @property
    def is_open(self) -> bool:
        """Whether a running program is saving in it."""
        return is_locked(self.present)

    @property
    def is_open_here(self) -> bool:
        """Whether that program is this one."""
        return self.path.stem.endswith(f"-{os.getpid()}") and self.is_open

    def delete(self) -> None:
        """Raises OSError where that cannot be; what is not there any more is deleted already."""
        for suffix in (SUFFIX, PREVIOUS, NEW):
            self.path.with_suffix(suffix).unlink(missing_ok=True)


def kept_runs(directory: Path) -> list[KeptRun]:
    """What has been saved, newest first; files that are none of ours are left out."""
    stems = {path.stem for suffix in (SUFFIX, PREVIOUS) for path in directory.glob(f"*{suffix}")}
    found = []
    for stem in stems:
        # Another program may be saving here or tidying up.
        with contextlib.suppress(OSError):
            found.append(kept_run(directory / f"{stem}{SUFFIX}"))
    return sorted(found, key=lambda run: (run.saved_at, run.path.name), reverse=True)


def kept_run(path: Path) -> KeptRun:
    """Raises OSError where it has gone."""
    previous = path.with_suffix(PREVIOUS)
    present = path if path.exists() else previous
    size = sum(each.stat().st_size for each in (path, previous) if each.exists())
    return KeptRun(path, present, present.stat().st_mtime, size)


def forget_oldest(directory: Path) -> None:
    """Keep the newest runs only; what a running program is saving in stays, however old it is."""
    size, most = 0, bounds()
    for number, run in enumerate(kept_runs(directory), start=1):
        size += run.size
        is_beyond = number > most.runs or (size > most.size and number > most.fewest)
        if is_beyond and not run.is_open:
            with contextlib.suppress(OSError):
                run.delete()
    for unfinished in directory.glob(f"*{NEW}"):
        with contextlib.suppress(OSError):
            if time.time() - unfinished.stat().st_mtime > UNFINISHED_TIME:
                unfinished.unlink()
