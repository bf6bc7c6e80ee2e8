"""The lesson that is meant: by its number, its name or its file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from engine.errors import ConfigurationError
from microtui.course.lesson import Lesson
from microtui.course.reading.lesson_files import lesson_file
from microtui.settings.home_path import expanded
from microtui.settings.near_name import nearest

SUFFIX = ".md"
MOST_DIGITS = 9


def chosen_lesson(typed: str, course: Sequence[Lesson]) -> Lesson:
    """Raises `ConfigurationError` where there is none of this number or name, and with what is
    wrong in a file."""
    if is_path(typed):
        return lesson_file(Path(expanded(typed)))
    number = int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else None
    for lesson in course:
        if typed == lesson.name or (number is not None and number == lesson.number):
            return lesson
    near = None if number is not None else near_name(typed, course)
    meant = f"did you mean {near}?" if near else "microtui learn --list lists all"
    raise ConfigurationError(f"there is no lesson {typed!r}; {meant}")


def near_name(typed: str, course: Sequence[Lesson]) -> str | None:
    """The name of the lesson that may be meant: by its name, its title, or a part of its name."""
    names = {lesson.name: lesson.name for lesson in course}
    titles = {lesson.title.lower().replace(" ", "-"): lesson.name for lesson in course}
    holding = [name for name in names if typed.lower() in name]
    return nearest(typed, titles | names) or (holding[0] if len(holding) == 1 else None)


def is_path(typed: str) -> bool:
    """Names of lessons have no ending and no slash."""
    return typed.endswith(SUFFIX) or os.sep in typed or typed.startswith("~")


def lesson_with(key: str, course: Sequence[Lesson]) -> Lesson | None:
    """The one that progress is kept of by this key; None where it is no more, or cannot be read."""
    for lesson in course:
        if lesson.name == key:
            return lesson
    try:
        return lesson_file(Path(key)) if is_path(key) else None
    except ConfigurationError:
        return None
