"""Keys that lead off the straight way are tried in each lesson; one that does not is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lesson_beside import lesson_of

from microtui.command_line.lessons.staged_run import staged_run
from microtui.course.lesson import Lesson
from microtui.course_check.lesson_check import check_lesson
from microtui.screens.course.desk import Desk
from microtui.screens.course.panel_place import PanelPlace

TWO_STEPS = """
## The first

```scratchpad walk=start
a = 2.0
b = a*3
```

```do
Press `.` once.
until: walk_step == 1
hint: A point.
way: .
```

## The second

```number
What is b?
value: result
within: 0
```

Whatever was done before: this is 6.
"""


def lesson() -> Lesson:
    return lesson_of(TWO_STEPS)


async def nothing(*given: Any) -> None:
    """What a key does that does nothing."""


def failing(self: Desk) -> None:
    raise RuntimeError("on purpose")


async def as_it_is(self: Desk) -> None:
    """The lesson goes back, and the stage stays as it is."""
    if self.present.playing is not None:
        self.present.take(self.present.playing.again(await self.present.look()))


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("owner", "name", "instead", "sentence"),
    [
        (PanelPlace, "fold", lambda self: None, "F1 does not hide the lesson"),
        (Desk, "hint", lambda self: None, "F2 does not give hint 1"),
        (Desk, "stage_back", nothing, "F3 does nothing"),
        (Desk, "stage_back", as_it_is, "F3 does not put the stage back: the walk is otherwise"),
        (Desk, "skip", nothing, "whoever skips does not get beyond this step"),
        (Desk, "begin_again", nothing, "F5 does not begin the lesson again"),
        (Desk, "back", lambda self: None, "backspace does not lead back to 'The first'"),
        (Desk, "on", nothing, "enter does not lead on from this step"),
        (Desk, "hint", failing, "the program fails in this step, with RuntimeError: on purpose"),
    ],
)
def test_a_key_that_does_not_do_what_it_should_is_found(
    owner: type[object],
    name: str,
    instead: Callable[..., object],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(owner, name, instead)
    found = [failure.sentence for failure in check_lesson(lesson(), staged_run)]
    assert sentence in found


@pytest.mark.thorough
def test_where_all_keys_do_what_they_should_nothing_is_found() -> None:
    assert check_lesson(lesson(), staged_run) == ()
