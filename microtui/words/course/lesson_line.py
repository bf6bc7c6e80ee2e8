"""A lesson in a line of the list of all."""

from __future__ import annotations

from microtui.course.lesson import Lesson
from microtui.course.progress import CourseProgress, fitted, progress_key
from microtui.words.cut_text import CUT

WIDEST, NARROWEST = 40, 16
"""Columns of a title."""
OTHERS = 38
"""Columns of all that stands in a line beside it, with the longest that is said of what is done."""


def title_width(width: int) -> int:
    """In a list of this width."""
    return min(max(width - OTHERS, NARROWEST), WIDEST)


def heading(width: int) -> str:
    return line("", "lesson", "minutes", "done", width)


def lesson_line(lesson: Lesson, progress: CourseProgress, width: int) -> str:
    number = "" if lesson.number is None else str(lesson.number)
    return line(number, lesson.title, str(lesson.minutes), done_text(lesson, progress), width)


def line(number: str, title: str, minutes: str, done: str, width: int) -> str:
    room = title_width(width)
    if len(title) > room:
        title = title[: room - len(CUT)] + CUT
    return f" {number:>2}  {title:<{room}} {minutes:>7}  {done}"


def done_text(lesson: Lesson, progress: CourseProgress) -> str:
    """Whether it was gone through, and where one is in it; nothing where it was not begun."""
    noted = fitted(progress.of(progress_key(lesson)), lesson)
    done = "done" if noted.is_finished else ""
    is_begun = noted.kept is not None or noted.step > 0
    is_through = noted.is_finished and noted.step == len(lesson.steps) - 1
    within = f"at step {noted.step + 1} of {len(lesson.steps)}"
    return ", ".join(filter(None, (done, within if is_begun and not is_through else "")))
