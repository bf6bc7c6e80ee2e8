"""What a step says is held against the run; each thing made wrong on purpose is found."""

from __future__ import annotations

import pytest
from lesson_beside import FRONT, lesson_of
from lesson_without_screen import Run

from microtui.course_check.failure import Fault
from microtui.course_check.statements.judging import faults_answered, faults_begun, faults_done

STAGE = "```run\n--preset lecture\n```\n"
STEP = (
    """
## A step

"""
    + STAGE
    + """
The loss is [[loss]]. [[loss > 0.1]]

```predict
After ten epochs it is
hint: It was [[loss]].
- smaller [[loss < loss before]]
  It fell from [[loss before]] to [[loss]]. [[loss < 0.9 * loss before]]
- larger [[loss >= loss before]]
  It fell all the same. [[loss < loss at start]]
```

```do
Press `s` ten times. [[epoch == 0]]
until: epoch >= epoch before + 10
way: s*10
```

These were [[epoch]] epochs. [[updates == 10 * batches]]
"""
)
NUMBER = (
    """
## A number

"""
    + STAGE
    + """
```number
What will the loss be after ten epochs?
value: loss
within: 5 %
near: [[abs(answer - loss) < 0.1 * loss]] It is [[loss]].
far: [[answer > loss]] It is less. [[answer < loss]] It is more. [[loss < 1e9]]
```

```do
Press `s` ten times.
until: epoch >= 10
way: s*10
```

You typed [[answer]].
"""
)
RUN = Run.of(10)


def faults_in(text: str) -> list[Fault]:
    """All that there are, in the order in which a reader would meet them."""
    step = lesson_of(text).steps[0]
    faults = [*faults_begun(RUN.begun(step)), *faults_answered(RUN.answered(step))]
    done = RUN.done(step)
    return [*faults, *(faults_done(done) if done.done is not done.before else ())]


def line_of(part: str, text: str) -> int:
    """In the file of the lesson."""
    before, found, _ = (FRONT + text).partition(part)
    assert found
    return before.count("\n") + 1


@pytest.mark.parametrize("text", [STEP, NUMBER])
def test_what_is_so_has_no_fault(text: str) -> None:
    assert faults_in(text) == []


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("[[loss > 0.1]]", "[[loss > 100]]", "loss > 100 does not hold as the step begins: loss"),
        ("is [[loss]].", "is [[batch_loss]].", "there is no batch_loss as the step begins"),
        ("It was [[loss]]", "It was [[test_loss]]", "there is no test_loss as the step begins"),
        (
            "[[loss < 0.9 * loss before]]",
            "[[loss < 1e-9 * loss before]]",
            "loss < 1e-9 * loss before does not hold once the step is done: loss is",
        ),
        (
            "[[loss < loss at start]]",
            "[[loss > loss at start]]",
            "loss > loss at start does not hold once the step is done",
        ),
        ("[[epoch == 0]]", "[[epoch == 1]]", "epoch == 1 does not hold before the task is done"),
        (
            "[[updates == 10 * batches]]",
            "[[updates == 11 * batches]]",
            "updates == 11 * batches does not hold once the step is done: updates is 10, batches is"
            " 1",
        ),
        (
            "until: epoch >= epoch before + 10",
            "until: epoch >= epoch before",
            "epoch >= epoch before holds before a key is pressed",
        ),
        (
            "- larger [[loss >= loss before]]",
            "- larger [[loss > 0]]",
            "loss > 0 holds once the step is done, and so does loss < loss before",
        ),
    ],
)
def test_a_statement_made_wrong_is_found_in_its_line(right: str, wrong: str, sentence: str) -> None:
    text = STEP.replace(right, wrong)
    (fault,) = faults_in(text)
    assert fault.sentence.startswith(sentence)
    assert fault.line == line_of(wrong, text)


def test_a_question_whose_right_answer_is_missing_is_found() -> None:
    text = STEP.replace("- smaller [[loss < loss before]]", "- smaller [[loss < 0]]")
    (fault,) = faults_in(text)
    assert fault.sentence.startswith("none of the choices holds once the step is done: loss is")
    assert fault.line == line_of("```predict", text)


def test_where_one_choice_stands_for_all_others_none_of_them_need_hold() -> None:
    assert faults_in(STEP.replace("- larger [[loss >= loss before]]", "- anything else")) == []


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("within: 5 %", "within: 0", "as the screen shows it, is not within 0 of it"),
        ("within: 5 %", "within: 100 %", "and 0, being within 100 % of it, is accepted"),
        (
            "[[abs(answer - loss) < 0.1 * loss]]",
            "[[abs(answer - loss) > 0.1 * loss]]",
            "does not hold once the step is done",
        ),
        ("[[answer < loss]]", "[[answer == loss]]", "answer == loss does not hold"),
        ("[[loss < 1e9]]", "[[loss > 1e9]]", "loss > 1e9 does not hold"),
        ("is [[loss]].", "is [[test_loss]].", "there is no test_loss once the step is done"),
    ],
)
def test_a_number_asked_for_made_wrong_is_found(right: str, wrong: str, sentence: str) -> None:
    text = NUMBER.replace(right, wrong)
    (fault,) = faults_in(text)
    assert sentence in fault.sentence
    assert fault.line == line_of("value:" if right.startswith("within") else wrong, text)


def test_a_number_that_there_is_not_is_found() -> None:
    text = NUMBER.replace("value: loss", "value: test_loss")
    assert faults_in(text) == [
        (line_of("value:", text), "there is no test_loss once the step is done")
    ]
