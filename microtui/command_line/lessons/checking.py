"""`microtui learn --check`: what was looked at goes to stdout, what is not so to stderr."""

from __future__ import annotations

from collections.abc import Sequence

import click

from microtui.command_line.lessons.staged_run import staged_run
from microtui.course.lesson import Lesson
from microtui.course_check.report import check_lines, verdict_line
from microtui.course_check.side_by_side import checks_of


def print_checks(lessons: Sequence[Lesson]) -> int:
    """Those of each lesson as soon as it was played; gives the exit status, 1 where anything is not
    so.

    Raises `LessonError` where a stage cannot be set: then there is nothing to hold against it.
    """
    for lesson in lessons:
        require_stages(lesson)
    checks = []
    for lesson, check in zip(lessons, checks_of(lessons, staged_run), strict=True):
        looked_at, *found = check_lines(lesson, check)
        click.echo(looked_at)
        for line in found:
            click.echo(line, err=True)
        checks.append(check)
    click.echo(verdict_line(checks))
    return 1 if any(check.failures for check in checks) else 0


def require_stages(lesson: Lesson) -> None:
    """Raises `LessonError` where a stage of it cannot be set."""
    for step in lesson.steps:
        # Where one is left out, it need not be possible to set it here.
        if step.stage is not None and step.when is None:
            staged_run(step.stage, lesson.file)
