"""A lesson with a case in it: what it says of one mistake can only be held against that one."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from microtui.course.detective.cases import KINDS
from microtui.course.detective.drawing import draw_case, staged
from microtui.course.lesson import Lesson, Stage
from microtui.course.staged_run import StagedRun
from microtui.screens.course.stagehand import StageOf

SEED = 15
"""Of the runs that are drawn: the same in every check."""


class Casting(NamedTuple):
    """A lesson, or what of it depends on the case, with stages in which that is decided."""

    lesson: Lesson
    stage_of: StageOf


def castings(lesson: Lesson, stage_of: StageOf) -> list[Casting]:
    """The whole lesson once, and from its first case on with each other thing that may be wrong."""
    kinds = [step.stage.kind for step in lesson.steps if step.stage is not None]
    if "case" not in kinds:
        return [Casting(lesson, stage_of)]
    first = next(
        number
        for number, step in enumerate(lesson.steps)
        if step.stage is not None and step.stage.kind == "case"
    )
    rest = replace(lesson, steps=lesson.steps[first:])
    return [
        Casting(rest if number else lesson, with_case(key, stage_of))
        for number, key in enumerate(KINDS)
    ]


def with_case(key: str, stage_of: StageOf) -> StageOf:
    """The same stages, with this case wherever there is one."""

    def stage_with_case(stage: Stage, file: str) -> StagedRun:
        if stage.kind == "case":
            return staged(draw_case(SEED, key))
        return stage_of(stage, file)

    return stage_with_case
