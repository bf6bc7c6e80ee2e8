"""A stage of a lesson, made ready: its run trained as far as it says, its lines computed once."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence

from engine.arrays import quiet
from engine.errors import ConfigurationError
from engine.graph.scratchpad.program import ScratchpadError, evaluate
from engine.replay.recording import Recording
from engine.replay.saved_run import SavedSession
from microtui.command_line.lessons.stage_options import files_in, run_of
from microtui.course.lesson import Stage
from microtui.course.lesson_error import LessonError
from microtui.course.staged_run import StagedRun
from microtui.exports.command_line import command_line
from microtui.settings.near_name import nearest
from microtui.settings.settings_file import fields_set, settings_path

MOST_EPOCHS = 10_000
"""Somebody waits for them."""


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
                return staged_lines(stage)
            case "case":
                return staged_case()
    except ScratchpadError as error:
        # Its lines are counted from the first one behind the fence.
        _, _, sentence = str(error).partition(", ")
        raise LessonError(file, stage.line + error.line, sentence) from None
    except ConfigurationError as error:
        raise LessonError(file, stage.line, str(error)) from None


def staged_training(stage: Stage, folder: str) -> StagedRun:
    require_pane(stage.pane)
    if stage.epoch > MOST_EPOCHS:
        raise ConfigurationError(
            f"epoch={stage.epoch} takes too long: at most {MOST_EPOCHS:,} are trained before a "
            "step begins"
        )
    recording = run_of(stage.options, folder)
    line = run_line(recording, stage, files_in(stage.options, folder))
    while recording.epoch < stage.epoch and recording.divergence is None:
        recording.run("epoch")
    if recording.divergence is not None:
        raise ConfigurationError(
            f"epoch={stage.epoch} is never reached: the run diverges in epoch {recording.epoch + 1}"
        )
    return StagedRun(SavedSession(recording.saved()), None, None, line)


def require_pane(pane: str | None) -> None:
    if pane is not None:
        # Knows Textual, which the other commands do without.
        from microtui.widgets.panes.registry import PANES

        require_known("pane", pane, [each.id for each in PANES])


def require_known(what: str, name: str, known: Sequence[str]) -> None:
    """Raises `ConfigurationError` where there is none of this name, with what may be meant."""
    if name not in known:
        near = nearest(name, known)
        meant = f"did you mean {near}?" if near else f"there are {', '.join(known)}"
        raise ConfigurationError(f"there is no {what} {name!r}; {meant}")


def run_line(recording: Recording, stage: Stage, files: dict[str, str]) -> str:
    """The line that opens the run; it is played up to where the stage is."""
    line = command_line(recording.changes_made, recording.plan_ahead, fields_set(settings_path()))
    words = shlex.split(line)
    for option, path in files.items():
        words[words.index(option) + 1] = path
    return shlex.join([*words, *(["--play", "--epochs", str(stage.epoch)] if stage.epoch else [])])


def staged_lines(stage: Stage) -> StagedRun:
    evaluated = evaluate(stage.lines)
    names = [node.name for node in evaluated.graph.nodes if node.name]
    if stage.chosen is not None:
        require_known("node", stage.chosen, names)
    return StagedRun(None, stage.lines, None, scratchpad_line(stage.lines))


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
