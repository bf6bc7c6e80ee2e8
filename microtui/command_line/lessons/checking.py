"""`microtui learn --check`: what was looked at and what is not so, on stdout."""

from __future__ import annotations

from collections.abc import Sequence

import click

from microtui.command_line.lessons.staged_run import staged_run
from microtui.course.lesson import Lesson
from microtui.course_check.report import check_lines, verdict_line
from microtui.course_check.side_by_side import checks_of


def print_checks(lessons: Sequence[Lesson]) -> int:
    """Those of each lesson as soon as it was played; the status of the process."""
    checks = []
    for lesson, check in zip(lessons, checks_of(lessons, staged_run), strict=True):
        for line in check_lines(lesson, check):
            click.echo(line)
        checks.append(check)
    click.echo(verdict_line(checks))
    return 1 if any(check.failures for check in checks) else 0
