"""What the shipped lessons say is said closely enough: made otherwise, most of it is noticed.

A wrong choice may be made wrong in another way and stay wrong, and a bound that leaves room may
leave more of it; so not all is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from lesson_mutants import mutants_of
from recorded_lesson import RecordedStep, recorded

from microtui.course.expressions.computing import value_of
from microtui.course.expressions.expression import Expression
from microtui.course.expressions.reading import read_expression
from microtui.course.lesson import Block, ChoiceQuestion, Span, Step, Task, Text
from microtui.course.lesson_error import LessonError
from microtui.course.player.step_played import StepPlayed
from microtui.course.reading.lesson_files import course
from microtui.course_check.statements.judging import faults_answered, faults_begun, faults_done
from microtui.course_check.statements.told import with_expression

Noticed = dict[str, bool]
"""By what was changed, whether anything is noticed then."""


@pytest.mark.thorough
@pytest.mark.parametrize("number", range(1, 12))
def test_most_of_what_is_made_wrong_is_noticed(number: int) -> None:
    steps, check = recorded(course()[number - 1])
    assert check.failures == ()
    noticed: dict[str, Noticed] = defaultdict(dict)
    for recorded_step in steps:
        for kind, what, is_noticed in tried(recorded_step):
            noticed[kind][what] = noticed[kind].get(what, False) or is_noticed
    shares = {kind: sum(each.values()) / len(each) for kind, each in noticed.items()}
    missed = [what for each in noticed.values() for what, is_seen in each.items() if not is_seen]
    assert shares.get("until", 1.0) >= 0.9, missed
    assert shares.get("claim", 1.0) >= 0.6, missed
    assert shares.get("choice", 1.0) >= 0.4, missed


def tried(recorded_step: RecordedStep) -> Iterator[tuple[str, str, bool]]:
    """What kind of thing was changed, what, and whether it is noticed."""
    played = recorded_step.played
    task, question = played.step.task, played.step.question
    if task is not None:
        for what, until in changed(task.until):
            yield "until", what, until is None or is_until_noticed(recorded_step, task, until)
    for expression in claims_of(played.step):
        for what, claim in changed(expression):
            step = with_claim(played.step, expression, claim)
            yield "claim", what, step is None or has_faults(played, step)
    if isinstance(question, ChoiceQuestion):
        for number, choice in enumerate(question.choices):
            for what, condition in changed(choice.condition) if choice.condition else ():
                choices = list(question.choices)
                choices[number] = replace(choice, condition=condition)
                step = replace(played.step, question=replace(question, choices=tuple(choices)))
                yield "choice", what, condition is None or has_faults(played, step)


def changed(expression: Expression) -> Iterator[tuple[str, Expression | None]]:
    """Each mutant, or None where it cannot even be read."""
    for mutant in mutants_of(expression.text):
        what = f"line {expression.line}: {mutant.what}"
        try:
            yield what, read_expression(mutant.text, file="", line=expression.line)
        except LessonError:
            yield what, None


def is_until_noticed(recorded_step: RecordedStep, task: Task, until: Expression) -> bool:
    """It holds before a key is pressed, or at another key than it did, or never."""
    played = recorded_step.played

    def first(expression: Expression) -> int | None:
        moments = enumerate(recorded_step.on_the_way)
        holds = (i for i, moment in moments if value_of(expression, played.moments_at(moment)))
        return next(holds, None)

    return value_of(until, played.doing) is True or first(until) != first(task.until)


def has_faults(played: StepPlayed, step: Step) -> bool:
    otherwise = replace(played, step=step)
    return any(
        True for faults in (faults_begun, faults_answered, faults_done) for _ in faults(otherwise)
    )


def claims_of(step: Step) -> list[Expression]:
    spans = [span for text in texts_of(step) for block in text for span in block.spans]
    return [each for span, each in with_expression(spans) if span.kind == "claim"]


def texts_of(step: Step) -> Iterator[Text]:
    """All that it tells."""
    found: list[Text] = []
    map_texts(step, lambda text: found.append(text) or text)  # type: ignore[func-returns-value]
    return iter(found)


def map_texts(step: Step, change: Callable[[Text], Text]) -> Step:
    question, task = step.question, step.task
    if isinstance(question, ChoiceQuestion):
        choices = [replace(each, answer=change(each.answer)) for each in question.choices]
        question = replace(question, choices=tuple(choices))
    elif question is not None:
        question = replace(question, near=change(question.near), far=change(question.far))
    if question is not None:
        question = replace(question, text=change(question.text), hint=change(question.hint))
    if task is not None:
        task = replace(task, text=change(task.text), hint=change(task.hint))
    return replace(
        step,
        text=change(step.text),
        question=question,
        task=task,
        explanation=change(step.explanation),
    )


def with_claim(step: Step, old: Expression, new: Expression | None) -> Step | None:
    """The same with this claim in place of the other; None where there is none."""
    if new is None:
        return None

    def block_with(block: Block) -> Block:
        return replace(block, spans=tuple(map(span_with, block.spans)))

    def span_with(span: Span) -> Span:
        return replace(span, expression=new) if span.expression is old else span

    return map_texts(step, lambda text: tuple(map(block_with, text)))
