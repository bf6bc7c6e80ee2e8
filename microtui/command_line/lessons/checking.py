"""Lessons held against their runs: what holds goes to stdout, what does not to stderr."""

from __future__ import annotations

from collections.abc import Sequence

import click

from microtui.command_line.lessons.staged_run import staged_run
from microtui.course.lesson import Lesson
from microtui.course_check.report import check_lines, verdict_line
from microtui.course_check.side_by_side import check_lessons


def check(lessons: Sequence[Lesson]) -> int:
    """A line for each lesson, as it comes; gives the exit status, 1 where something is not so.

    Raises `LessonError` where a stage cannot be made at all: then there is nothing to hold.
    """
    for lesson in lessons:
        for step in lesson.steps:
            if step.stage is not None:
                staged_run(step.stage, lesson.file)
    checks = []
    for lesson, found in zip(lessons, check_lessons(lessons, staged_run), strict=True):
        first, *others = check_lines(lesson, found)
        click.echo(first)
        for line in others:
            click.echo(line, err=True)
        checks.append(found)
    click.echo(verdict_line(checks))
    return 1 if any(each.failures for each in checks) else 0
