"""A lesson is played with keys, and what goes wrong on the way is said with its line."""

from __future__ import annotations

import pytest
from lesson_beside import FRONT, lesson_of

from microtui.command_line.lessons.staged_run import staged_run
from microtui.course.lesson_error import LessonError
from microtui.course_check.failure import Failure, LessonCheck, Tally
from microtui.course_check.lesson_check import check_lesson, checked

RUN = "\n```run pane=parameters\n--preset lecture\n```\n"
ALL_WELL = (
    """
## All is well
"""
    + RUN
    + """
The loss is [[loss]].

```predict
After an epoch it is
- smaller [[loss < loss before]]
- larger [[loss >= loss before]]
```

```do
Press `s`, and look at the signs.
until: epoch == 1 and screen == "legend"
hint: Both keys are in the last line.
way: s * esc
```

It is [[loss]] now.

## A number

```scratchpad chosen=a
a = 2.0
b = a*3
```

```number
What is the gradient of `a`?
value: node("a").grad
within: 0.01
near: [[answer == 3]]
```
"""
)
NOTHING_LEFT = (
    """
## Nothing is left to do
"""
    + RUN
    + """
```do
Look at the parameters.
until: pane == "parameters"
way: 3
```
"""
)
TOO_SHORT = (
    """
## The way is too short
"""
    + RUN
    + """
```do
Press `s` twice.
until: epoch == 2
way: s
```

## Behind it

What is said here, [[epoch == 2]], is not looked at: nobody has come here.
"""
)
TOO_LONG = (
    """
## The way is too long
"""
    + RUN
    + """
```do
Press `b`.
until: updates == 1
way: b*2
```
"""
)


def line_of(part: str, text: str) -> int:
    """In the file of the lesson."""
    before, found, _ = (FRONT + text).partition(part)
    assert found
    return before.count("\n") + 1


def found_in(text: str) -> tuple[Failure, ...]:
    """As where it is read and checked: a lesson that cannot be read has one mistake."""
    try:
        return check_lesson(lesson_of(text), staged_run)
    except LessonError as error:
        return (Failure.of(error),)


def test_what_cannot_be_done_as_it_is_shown_is_found_and_nothing_else() -> None:
    text = NOTHING_LEFT + TOO_SHORT + TOO_LONG
    check = checked(lesson_of(text), staged_run)
    assert [(each.line, each.sentence) for each in check.failures] == [
        (
            line_of('until: pane == "parameters"', text),
            'pane == "parameters" holds before a key is pressed',
        ),
        (
            line_of("until: epoch == 2", text),
            "epoch == 2 does not hold at the end of its way: Press s; epoch is 1",
        ),
    ]
    assert [(each.line, each.sentence) for each in check.notes] == [
        (
            line_of("until: updates == 1", text),
            "updates == 1 holds after 1 of the 2 keys of its way",
        )
    ]
    assert check.tally == Tally(steps=3, questions=0, tasks=3, claims=0, figures=0)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "sentence"),
    [
        ("--preset lecture", "--preset lectur", "```run", "preset must be one of"),
        ("--preset lecture", "--lr -1", "```run", "learning rate"),
        ("chosen=a", "chosen=c", "```scratchpad", "'c'"),
        ("b = a*3", "b = a*c", "b = a*c", "'c' has no value yet"),
        ("is [[loss]].", "is [[los]].", "is [[los]]", "did you mean loss?"),
        ('node("a").grad', 'node("a").gradient', "value:", "did you mean .grad?"),
        ("way: s * esc", "way: s * escp", "way:", "did you mean escape?"),
    ],
)
def test_a_stage_made_wrong_is_found_before_anything_is_played(
    right: str, wrong: str, line: str, sentence: str
) -> None:
    text = ALL_WELL.replace(right, wrong)
    (failure,) = found_in(text)
    assert failure.line == line_of(line, text)
    assert sentence in failure.sentence


BREAKS = [
    ("loss < loss before]]", "loss < 0]]", "- smaller", "none of the choices holds"),
    (
        "loss >= loss before]]",
        "loss > 0]]",
        "- larger",
        "loss > 0 holds once the step is done, and",
    ),
    ("epoch == 1 and", "epoch == 2 and", "until:", "does not hold at the end of its way"),
    ("way: s * esc", "way: n * esc", "until:", "does not hold at the end of its way"),
    ("way: s * esc", "way: s esc", "until:", "does not hold at the end of its way"),
    ("within: 0.01", "within: 5", "value:", "and 0, being within 5 of it, is accepted"),
    ("answer == 3", "answer == 4", "near:", "answer == 4 does not hold"),
    ("The loss is [[loss]]", "The loss is [[test_loss]]", "The loss", "there is no test_loss"),
    ("b = a*3", "b = a*4", "near:", "answer == 3 does not hold"),
]


@pytest.mark.thorough
@pytest.mark.parametrize(("right", "wrong", "line", "sentence"), BREAKS)
def test_each_thing_made_wrong_is_the_one_that_is_found(
    right: str, wrong: str, line: str, sentence: str
) -> None:
    text = ALL_WELL.replace(right, wrong)
    (failure,) = found_in(text)
    assert sentence in failure.sentence
    place = "```predict" if "none of" in sentence else line
    assert failure.line == line_of(place, text)


@pytest.mark.thorough
def test_where_nothing_was_made_wrong_nothing_is_found() -> None:
    tally = Tally(steps=2, questions=2, tasks=1, claims=1, figures=2)
    assert checked(lesson_of(ALL_WELL), staged_run) == LessonCheck((), (), tally)
