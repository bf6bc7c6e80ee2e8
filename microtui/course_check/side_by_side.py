"""Lessons checked at the same time, each in a process of its own: each has one busy screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from microtui.course.lesson import Lesson, Stage
from microtui.course.staged_run import StagedRun
from microtui.course_check.failure import LessonCheck
from microtui.course_check.lesson_check import checked

StagedRunOf = Callable[[Stage, str], StagedRun]
"""Makes the stage of the lesson in this file ready; a plain function, for processes find it by
its name."""


def check_lessons(lessons: Sequence[Lesson], staged_run: StagedRunOf) -> Iterator[LessonCheck]:
    """What is found in each of them, in their order, as it comes."""
    check = partial(check_of, staged_run)
    processes = min(len(lessons), os.cpu_count() or 1)
    if processes < 2:
        yield from map(check, lessons)
        return
    # Begun anew, not forked: a process that has threads of its own cannot be copied safely.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as executor:
        yield from executor.map(check, lessons)


def check_of(staged_run: StagedRunOf, lesson: Lesson) -> LessonCheck:
    return checked(lesson, partial(staged_run, file=lesson.file))
