"""What a step says, held against the moments that it says it of."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from microtui.course.expressions.computing import value_of
from microtui.course.expressions.expression import Expression
from microtui.course.lesson import ChoiceQuestion, NumberQuestion, Span
from microtui.course.moment import Moments
from microtui.course.player.step_played import StepPlayed
from microtui.course_check.failure import Fault
from microtui.course_check.statements.figures_read import numbers_text
from microtui.course_check.statements.told import (
    choice_spans,
    spans_of,
    told_at_first,
    told_before_the_task,
    told_in_the_end,
    told_of_a_number,
    with_expression,
)
from microtui.course_check.statements.typed_numbers import as_shown, far_from, fault_of

IN_THE_END = "once the step is done"


def faults_begun(played: StepPlayed) -> Iterator[Fault]:
    """Of its text and what is asked, as the step begins."""
    spans = (*spans_of(told_at_first(played.step)), *choice_spans(played.step))
    yield from faults_told(spans, [played.asking], "as the step begins")


def faults_answered(played: StepPlayed) -> Iterator[Fault]:
    """Of what is to be done, before any of it is: where all is done already, nothing is left."""
    task = played.step.task
    if task is None:
        return
    yield from faults_told(
        spans_of(told_before_the_task(played.step)), [played.doing], "before the task is done"
    )
    if value_of(task.until, played.doing):
        yield Fault(task.until.line, f"{task.until.text} holds before a key is pressed")


def faults_done(played: StepPlayed) -> Iterator[Fault]:
    """Of what is told in the end, whatever was answered."""
    question = played.step.question
    moments = [played.telling]
    if isinstance(question, ChoiceQuestion):
        yield from faults_of_choices(question, played.telling)
    elif question is not None and played.value is None:
        value = question.value
        yield Fault(value.line, f"there is no {value.text} {IN_THE_END}")
        return
    elif question is not None and played.value is not None:
        yield from faults_of_number(played, question, played.value)
        near = typing(played, as_shown(played.value))
        far = typing(played, far_from(played, question, played.value))
        told_near, told_far = told_of_a_number(played.step)
        yield from faults_told(spans_of(told_near), near, IN_THE_END)
        yield from faults_told(spans_of(told_far), far, IN_THE_END)
        moments = [*near, *far]
    yield from faults_told(spans_of(told_in_the_end(played.step)), moments, IN_THE_END)


def typing(played: StepPlayed, numbers: Sequence[float]) -> list[Moments]:
    """The moments of the end, for each of these answers."""
    return [replace(played, answer=number).telling for number in numbers]


def faults_told(spans: Iterable[Span], moments: Sequence[Moments], when: str) -> Iterator[Fault]:
    """Figures that there are not, and claims that do not hold.

    There are several `moments` where one number or another may have been typed: what depends on it
    has to hold for one of them, all else for each.
    """
    for span, expression in with_expression(spans):
        values = [value_of(expression, each) for each in moments]
        if span.kind == "figure" and None in values:
            yield Fault(expression.line, f"there is no {expression.text} {when}")
        elif span.kind == "claim" and not (
            any(values) if depends_on_answer(expression) else all(values)
        ):
            numbers = numbers_text(expression, moments[0])
            yield Fault(expression.line, f"{expression.text} does not hold {when}: {numbers}")


def depends_on_answer(expression: Expression) -> bool:
    names = (each for each in ast.walk(expression.tree) if isinstance(each, ast.Name))
    return any(each.id == "answer" for each in names)


def faults_of_choices(question: ChoiceQuestion, moments: Moments) -> Iterator[Fault]:
    """One of them has to hold, and no other."""
    conditions = [(each, each.condition) for each in question.choices if each.condition is not None]
    holding = [each for each in conditions if value_of(each[1], moments) is True]
    for choice, condition in holding[1:]:
        yield Fault(
            choice.line,
            f"{condition.text} holds {IN_THE_END}, and so does {holding[0][1].text}: one "
            f"choice is right, no other; {numbers_text(condition, moments)}",
        )
    if not holding and len(conditions) == len(question.choices):
        numbers = dict.fromkeys(numbers_text(condition, moments) for _, condition in conditions)
        yield Fault(question.line, f"none of the choices holds {IN_THE_END}: {', '.join(numbers)}")


def faults_of_number(played: StepPlayed, question: NumberQuestion, value: float) -> Iterator[Fault]:
    """The tolerance has to be one that makes sense for it."""
    fault = fault_of(played, question, value)
    if fault is not None:
        yield Fault(question.value.line, fault)
