"""What lesson 11 says of each mistake holds in every run that is drawn with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hidden_case import mistaken
from lesson_moments import run_moment

from engine.replay.recording import Recording
from engine.run.progress import Unit
from microtui.course.detective.cases import KINDS
from microtui.course.detective.drawing import draw_case
from microtui.course.detective.naming import last_case, names_the_case
from microtui.course.expressions.computing import value_of
from microtui.course.expressions.expression import Expression
from microtui.course.lesson import ChoiceQuestion, Lesson, Step
from microtui.course.moment import Moment, Moments
from microtui.course.reading.lesson_files import course

LESSON = next(each for each in course() if each.name == "detective")
UNITS: dict[str, Unit] = {"b": "batch", "s": "epoch"}


def case_step(lesson: Lesson) -> Step:
    number = last_case(lesson)
    assert number is not None
    return lesson.steps[number]


def told_of(key: str, moment: Moment) -> list[Step]:
    """The steps behind the case that are not left out with this one."""
    moments = Moments(now=moment, before=moment, start=moment)
    behind = LESSON.steps[LESSON.steps.index(case_step(LESSON)) + 1 :]
    return [each for each in behind if each.when is None or value_of(each.when, moments) is True]


def claims(step: Step) -> Iterator[Expression]:
    for block in step.explanation:
        for span in block.spans:
            if span.kind == "claim" and span.expression is not None:
                yield span.expression


def untrue(key: str, seed: int) -> list[str]:
    recording = Recording.begin(draw_case(seed, key).configuration)
    start = run_moment(recording, case=key)
    (step,) = told_of(key, start)
    assert step.task is not None
    for pressed in step.task.way:
        if pressed in UNITS and recording.divergence is None:
            recording.run(UNITS[pressed])
    now = run_moment(recording, case=key, screen="check", pane=pane_of(step))
    moments = Moments(now=now, before=start, start=start)
    assert value_of(step.task.until, moments) is True, (key, seed)
    return [each.text for each in claims(step) if value_of(each, moments) is not True]


def pane_of(step: Step) -> str:
    assert step.task is not None
    return {"3": "parameters", "5": "network"}.get(step.task.way[-1], "map")


def test_each_kind_is_an_answer_to_choose_and_has_a_step_of_its_own() -> None:
    question = case_step(LESSON).question
    assert isinstance(question, ChoiceQuestion)
    assert names_the_case(question)
    for key in KINDS:
        moment = run_moment(Recording.begin(mistaken(key)), case=key)
        moments = Moments(now=moment, before=moment, start=moment)
        right = [
            choice
            for choice in question.choices
            if choice.condition is not None and value_of(choice.condition, moments) is True
        ]
        assert len(right) == 1
        assert len(told_of(key, moment)) == 1
    assert len(question.choices) == len(KINDS)


@pytest.mark.parametrize("key", ["zero_grad", "ascend", "equal-start", "large-start"])
def test_what_is_said_of_a_mistake_holds_in_a_run_that_is_drawn(key: str) -> None:
    assert untrue(key, 3) == []


@pytest.mark.thorough
@pytest.mark.parametrize("key", KINDS)
def test_what_is_said_of_a_mistake_holds_in_many_runs_that_are_drawn(key: str) -> None:
    found = {seed: untrue(key, seed) for seed in range(500, 560)}
    assert {seed: said for seed, said in found.items() if said} == {}
