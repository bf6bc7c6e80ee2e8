"""Where lessons are: those of the course, and any file of somebody's own."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from engine.errors import ConfigurationError
from microtui.course.lesson import Lesson
from microtui.course.reading.lesson import read_lesson
from microtui.settings.home_path import expanded
from microtui.settings.plain_text_file import text_of

OF_COURSE = re.compile(r"(?P<number>[0-9]{2})-(?P<name>[a-z0-9-]+)\.md")
NUMBERED = re.compile(r"[0-9]+[-_ ]+(?=.)")
FOLDER = "microtui/lessons"

MOST_BYTES = 400_000
"""Four for each character that a lesson may have."""

NEEDED = "a lesson in Markdown is needed"


def course() -> tuple[Lesson, ...]:
    """All lessons of the course, in their order."""
    return tuple(
        read_lesson(
            text_of(f"{FOLDER}/{entry.name}", entry.read_bytes(), NEEDED),
            file=f"{FOLDER}/{entry.name}",
            name=found["name"],
            number=int(found["number"]),
        )
        for found, entry in sorted(entries(), key=lambda each: each[0][0])
    )


def entries() -> Iterator[tuple[re.Match[str], Traversable]]:
    folder = files("microtui") / "lessons"
    for entry in folder.iterdir() if folder.is_dir() else ():
        found = OF_COURSE.fullmatch(entry.name)
        if found:
            yield found, entry


def lesson_file(path: str | Path) -> Lesson:
    """Anybody's lesson. Raises `ConfigurationError` for what is no file to be read, and
    `LessonError` for a mistake in it."""
    # Whatever somebody has called a file, its name does nothing to the terminal.
    shown = "".join(each if each.isprintable() else "?" for each in str(path))
    try:
        data = read_bytes(Path(expanded(str(path))), shown)
    except FileNotFoundError:
        raise ConfigurationError(f"there is no file {shown}: {NEEDED}") from None
    except OSError as error:
        raise ConfigurationError(f"{shown} cannot be read: {error.strerror or error}") from None
    except ValueError as error:
        if isinstance(error, ConfigurationError):
            raise
        raise ConfigurationError(f"{shown!r} cannot be read: {error}") from None
    if len(data) > MOST_BYTES:
        raise ConfigurationError(f"{shown} has more than {MOST_BYTES:,} bytes: {NEEDED}")
    text = text_of(shown, data, NEEDED)
    if not text.strip():
        raise ConfigurationError(f"{shown} is empty: {NEEDED}")
    name = NUMBERED.sub("", Path(shown).stem, count=1)
    return read_lesson(text, file=shown, name=name, number=None)


def read_bytes(path: Path, shown: str) -> bytes:
    """One byte too many at most."""
    if stat.S_ISDIR(path.stat().st_mode):
        raise ConfigurationError(f"{shown} is a directory: {NEEDED}")
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
