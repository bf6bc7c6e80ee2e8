"""The lessons that come with the program say what is so. `microtui learn --check all` plays each to
its end; here one begins, and all are read."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from microtui.command_line.lessons.staged_run import staged_run
from microtui.course.reading.lesson_files import course
from microtui.course_check.lesson_check import checked

lessons = cache(course)


def test_there_are_eleven_numbered_one_by_one_each_with_a_name() -> None:
    assert [lesson.number for lesson in lessons()] == list(range(1, 12))
    assert len({lesson.name for lesson in lessons()}) == 11


def test_each_takes_five_to_ten_minutes() -> None:
    assert all(5 <= lesson.minutes <= 10 for lesson in lessons())


def test_every_task_shows_its_way_and_has_a_hint_before_it() -> None:
    for lesson in lessons():
        for step in lesson.steps:
            if step.task is not None:
                assert step.task.way, (lesson.file, step.task.line)
                assert step.task.hint, (lesson.file, step.task.line)


def test_what_the_lesson_of_the_forgotten_line_says_at_first_is_so() -> None:
    lesson = lessons()[8]
    assert lesson.name == "forgotten-zero-grad"
    check = checked(replace(lesson, steps=lesson.steps[:1]), staged_run)
    assert check.failures == ()
    assert check.tally.claims > 0
