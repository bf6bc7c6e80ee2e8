"""What a text of a lesson comes to: its words and how they are shown, in any language."""

from __future__ import annotations

import pytest
from lesson_text import HEAD, lesson, step

from microtui.course.lesson import ChoiceQuestion, NumberQuestion, Span, Text


def words(text: Text) -> list[tuple[str, str]]:
    return [(block.kind, "".join(span.text for span in block.spans)) for block in text]


def spans(text: str) -> list[tuple[str, str]]:
    (block,) = step(text).text
    return [(span.kind, span.text) for span in block.spans]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb", [("plain", "a b")]),
        ("a\n`b`\n**c**", [("plain", "a "), ("code", "b"), ("plain", " "), ("strong", "c")]),
        ("***a** b*", [("strong", "a"), ("emphasis", " b")]),
        ("2 * 3 * 4 and snake_case_name", [("plain", "2 * 3 * 4 and snake_case_name")]),
        ("a &lt; b &amp; \\*c\\*", [("plain", "a < b & *c*")]),
        ("`[[loss]]` and \\[\\[loss]]", [("code", "[[loss]]"), ("plain", " and [[loss]]")]),
        ("[[2*loss*3]]x", [("figure", "2*loss*3"), ("plain", "x")]),
        (
            '*[[parameter("0.0.w[1]").grad]]*: [[loss >\n1]]',
            [("figure", 'parameter("0.0.w[1]").grad'), ("plain", ": "), ("claim", "loss > 1")],
        ),
        ("损失是\n[[loss]]\n。再", [("plain", "损失是"), ("figure", "loss"), ("plain", "。再")]),
        ("損失は\n小さく、\nなる。", [("plain", "損失は小さく、なる。")]),
        ("손실이\n커진다", [("plain", "손실이 커진다")]),
        ("Verlust\nfällt", [("plain", "Verlust fällt")]),
        ("می‌شود", [("plain", "می‌شود")]),
    ],
)
def test_words_are_shown_as_they_are_marked(text: str, shown: list[tuple[str, str]]) -> None:
    assert spans(text) == shown


def test_items_code_and_numbers_of_a_list_are_kept() -> None:
    text = step("- a\n  b\n- c\n\n0. d\n1. **e**\n\n```python\nx = 1\n\n  [[y\n```\n\n    z\n").text
    assert words(text) == [
        ("item", "a b"),
        ("item", "c"),
        ("paragraph", "0. d"),
        ("paragraph", "1. e"),
        ("code", "x = 1\n\n  [[y"),
        ("code", "z"),
    ]
    assert [block.line for block in text] == [12, 14, 16, 17, 19, 25]


def test_a_figure_knows_its_line() -> None:
    first, second = (span for span in step("a\nb [[loss]]\nc\n[[h]]").text[0].spans[1::2])
    assert first.expression is not None
    assert second.expression is not None
    assert (first.expression.line, second.expression.line) == (13, 15)


def test_a_text_before_a_question_is_that_of_the_step_and_after_it_the_explanation() -> None:
    before = step("one\n\n```do\nDo.\nuntil: torch\n```\n\ntwo\n\n- three\n")
    assert words(before.text) == [("paragraph", "one")]
    assert words(before.explanation) == [("paragraph", "two"), ("item", "three")]
    assert words(step("one\n\ntwo\n").explanation) == []


def test_keys_go_on_in_lines_below_with_a_margin() -> None:
    task = step("""\
```do
Do *this*:

- and that

until: epoch >=
    epoch before + 10
hint:
  Look

  - here
way: s*2 .
  "b = 2"*2 ^r
```
""").task
    assert task is not None
    assert words(task.text) == [("paragraph", "Do this:"), ("item", "and that")]
    assert task.until.text == "epoch >= epoch before + 10"
    assert words(task.hint) == [("paragraph", "Look"), ("item", "here")]
    assert task.way == ("s", "s", ".", '"b = 2"', '"b = 2"', "^r")


def test_a_fence_may_stand_in_a_margin_of_its_own() -> None:
    question = step("""\
```predict
    What?
    - a [[loss > 1]]
      So it is.

      And so on.
    - **b**
    hint: x
```
""").question
    assert isinstance(question, ChoiceQuestion)
    assert words(question.text) == [("paragraph", "What?")]
    assert [choice.text for choice in question.choices] == [
        (Span("plain", "a"),),
        (Span("strong", "b"),),
    ]
    assert words(question.choices[0].answer) == [
        ("paragraph", "So it is."),
        ("paragraph", "And so on."),
    ]
    assert words(question.hint) == [("paragraph", "x")]


@pytest.mark.parametrize(
    ("written", "within", "is_share"),
    [
        ("0.01", 0.01, False),
        ("5 %", 0.05, True),
        ("5%", 0.05, True),
        ("0", 0.0, False),
        ("1e-3", 0.001, False),
        (".5", 0.5, False),
    ],
)
def test_how_near_is_near_may_be_a_share(written: str, within: float, is_share: bool) -> None:
    question = step(f"```number\nWhat?\nvalue: loss\nwithin: {written}\n```").question
    assert isinstance(question, NumberQuestion)
    assert (question.within, question.is_share) == (within, is_share)


def test_a_lesson_in_another_language_is_read_as_it_stands() -> None:
    read = lesson("""\
---
title: "忘记清零：zero_grad"
minutes: 8
language: zh-Hans
---

```run
```

## 第一步：看损失

```predict
十个周期之后，损失会：
- 变小 [[loss < loss before]]
  从[[loss before]]到[[loss]]。
- 变大
hint: 看下面
  的曲线。
```
""")
    assert (read.title, read.language) == ("忘记清零：zero_grad", "zh-Hans")
    (only,) = read.steps
    assert only.title == "第一步：看损失"
    assert isinstance(only.question, ChoiceQuestion)
    assert [choice.text[0].text for choice in only.question.choices] == ["变小", "变大"]
    assert words(only.question.hint) == [("paragraph", "看下面的曲线。")]


def test_a_condition_without_a_step_before_it_may_leave_out_the_first() -> None:
    stage = "```scratchpad\na = 1.0\n```\n"
    text = "## A\n\n```when\ntorch\n```\n{}\n## B\n\n```when\nnot torch\n```\n{}\n## C\n\n{}"
    read = lesson(HEAD + text.format(stage, stage, stage))
    assert [each.when is not None for each in read.steps] == [True, True, False]
