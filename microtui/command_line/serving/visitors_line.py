"""What stands behind `microtui` in each visitor's program: checked once, as it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from engine.errors import ConfigurationError
from microtui.command_line.described.described_run import described_run
from microtui.command_line.described.options import goal_of
from microtui.command_line.described.typed_settings import typed_parameters
from microtui.command_line.serving.typed_words import typed_words, whole_path

if TYPE_CHECKING:
    from microtui.course.lesson import Lesson

OF_SERVING = frozenset({"host", "port", "sessions", "idle", "public_url", "token", "lesson"})
OF_SCREEN = frozenset({"fps", "ascii_only", "mouse"})
"""How any screen is drawn. The theme is the visitor's choice: it stands in the settings that they
begin with."""

OF_STOPPING = frozenset({"epochs", "until_loss", "until_accuracy"})
"""What stops a run that goes on, too; with `--play` one begins, and one that goes on waits."""


@dataclass(frozen=True)
class VisitorsLine:
    """The words of who comes for the first time, and of who comes again."""

    first: tuple[str, ...]
    later: tuple[str, ...]


def line_of_run(context: click.Context, run: Mapping[str, Any]) -> VisitorsLine:
    """The run that was typed behind `microtui serve`, of which each visitor has one.

    Raises `ConfigurationError` where it cannot be, or cannot be shown so.
    """
    require_saving(run)
    resume, goal = run["resume"], goal_of(run["until_loss"], run["until_accuracy"])
    names = {name for name in run if name not in ("theme", "resume", "save")} - OF_SCREEN
    not_about_the_run = OF_STOPPING | {"play", "resume", "save", "theme"} | OF_SCREEN
    described = {name: run[name] for name in run if name not in not_about_the_run}
    described_run(context, resume, described, goal)
    require_showable(run["theme"])
    screen = typed_words(context, OF_SCREEN)
    beginning = () if resume is None else ("--resume", path_of_saved(resume))
    first = (*beginning, *typed_words(context, names), *screen)
    return VisitorsLine(first, ("--resume", "last", *typed_words(context, OF_STOPPING), *screen))


def line_of_lesson(context: click.Context, typed: str, run: Mapping[str, Any]) -> VisitorsLine:
    """The lesson of this number, name or file, in which each visitor begins.

    Raises `ConfigurationError` where there is none, where one of its stages cannot be set, and for
    options that say something else.
    """
    require_saving(run)
    refuse_beside_a_lesson(context)
    lesson = lesson_with_good_stages(typed)
    require_showable(run["theme"])
    which = lesson.name if lesson.number is not None else whole_path(typed)
    screen = typed_words(context, OF_SCREEN)
    return VisitorsLine(("learn", which, *screen), ("learn", *screen))


def require_saving(run: Mapping[str, Any]) -> None:
    if not run["save"]:
        raise ConfigurationError(
            "--no-save does not go with serve: who comes again goes on with what was saved"
        )


def path_of_saved(resume: str) -> str:
    """Whatever `last` and numbers stand for in another's list."""
    from microtui.saving.chosen_run import chosen_path

    return whole_path(str(chosen_path(resume, None)))


def refuse_beside_a_lesson(context: click.Context) -> None:
    for parameter in typed_parameters(context):
        if parameter.name not in OF_SERVING | OF_SCREEN | {"theme", "save"}:
            flag = parameter.opts[-1]
            raise ConfigurationError(
                f"--lesson brings a run of its own to each of its steps: leave out {flag}, or "
                "--lesson"
            )


def lesson_with_good_stages(typed: str) -> Lesson:
    from microtui.command_line.lessons.checking import require_stages
    from microtui.command_line.lessons.chosen_lesson import chosen_lesson
    from microtui.course.reading.lesson_files import course

    lesson = chosen_lesson(typed, course())
    require_stages(lesson)
    return lesson


def require_showable(theme: str | None) -> None:
    """Raises `ConfigurationError` for a theme that there is not, and for keys that cannot be."""
    # Textual alone knows both.
    from microtui.screens.program_app import ProgramApp
    from microtui.settings.settings_file import read_keys, settings_path

    ProgramApp(theme=theme, changed_keys=read_keys(settings_path()))
