"""Lessons checked at the same time, each in a process of its own: each has one busy screen."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from functools import partial
from multiprocessing import get_context

from engine.errors import ConfigurationError
from microtui.course.lesson import Lesson
from microtui.course_check.failure import LessonCheck
from microtui.course_check.interrupting import end_when_interrupted, ended_when_interrupted
from microtui.course_check.lesson_check import checked
from microtui.screens.course.stagehand import StageOf


def checks_of(lessons: Sequence[Lesson], stage_of: StageOf) -> Iterator[LessonCheck]:
    """What is found in each of them, in their order, as it comes.

    Processes find `stage_of` by its name: it is a plain function.
    """
    check = partial(checked, stage_of=stage_of)
    processes = min(len(lessons), os.cpu_count() or 1)
    if processes < 2:
        for lesson in lessons:
            with ended_when_interrupted():
                found = check(lesson)
            yield found
        return
    # Begun anew, not forked: a process that has threads of its own cannot be copied safely.
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, context, end_when_interrupted) as executor:
        try:
            yield from in_order(executor, check, lessons, processes)
        except BrokenExecutor:
            raise ConfigurationError(
                "a process that plays a lesson was ended by somebody else: check one at a time"
            ) from None


def in_order(
    executor: ProcessPoolExecutor,
    check: Callable[[Lesson], LessonCheck],
    lessons: Sequence[Lesson],
    processes: int,
) -> Iterator[LessonCheck]:
    """A process gets a lesson when it has nothing to do: where more of them wait in its pipe than
    that has room for, and processes are interrupted, the pool waits for ever (Python 3.11)."""
    waiting, begun = deque(lessons), deque[Future[LessonCheck]]()
    under_way: set[Future[LessonCheck]] = set()
    while waiting or begun:
        while waiting and len(under_way) < processes:
            begun.append(executor.submit(check, waiting.popleft()))
            under_way.add(begun[-1])
        _, under_way = wait(under_way, return_when=FIRST_COMPLETED)
        while begun and begun[0].done():
            yield begun.popleft().result()
