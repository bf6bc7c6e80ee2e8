"""Lessons checked at the same time, each in a process of its own: each has one busy screen."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from microtui.course.lesson import Lesson
from microtui.course_check.failure import LessonCheck
from microtui.course_check.lesson_check import checked
from microtui.screens.course.stagehand import StageOf


def checks_of(lessons: Sequence[Lesson], stage_of: StageOf) -> Iterator[LessonCheck]:
    """What is found in each of them, in their order, as it comes.

    Processes find `stage_of` by its name: it is a plain function.
    """
    check = partial(checked, stage_of=stage_of)
    processes = min(len(lessons), os.cpu_count() or 1)
    if processes < 2:
        yield from map(check, lessons)
        return
    # Begun anew, not forked: a process that has threads of its own cannot be copied safely.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as executor:
        yield from executor.map(check, lessons)
