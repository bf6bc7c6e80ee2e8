"""A lesson with a case is checked with each thing that may be wrong."""

from __future__ import annotations

from lesson_beside import lesson_of

from microtui.command_line.lessons.staged_run import staged_run
from microtui.course.detective.cases import KINDS
from microtui.course_check.castings import castings

RUN = "## Before\n\n```run\n--dataset moons\n```\n\nText.\n\n"
CASE = "## The case\n\n```case\n```\n\nText.\n\n## Behind it\n\nText.\n"


def test_each_case_is_played_and_what_comes_before_it_once() -> None:
    lesson = lesson_of(RUN + CASE)
    cast = castings(lesson, staged_run)
    assert [len(each.lesson.steps) for each in cast] == [3, *[2] * (len(KINDS) - 1)]
    stage = lesson.steps[1].stage
    assert stage is not None
    assert [each.stage_of(stage, lesson.file).case for each in cast[1:4]] == list(KINDS)[1:4]


def test_the_same_cases_are_played_in_every_check() -> None:
    lesson = lesson_of(CASE)
    stage = lesson.steps[0].stage
    assert stage is not None
    first, second = (castings(lesson, staged_run)[2].stage_of(stage, "").saved for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.run.changes[0].configuration == second.run.changes[0].configuration


def test_a_lesson_without_a_case_is_played_once_as_it_is() -> None:
    lesson = lesson_of(RUN)
    ((played, stage_of),) = castings(lesson, staged_run)
    assert played is lesson
    assert stage_of is staged_run
