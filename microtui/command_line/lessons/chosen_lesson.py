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
    if typed.isdecimal() and len(typed) <= MOST_DIGITS:
        return lesson_numbered(int(typed), course)
    if is_path(typed):
        return lesson_file(Path(expanded(typed)))
    names = {lesson.name: lesson for lesson in course}
    if typed in names:
        return names[typed]
    by_title = {lesson.title.lower().replace(" ", "-"): lesson.name for lesson in course}
    near = nearest(typed, {**by_title, **{name: name for name in names}})
    meant = f"did you mean {near}?" if near else "microtui learn --list lists all"
    raise ConfigurationError(f"there is no lesson {typed!r}; {meant}")


def lesson_numbered(number: int, course: Sequence[Lesson]) -> Lesson:
    for lesson in course:
        if lesson.number == number:
            return lesson
    numbers = [lesson.number for lesson in course if lesson.number is not None]
    raise ConfigurationError(
        f"lessons have numbers from {min(numbers)} to {max(numbers)}, got {number}"
    )


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
