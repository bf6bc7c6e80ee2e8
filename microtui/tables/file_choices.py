"""The files and folders that a path being typed could go on to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from engine.errors import ConfigurationError
from microtui.settings.home_path import expanded

MOST_CHOICES = 200
"""More than anybody goes through; typing on makes them fewer."""


@dataclass(frozen=True)
class FileChoice:
    """A file, or a folder to look into."""

    path: str
    """As it would be typed, with all that stood before it; that of a folder ends in a slash."""
    name: str
    is_folder: bool
    size: int
    """Bytes; 0 for a folder."""


def file_choices(typed: str) -> Sequence[FileChoice]:
    """What is in the folder that is typed and begins as the rest does: folders first, by name.

    Capital letters count only where one was typed. Hidden ones need their dot. A folder that is not
    there, or may not be looked into, has nothing in it.
    """
    folder, beginning = os.path.split(typed)
    before = typed[: len(typed) - len(beginning)]
    is_exact = beginning != beginning.lower()
    choices = []
    try:
        with os.scandir(expanded(folder) if folder else ".") as entries:
            for entry in entries:
                name = entry.name if is_exact else entry.name.lower()
                is_hidden = entry.name.startswith(".") and not beginning.startswith(".")
                if name.startswith(beginning) and not is_hidden and entry.name.isprintable():
                    choices.append(choice_of(entry, before))
    except (OSError, ValueError, ConfigurationError):
        return ()
    choices.sort(key=lambda each: (not each.is_folder, each.name.lower(), each.name))
    return choices[:MOST_CHOICES]


def choice_of(entry: os.DirEntry[str], before: str) -> FileChoice:
    """This entry of a folder, by the path that was typed `before` its name."""
    if is_folder(entry):
        return FileChoice(f"{before}{entry.name}/", entry.name, True, 0)
    try:
        size = entry.stat().st_size
    except OSError:
        # Gone meanwhile, or a link to nowhere: whoever opens it is told.
        size = 0
    return FileChoice(before + entry.name, entry.name, False, size)


def is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def completed(typed: str, choices: Sequence[FileChoice]) -> str:
    """What is typed with all letters that each choice goes on with."""
    columns = zip(*(each.path for each in choices), strict=False)
    same = [letters[0] for letters in takewhile(lambda each: len(set(each)) == 1, columns)]
    return "".join(same) if len(same) > len(typed) else typed


def file_at(typed: str) -> Path | None:
    """The file that is typed in full; None where there is none, or a folder.

    Raises `ConfigurationError` where a home is meant that there is not.
    """
    try:
        path = Path(expanded(typed))
        return path if path.exists() and not path.is_dir() else None
    except (OSError, ValueError):
        return None
