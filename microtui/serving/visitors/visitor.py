"""One who has come, and what is kept of them beside their runs."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from microtui.saving.kept_files import kept_runs
from microtui.serving.visitors.given_name import given_name

FILE = "visitor.json"
RUNS = Path("state", "microtui", "runs")
COURSE = Path("state", "microtui", "course")
"""Where their program keeps what they have done, in their folder."""


@dataclass(frozen=True)
class Visitor:
    """A browser that came, and comes again."""

    number: int
    """From 1, as they came."""
    name: str
    """What they want to be called; empty until they have said so."""
    folder: Path
    since: float
    """When they first came, in seconds since 1970."""
    began_with: tuple[str, ...] = ()
    """The arguments that their first run was begun with, the last time that one was."""

    @property
    def has_saved_run(self) -> bool:
        return bool(kept_runs(self.folder / RUNS))

    @property
    def has_something_to_lose(self) -> bool:
        """A run, or how far they are in the course."""
        course = self.folder / COURSE
        return self.has_saved_run or (course.is_dir() and any(course.iterdir()))


def read_visitor(folder: Path) -> Visitor:
    """Raises OSError where nothing is kept of them, ValueError where it is damaged."""
    try:
        kept = json.loads((folder / FILE).read_bytes())
        number, since, began_with = kept["number"], kept["since"], kept["began_with"]
        if not isinstance(number, int) or not isinstance(since, int | float):
            raise ValueError("no numbers")
        return Visitor(number, given_name(kept["name"]), folder, since, tuple(map(str, began_with)))
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"{folder / FILE} is damaged") from error


def write_visitor(visitor: Visitor) -> None:
    """Whole or not at all. Raises OSError where it cannot."""
    kept = {
        "number": visitor.number,
        "name": visitor.name,
        "since": visitor.since,
        "began_with": visitor.began_with,
    }
    path = visitor.folder / FILE
    new = path.with_suffix(".new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(kept, file)
    os.replace(new, path)
