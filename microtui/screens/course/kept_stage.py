"""A stage of a lesson, in the form in which it is put up and kept."""

from __future__ import annotations

from engine.errors import ConfigurationError
from engine.graph.scratchpad.program import evaluate
from engine.graph.walk import Walk
from microtui.course.lesson import Stage
from microtui.course.progress import KeptScratchpad, KeptStage
from microtui.course.staged_run import StagedRun
from microtui.screens.scratchpad.moving import Sizes


def kept_stage(stage: Stage, staged: StagedRun) -> KeptStage:
    """As the lesson describes it."""
    if staged.lines is not None:
        sizes = Sizes()
        return KeptStage(
            scratchpad=KeptScratchpad(
                lines=staged.lines.rstrip("\n"),
                h=sizes.h,
                learning_rate=sizes.rate,
                position=position_of(stage, staged.lines),
                chosen=stage.chosen,
            )
        )
    return KeptStage(run=staged.saved, case=staged.case, pane=stage.pane)


def position_of(stage: Stage, lines: str) -> int | None:
    """How many steps of the walk are done."""
    if stage.walk == "done":
        return None
    if stage.walk == "start":
        return 0
    try:
        return Walk(evaluate(lines).graph).forward_steps
    except ConfigurationError:
        return None
