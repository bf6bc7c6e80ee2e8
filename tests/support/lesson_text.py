"""Texts of lessons, whole but for the part that a test is about; and what is said of one."""

from __future__ import annotations

import pytest

from microtui.course.lesson import Lesson, Step
from microtui.course.lesson_error import LessonError
from microtui.course.reading.lesson import read_lesson

HEAD = """\
---
title: It
minutes: 8
language: en
---

"""
STAGED = f"""\
{HEAD}```run
```

## A step

"""
FIRST = STAGED.count("\n") + 1
"""The number of the first line of what a step has in it."""


def lesson(text: str) -> Lesson:
    return read_lesson(text, file="it.md", name="it", number=None)


def step(text: str) -> Step:
    """The step that has this in it."""
    return lesson(STAGED + text).steps[0]


def said_of(text: str) -> str:
    """`line 3: …`: the sentence about this lesson, which cannot be read."""
    with pytest.raises(LessonError) as caught:
        lesson(text)
    sentence = str(caught.value)
    assert sentence.isprintable()
    assert sentence.startswith(f"it.md, line {caught.value.line}: ")
    return sentence.removeprefix("it.md, ")


def said_of_step(text: str) -> str:
    """The same, where this is in its only step; lines count from the first of this text."""
    line, _, sentence = said_of(STAGED + text).removeprefix("line ").partition(": ")
    return f"line {int(line) - FIRST + 1}: {sentence}"
