"""A lesson with all that there is in it, read from the text of its file."""

from __future__ import annotations

import pytest

from microtui.course.expressions.reading import kind_of
from microtui.course.lesson import ChoiceQuestion, NumberQuestion, Span, Step
from microtui.course.lesson_error import LessonError
from microtui.course.reading.lesson import read_lesson

TEXT = """\
---
title: The forgotten zero_grad
minutes: 8
language: en
---

```run pane=gradient epoch=20
--dataset moons
--no-zero-grad --name "two words"
```

## A step's title

Short *words*, **strong** ones,
`code` and [[loss]].

- an item with [[parameter("0.0.w[1]").grad]]
- another [[loss > 2 * loss at start]]

```python
x = [[loss]]
```

```predict
After ten more epochs the loss is
hint: look
  at the norm
- smaller [[loss < 0.9 * loss before]]
  It went from [[loss before]] to [[loss]].
- neither
```

```do
Press `s` ten times.
until: epoch >= epoch before + 10
hint: once more
way: s*3 . enter "b = 2"
```

That is why.

## The second

```when
not torch
```

```scratchpad walk=forward chosen=b
a = 2.0
b = a + a
```

```number
What is the gradient of b?
value: node("b").grad
within: 5 %
near: so it is
far: it is [[node("b").grad]]
```
"""


def test_all_parts_are_where_the_file_has_them() -> None:
    lesson = read_lesson(TEXT, file="09-it.md", name="it", number=9)

    assert (lesson.title, lesson.minutes, lesson.language) == ("The forgotten zero_grad", 8, "en")
    first, second = lesson.steps
    assert first.title == "A step's title"
    assert first.stage is not None
    assert first.stage.options == (
        *("--dataset", "moons", "--no-zero-grad", "--name", "two words"),
    )
    assert (first.stage.epoch, first.stage.pane, first.stage.line) == (20, "gradient", 7)
    assert [(block.kind, block.line) for block in first.text] == [
        ("paragraph", 14),
        ("item", 17),
        ("item", 18),
        ("code", 20),
    ]
    assert [(span.kind, span.text) for span in first.text[0].spans] == [
        ("plain", "Short "),
        ("emphasis", "words"),
        ("plain", ", "),
        ("strong", "strong"),
        ("plain", " ones, "),
        ("code", "code"),
        ("plain", " and "),
        ("figure", "loss"),
        ("plain", "."),
    ]
    assert [span.kind for span in first.text[2].spans] == ["plain", "claim"]
    assert first.text[3].spans == (Span("code", "x = [[loss]]"),)
    assert second.when is not None
    assert kind_of(second.when) == "condition"
    assert second.stage is not None
    assert (second.stage.lines, second.stage.walk, second.stage.chosen) == (
        *("a = 2.0\nb = a + a", "forward", "b"),
    )


def test_questions_and_tasks_have_their_parts() -> None:
    first, second = read_lesson(TEXT, file="09-it.md", name="it", number=9).steps

    question = first.question
    assert isinstance(question, ChoiceQuestion)
    assert [(each.text[0].text, each.line) for each in question.choices] == [
        ("smaller", 28),
        ("neither", 30),
    ]
    assert question.choices[0].condition is not None
    assert question.choices[0].condition.text == "loss < 0.9 * loss before"
    assert question.choices[1].condition is None
    assert question.hint[0].spans == (Span("plain", "look at the norm"),)
    assert first.task is not None
    assert first.task.way == ("s", "s", "s", ".", "enter", '"b = 2"')
    assert first.task.until.line == 35
    assert first.explanation[0].spans == (Span("plain", "That is why."),)
    number = second.question
    assert isinstance(number, NumberQuestion)
    assert (number.within, number.is_share) == (0.05, True)
    assert number.near[0].spans == (Span("plain", "so it is"),)


def test_comments_are_left_out_wherever_they_stand() -> None:
    comment = "<!-- For teachers: [[los]],\n\n## no step,\n-- and no text -->\n\n"
    beside = {
        part: comment + part
        for part in ("```run", "## A step", "- an item", "```predict", "```do", "That is why.")
    }
    text = TEXT
    for part, with_comment in beside.items():
        text = text.replace(part, with_comment, 1)
    with_comments = read_lesson(text, file="09-it.md", name="it", number=9)
    without = read_lesson(TEXT, file="09-it.md", name="it", number=9)
    assert [shown(each) for each in with_comments.steps] == [shown(each) for each in without.steps]


@pytest.mark.parametrize("html", ["<!-- a --> b <!-- c -->", "<!-- not closed", "<b>a</b>"])
def test_other_html_is_no_comment(html: str) -> None:
    with pytest.raises(LessonError, match="HTML is not shown"):
        read_lesson(TEXT.replace("That is why.", html), file="09-it.md", name="it", number=9)


def shown(step: Step) -> list[object]:
    return [
        step.title,
        [[span.text for span in block.spans] for block in (*step.text, *step.explanation)],
        step.question is not None and [[s.text for s in b.spans] for b in step.question.text],
        step.task is not None and step.task.way,
    ]
