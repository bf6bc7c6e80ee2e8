"""`microtui learn`: the course, and what is told about it."""

from __future__ import annotations

import sys

import click

from engine.errors import ConfigurationError
from microtui.command_line.described.options import drawing_options, theme_option
from microtui.command_line.offers.completion import lesson as lesson_offered

ALL = "all"
"""In place of a lesson, where all of the course are to be checked."""


@click.command()
@click.argument("lesson", metavar="[LESSON|FILE.md]", required=False, shell_complete=lesson_offered)
@click.option("--list", "lists", is_flag=True, help="List the lessons, with what is done of each.")
@click.option(
    "--check",
    "checks",
    is_flag=True,
    help="No screen: play all ways through a lesson, or through all, and hold what it says against "
    "its runs; status 1 where anything is not so.",
)
@drawing_options()
@theme_option
def learn(
    lesson: str | None,
    lists: bool,
    checks: bool,
    fps: int,
    ascii_only: bool | None,
    mouse: bool,
    theme: str | None,
) -> None:
    """Be taken through what the lecture teaches, lesson by lesson, on the real program.

    LESSON is its number in --list, or its name; without one the course goes on where you were last.
    FILE.md is a lesson of anybody's own. What is done is kept, with the run of the step that you
    are in.
    """
    if lists and checks:
        raise ConfigurationError("--list and --check both say what to print: leave out one")
    if lists and lesson is not None:
        raise ConfigurationError(f"--list lists all lessons: leave {lesson!r} out")
    # All else on the command line does without what reads lessons.
    from microtui.command_line.lessons.chosen_lesson import chosen_lesson
    from microtui.course.reading.lesson_files import course

    lessons = course()
    if lists:
        from microtui.command_line.lessons.lesson_list import print_list

        print_list(lessons)
        return
    is_of_all = lesson is None or (checks and lesson == ALL)
    chosen = None if lesson is None or is_of_all else chosen_lesson(lesson, lessons)
    if checks:
        from microtui.command_line.lessons.checking import print_checks

        sys.exit(print_checks(lessons if chosen is None else [chosen]))
    from microtui.command_line.lessons.playing import play

    sys.exit(play(chosen, lessons, fps, theme, ascii_only, mouse=mouse))
