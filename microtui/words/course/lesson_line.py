"""A lesson in a line of the list of all."""

from __future__ import annotations

from microtui.course.lesson import Lesson
from microtui.course.progress import CourseProgress, fitted, progress_key

TITLE_WIDTH = 40


def heading() -> str:
    return line("", "lesson", "minutes", "done")


def lesson_line(lesson: Lesson, progress: CourseProgress) -> str:
    number = "" if lesson.number is None else str(lesson.number)
    return line(number, lesson.title, str(lesson.minutes), done_text(lesson, progress))


def line(number: str, title: str, minutes: str, done: str) -> str:
    return f" {number:>2}  {title:<{TITLE_WIDTH}} {minutes:>7}  {done}"


def done_text(lesson: Lesson, progress: CourseProgress) -> str:
    """Whether it was gone through, and where one is in it; nothing where it was not begun."""
    kept = fitted(progress.of(progress_key(lesson)), lesson)
    done = "done" if kept.is_finished else ""
    is_within = kept.step > 0 and not (kept.is_finished and kept.step == len(lesson.steps) - 1)
    within = f"at step {kept.step + 1} of {len(lesson.steps)}" if is_within else ""
    return ", ".join(filter(None, (done, within)))
