"""`microtui` without a command: the application."""

from __future__ import annotations

from collections.abc import Sequence

from microtui.app import MicrotuiApp
from microtui.command_line.shown import shown
from microtui.saving.first_start import is_first_start, remember_first_start
from microtui.session.worker import Session
from microtui.settings.settings_file import read_keys, remember_theme, settings_path


def show(
    session: Session,
    frames_per_second: int,
    theme: str | None,
    ascii_only: bool | None,
    *,
    mouse: bool,
    scratchpad: str | None = None,
    first_pane: str | None = None,
    sample: int | None = None,
    may_offer_course: bool = False,
    remarks: Sequence[str] = (),
) -> int:
    """Show a run until the reader leaves it; gives the exit status.

    In front of it, if given, the scratchpad with these lines, or one pane alone, of this sample.
    `remarks` are on how the reader's file was read.
    Whoever leaves it for the course gets that.
    """
    app = MicrotuiApp(
        session,
        frames_per_second=frames_per_second,
        theme=theme,
        ascii_only=ascii_only,
        remember_theme=remember_theme,
        changed_keys=read_keys(settings_path()),
        scratchpad=scratchpad,
        first_pane=first_pane,
        sample=sample,
        offered=remember_first_start if may_offer_course and is_first_start() else None,
        remarks=remarks,
    )
    status = shown(app, session, theme, mouse=mouse)
    if status or app.lesson_asked is None:
        return status
    # Who only looks at a run does not wait for what plays lessons.
    from microtui.command_line.lessons.chosen_lesson import chosen_lesson
    from microtui.command_line.lessons.playing import play
    from microtui.course.reading.lesson_files import course

    lessons = course()
    lesson = chosen_lesson(app.lesson_asked, lessons)
    return play(lesson, lessons, frames_per_second, app.theme, ascii_only, mouse=mouse)
