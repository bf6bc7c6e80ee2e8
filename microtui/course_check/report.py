"""What the check of lessons has found, as `microtui learn --check` prints it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from microtui.course.lesson import Lesson
from microtui.course_check.failure import LessonCheck, Tally


def check_lines(lesson: Lesson, check: LessonCheck) -> Iterator[str]:
    """What was looked at in one lesson, then what is wrong in it, then what is worth a look."""
    yield f"{name_of(lesson)}: {tally_text(check.tally)}"
    yield from map(str, check.failures)
    for note in check.notes:
        yield f"{note.file}, line {note.line}, a note: {note.sentence}"


def verdict_line(checks: Sequence[LessonCheck]) -> str:
    """The last line, which says whether all is well."""
    tally = reduce(Tally.plus, (check.tally for check in checks), Tally())
    failures = sum(len(check.failures) for check in checks)
    lessons = counted(len(checks), "lesson")
    if failures:
        return f"{lessons}, {tally_text(tally)}: {counted(failures, 'thing')} not so."
    return f"{lessons}, {tally_text(tally)}: all of it holds."


def name_of(lesson: Lesson) -> str:
    return lesson.title if lesson.number is None else f"{lesson.number}. {lesson.title}"


def tally_text(tally: Tally) -> str:
    return ", ".join(
        counted(number, kind.removesuffix("s"))
        for kind, number in zip(Tally._fields, tally, strict=True)
    )


def counted(number: int, kind: str) -> str:
    return f"{number} {kind}{'' if number == 1 else 's'}"
