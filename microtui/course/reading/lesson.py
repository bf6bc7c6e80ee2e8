"""A whole lesson, from the text of its file."""

from __future__ import annotations

from microtui.course.lesson import Lesson, Stage, Step
from microtui.course.reading.fence_names import STAGES, name_of
from microtui.course.reading.fences.stages import read_stage
from microtui.course.reading.front_matter import read_front_matter
from microtui.course.reading.markdown import Element, elements_of
from microtui.course.reading.source import Source, check_paragraphs, source_of
from microtui.course.reading.steps import StepSoFar, begun, check_stages

MOST_STEPS = 50


def read_lesson(text: str, *, file: str, name: str, number: int | None) -> Lesson:
    """Raises `LessonError`, one sentence with the line, for the first mistake in it."""
    front, source = read_front_matter(source_of(text, file))
    check_paragraphs(source)
    elements = elements_of(source)
    first = next(
        (place for place, each in enumerate(elements) if each.kind == "heading"), len(elements)
    )
    stage = stage_before(source, elements[:first])
    steps = steps_of(source, elements[first:], stage)
    if not steps:
        raise source.refused(
            source.first, "there is no step: write ## and its title, and a text below"
        )
    if len(steps) > MOST_STEPS:
        raise source.refused(
            steps[MOST_STEPS].line, f"there are more than {MOST_STEPS} steps: make two lessons"
        )
    check_stages(source, steps)
    return Lesson(file, name, number, front.title, front.minutes, front.language, steps)


def stage_before(source: Source, elements: list[Element]) -> Stage | None:
    """What stands before the first step is set as that begins."""
    stage: Stage | None = None
    for element in elements:
        name = name_of(source, element) if element.kind == "fence" else ""
        if name not in STAGES:
            what = f"```{name}" if name else "text"
            raise source.refused(
                element.line, f"{what} belongs to a step: write a line ## and its title above it"
            )
        if stage is not None:
            raise source.refused(
                element.line, f"a stage is set already, in line {stage.line}: remove one of them"
            )
        stage = read_stage(source, element)
    return stage


def steps_of(source: Source, elements: list[Element], stage: Stage | None) -> tuple[Step, ...]:
    begun_steps: list[StepSoFar] = []
    for element in elements:
        if element.kind == "heading":
            begun_steps.append(begun(source, element))
            begun_steps[0].stage = begun_steps[0].stage or stage
        else:
            begun_steps[-1].add(element)
    return tuple(each.step() for each in begun_steps)
