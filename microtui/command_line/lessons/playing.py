"""The course on the screen: what is kept is read first, and all is kept when it is left."""

from __future__ import annotations

from collections.abc import Sequence

import click

from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from microtui.command_line.lessons.chosen_lesson import lesson_with
from microtui.command_line.lessons.staged_run import staged_run
from microtui.command_line.shown import shown
from microtui.course.lesson import Lesson
from microtui.course.progress import CourseProgress
from microtui.course.progress_files import read_progress
from microtui.course.progress_keeper import ProgressKeeper
from microtui.course_app import CourseApp
from microtui.saving.kept_files import course_directory
from microtui.session.worker import Session
from microtui.settings.settings_file import read_keys, remember_theme, settings_path


def play(
    chosen: Lesson | None,
    course: Sequence[Lesson],
    frames_per_second: int,
    theme: str | None,
    ascii_only: bool | None,
    *,
    mouse: bool,
) -> int:
    """Show this lesson, else the one where the learner was last, else the list of all; gives the
    exit status."""
    found = read_progress(course_directory())
    first = chosen or last_lesson(course, found.progress)
    lessons = course if first is None or first in course else (*course, first)
    session = Session(Recording.begin(Configuration()))

    def complain(sentence: str) -> None:
        if app.is_running:
            app.complain(sentence)
        else:
            click.echo(f"microtui: {sentence}", err=True)

    keeper = ProgressKeeper(course_directory(), complain)
    app = CourseApp(
        session,
        lessons,
        staged_run,
        found.progress,
        first,
        keep=keeper.keep,
        remarks=found.remarks,
        frames_per_second=frames_per_second,
        theme=theme,
        ascii_only=ascii_only,
        remember_theme=remember_theme,
        changed_keys=read_keys(settings_path()),
    )
    try:
        return shown(app, session, theme, mouse=mouse)
    finally:
        keeper.close()


def last_lesson(course: Sequence[Lesson], progress: CourseProgress) -> Lesson | None:
    """Where the learner was last; None where that lesson is finished, or there was none."""
    if progress.last is None or progress.of(progress.last).is_finished:
        return None
    return lesson_with(progress.last, course)
