"""A lesson with steps for PyTorch is checked with it, and as where it is missing."""

from __future__ import annotations

from lesson_beside import FRONT, lesson_of

from microtui.command_line.lessons.staged_run import staged_run
from microtui.course_check.lesson_check import checked

LESSON = """
## A step

```scratchpad
a = 2.0
b = a*3
```

It begins.

## Where it is there

```when
torch
```

PyTorch says [[torch_grad("a")]] [[torch_grad("a") == 3]], and [[not torch]].

## Where it is missing

```when
not torch
```

It is missing. [[torch]]
"""


def test_what_is_said_with_and_without_it_is_held_against_both() -> None:
    check = checked(lesson_of(LESSON), staged_run)
    lines = (FRONT + LESSON).splitlines()
    assert [(lines[each.line - 1], each.sentence) for each in check.failures] == [
        (
            'PyTorch says [[torch_grad("a")]] [[torch_grad("a") == 3]], and [[not torch]].',
            "not torch does not hold as the step begins: torch is yes",
        ),
        (
            "It is missing. [[torch]]",
            "torch does not hold as the step begins: torch is no",
        ),
    ]
    assert check.tally.steps == 3
