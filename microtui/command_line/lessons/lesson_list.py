"""The lessons of the course as a table: a line each, plain text that can be searched."""

from __future__ import annotations

from collections.abc import Sequence

import click

from microtui.command_line.runs import print_lines
from microtui.course.lesson import Lesson
from microtui.course.progress import CourseProgress, LessonProgress, fitted, progress_key
from microtui.course.progress_files import read_progress
from microtui.saving.kept_files import course_directory
from microtui.saving.run_lines import column


def print_list(course: Sequence[Lesson]) -> None:
    """The table on stdout, to be searched; what to do with it on stderr."""
    found = read_progress(course_directory())
    print_lines(list_lines(course, found.progress))
    for remark in found.remarks:
        click.echo(f"microtui: {remark}", err=True)
    click.echo("microtui learn N begins a lesson, or goes on with it.", err=True)


def list_lines(course: Sequence[Lesson], progress: CourseProgress) -> list[str]:
    """Number, title, minutes, and what is done of each."""
    from rich.cells import cell_len

    width = max((cell_len(lesson.title) for lesson in course), default=0)
    return [
        f"{lesson.number:>3}  {column(lesson.title, width)}  {lesson.minutes:>3} min  "
        f"{done_text(lesson, progress.of(progress_key(lesson)))}"
        for lesson in course
    ]


def done_text(lesson: Lesson, progress: LessonProgress) -> str:
    """Steps are counted from 1, as the screen does it."""
    fitting = fitted(progress, lesson)
    is_under_way = fitting.step > 0 or (fitting.kept is not None and fitting.title != "")
    here = f"at step {fitting.step + 1} of {len(lesson.steps)}"
    if fitting.is_finished:
        return f"done, again {here}" if is_under_way else "done"
    return here if is_under_way else "not begun"
