"""A stage of a lesson, made ready: its run trained as far as it says, its lines computed once."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence

from engine.arrays import quiet
from engine.errors import ConfigurationError
from engine.replay.recording import Recording
from engine.replay.saved_run import SavedSession
from microtui.command_line.lessons.stage_options import files_in, run_of
from microtui.course.lesson import Stage
from microtui.course.lesson_error import LessonError
from microtui.course.staged_run import StagedRun
from microtui.exports.command_line import command_line
from microtui.settings.settings_file import fields_set, settings_path


@quiet()
def staged_run(stage: Stage, file: str) -> StagedRun:
    """What this stage, of the lesson in this file, comes to; any thread may ask for it.

    Raises `LessonError` with the line of the stage, and what is wrong with it.
    """
    try:
        match stage.kind:
            case "run":
                return staged_training(stage, os.path.dirname(file))
            case "scratchpad":
                return StagedRun(None, stage.lines, None, scratchpad_line(stage.lines))
            case "case":
                return staged_case()
    except ConfigurationError as error:
        raise LessonError(file, stage.line, str(error)) from error


def staged_training(stage: Stage, folder: str) -> StagedRun:
    recording = run_of(stage.options, folder)
    line = run_line(recording, stage, files_in(stage.options, folder))
    while recording.epoch < stage.epoch and recording.divergence is None:
        recording.run("epoch")
    if recording.divergence is not None:
        raise ConfigurationError(
            f"epoch={stage.epoch} is never reached: the run diverges in epoch {recording.epoch + 1}"
        )
    return StagedRun(SavedSession(recording.saved()), None, None, line)


def run_line(recording: Recording, stage: Stage, files: dict[str, str]) -> str:
    """The line that opens the run; it is played up to where the stage is."""
    line = command_line(recording.changes_made, recording.plan_ahead, fields_set(settings_path()))
    words = shlex.split(line)
    for option, path in files.items():
        words[words.index(option) + 1] = path
    return shlex.join([*words, *(["--play", "--epochs", str(stage.epoch)] if stage.epoch else [])])


def scratchpad_line(lines: str) -> str:
    """On one line, where no remark ends with its line."""
    given = [line.strip().rstrip(";") for line in lines.splitlines() if line.strip()]
    text = lines if "#" in lines else "; ".join(given)
    before: Sequence[str] = ["--"] if text.startswith("-") else []
    return shlex.join(["microtui", "graph", *before, text])


def staged_case() -> StagedRun:
    """Another one each time."""
    # Other stages, and the commands that list what there is, do without it.
    from microtui.course.detective.drawing import draw_case, fresh_seed, staged

    return staged(draw_case(fresh_seed()))
