"""What a step tells its reader, and when each of it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from microtui.course.expressions.expression import Expression
from microtui.course.lesson import ChoiceQuestion, Lesson, NumberQuestion, Span, Step, Text
from microtui.course_check.failure import Tally


def told_at_first(step: Step) -> Text:
    """Its text and what is asked: read while nothing has been done yet.

    The words of the choices are among it, as far as they show figures.
    """
    question = step.question
    asked = (*question.text, *question.hint) if question is not None else ()
    return (*step.text, *asked)


def told_before_the_task(step: Step) -> Text:
    """Read once the question is answered, and the keys of the task are still to be pressed."""
    return (*step.task.text, *step.task.hint) if step.task is not None else ()


def told_in_the_end(step: Step) -> Text:
    """The answer of every choice, also of those that are not right, and the explanation.

    What depends on the number typed is not among it.
    """
    answers: Iterable[Text] = ()
    if isinstance(step.question, ChoiceQuestion):
        answers = (choice.answer for choice in step.question.choices)
    return (*chain.from_iterable(answers), *step.explanation)


def told_of_a_number(step: Step) -> tuple[Text, Text]:
    """What is said to whoever typed a number that is near, and to who did not."""
    if isinstance(step.question, NumberQuestion):
        return step.question.near, step.question.far
    return (), ()


def choice_spans(step: Step) -> Iterator[Span]:
    """What the choices themselves show."""
    if isinstance(step.question, ChoiceQuestion):
        for choice in step.question.choices:
            yield from choice.text


def spans_of(text: Text) -> Iterator[Span]:
    for block in text:
        yield from block.spans


def with_expression(spans: Iterable[Span]) -> Iterator[tuple[Span, Expression]]:
    """The figures and claims among them."""
    for span in spans:
        if span.expression is not None:
            yield span, span.expression


def expressions_in(lesson: Lesson) -> Iterator[Expression]:
    """All that a lesson has anywhere."""
    for step in lesson.steps:
        if step.when is not None:
            yield step.when
        told = (told_at_first, told_before_the_task, told_in_the_end)
        texts = (*(each(step) for each in told), *told_of_a_number(step))
        spans = chain(choice_spans(step), *(spans_of(text) for text in texts))
        yield from (expression for _, expression in with_expression(spans))
        if isinstance(step.question, NumberQuestion):
            yield step.question.value
        elif step.question is not None:
            conditions = (each.condition for each in step.question.choices)
            yield from (each for each in conditions if each is not None)
        if step.task is not None:
            yield step.task.until


def tally_of(step: Step) -> Tally:
    """How much there is to look at."""
    texts = (told_at_first(step), told_before_the_task(step), told_in_the_end(step))
    spans = [*choice_spans(step)]
    for text in (*texts, *told_of_a_number(step)):
        spans += spans_of(text)
    kinds = [span.kind for span in spans]
    return Tally(
        steps=1,
        questions=int(step.question is not None),
        tasks=int(step.task is not None),
        claims=kinds.count("claim"),
        figures=kinds.count("figure"),
    )
