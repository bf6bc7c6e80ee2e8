"""Where in a lesson a case is set, and where the reader says what is wrong."""

from __future__ import annotations

import ast

from microtui.course.lesson import ChoiceQuestion, Lesson, Question


def names_the_case(question: Question | None) -> bool:
    """Whether it is asked what is wrong: the answer depends on the case."""
    return isinstance(question, ChoiceQuestion) and any(
        isinstance(node, ast.Name) and node.id == "case"
        for choice in question.choices
        if choice.condition is not None
        for node in ast.walk(choice.condition.tree)
    )


def is_still_to_be_named(lesson: Lesson, number: int, *, is_answered: bool) -> bool:
    """Whether in the step of this number, or later on its stage, it is said what is wrong with it;
    the question of that step may have been answered."""
    first, *others = lesson.steps[number:]
    if names_the_case(first.question):
        return not is_answered
    for step in others:
        if step.stage is not None:
            return False
        if names_the_case(step.question):
            return True
    return False


def last_case(lesson: Lesson) -> int | None:
    """The number of the step that sets the case a lesson ends with, if it does: whoever goes on
    from its end is given another one."""
    stages = [number for number, step in enumerate(lesson.steps) if step.stage is not None]
    last = max(stages, default=None)
    if last is None:
        return None
    stage = lesson.steps[last].stage
    return last if stage is not None and stage.kind == "case" else None
