"""A course of three short lessons, in the place of the real one, which takes longer to read."""

from __future__ import annotations

from microtui.course.lesson import Lesson, Stage, Step


def lesson(number: int, name: str, title: str, minutes: int = 8) -> Lesson:
    steps = tuple(
        Step(each, None, Stage("run", 1), (), None, None, (), 1) for each in ("A", "B", "C")
    )
    return Lesson(f"{name}.md", name, number, title, minutes, "en", steps)


COURSE = (
    lesson(1, "nudging", "A derivative by nudging"),
    lesson(2, "values", "値とは何か", 12),
    lesson(9, "forgotten-zero-grad", "The forgotten zero_grad"),
)

WHERE = "microtui.course.reading.lesson_files.course"
"""What reads the real one."""

ONE_STEP = """---
title: Mine
minutes: 3
language: en
---

## Begin

```run
--dataset xor
```

Look at it.
"""
"""A file of somebody's own."""
