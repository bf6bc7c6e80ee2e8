"""What is said of a step whose text, question or task is not as it must be."""

from __future__ import annotations

import pytest
from lesson_text import said_of_step

HTML = "HTML is not shown: write `code`, **strong** or *emphasis*, or \\< for the sign"
LINK = "a link cannot be followed here: write the address as text"
BROKEN = "a line that ends in two blanks or \\ is not broken here: begin a new paragraph"
UNCLOSED = "[[ is not closed: write ]] behind the figure, or \\[\\[ for the signs themselves"
ONE_PARAGRAPH = (
    "an item is one paragraph: write what else there is without a margin, below the list"
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a <b>b</b>", f"line 1: {HTML}"),
        (
            "<div>\nx\n</div>",
            "line 1: HTML is not shown: write Markdown, or \\< for the sign itself",
        ),
        (
            "a ![loss](curve.png)",
            "line 1: pictures are not shown: leave this one out, or say what is to be seen in it",
        ),
        ("a\n[b](http://c.de)", f"line 2: {LINK}"),
        ("<https://c.de>", f"line 1: {LINK}"),
        (
            "[a]: http://c.de",
            "line 1: a line such as [name]: address is not shown: write the address into the text",
        ),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "line 1: tables are not shown: write a list, or the lines of a table between ``` and "
            "```",
        ),
        ("- a\n  - b", "line 1: a list within a list is not shown: make one list of both"),
        ("- a\n- b\n\n  c", f"line 2: {ONE_PARAGRAPH}"),
        ("- a\n\n  ```run\n  ```", f"line 1: {ONE_PARAGRAPH}"),
        ("- a\n-\n", "line 2: an item of the list is empty: write its text, or remove it"),
        (
            "> a",
            "line 1: a quotation with > is not shown as one: write a paragraph",
        ),
        (
            "a\n\n***",
            "line 3: a line of --- or *** is not shown: a new step begins with a line such as ## "
            "Its title",
        ),
        ("a  \nb", f"line 1: {BROKEN}"),
        ("a\nb\\\nc", f"line 2: {BROKEN}"),
        (
            "a\n~~b~~",
            "line 2: ~~text~~ is not shown: write `code`, **strong** or *emphasis*",
        ),
        ("a\nb [[loss", f"line 2: {UNCLOSED}"),
        ("a [[loss] b", f"line 1: {UNCLOSED}"),
        ("a [[]] b", "line 1: there is nothing: write one such as loss > 2 * loss at start"),
        ("a\nb [[los]]", "line 2: there is no figure 'los': did you mean loss?"),
        ("- a\n- b\n  c [[los]]", "line 3: there is no figure 'los': did you mean loss?"),
        ("[[loss -\n1]] and [[los]]", "line 2: there is no figure 'los': did you mean loss?"),
        (
            'a [[node("b).grad]]',
            "line 1: in 'node(\"b).grad', a text is not closed: write \" at its end, too",
        ),
        (
            "```python\na",
            "line 1: this fence is not closed: write ``` in a line below what is in it",
        ),
        ("```perdict\n```", "line 1: there is no fence ```perdict: did you mean ```predict?"),
        ("```Find\n```", "line 1: there is no fence ```Find: did you mean ```find?"),
        (
            "a \x1b[31m b",
            "line 1: there is a character that cannot be shown, U+001B: remove it",
        ),
        (
            "```\n\x9b31m\n```",
            "line 2: there is a character that cannot be shown, U+009B: remove it",
        ),
        ("a\u202eb", "line 1: there is a character that cannot be shown, U+202E: remove it"),
        ("a &#x202e; b", "line 1: U+202E cannot be shown: remove what stands for it"),
        (
            "word\n" * 2_501,
            "line 2501: here end 10,000 characters without an empty line: make shorter paragraphs",
        ),
    ],
)
def test_what_would_not_be_shown_is_refused(text: str, sentence: str) -> None:
    assert said_of_step(text) == sentence


CHOICES = "- a [[loss > 1]]\n- b\n"
SECOND_WITHOUT = "a second choice has no condition: only one can be right where no other is"
TOO_FEW = "there are too few choices: write two at least, each as - its text [[condition]]"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("What?\n", f"line 1: {TOO_FEW}"),
        ("What?\n- a [[loss > 1]]\n", f"line 1: {TOO_FEW}"),
        ("What?\n* a [[loss > 1]]\n* b\n", f"line 1: {TOO_FEW}"),
        (
            f"What?\n{'- a [[loss > 1]]' * 1}\n" + "- a [[loss > 1]]\n" * 9,
            "line 1: there are too many choices: 9 are the most",
        ),
        (CHOICES, "line 1: the text is missing: write it below this line"),
        ("What?\n- a\n- b\n", f"line 4: {SECOND_WITHOUT}"),
        ("What?\n- about [[loss]]\n- b\n", f"line 4: {SECOND_WITHOUT}"),
        (
            "What?\n- a [[loss > 1]]\n- b [[loss >]]\n",
            "line 4: in 'loss >', a figure or a number is missing behind '>'",
        ),
        (
            "What?\n- a [[loss > 1]] [[loss < 1]]\n- b\n",
            "line 3: a choice has one condition: join them with and, or with or",
        ),
        (
            "What?\n- [[loss > 1]]\n- b\n",
            "line 3: a choice needs a text: write it before its condition",
        ),
        (
            "What?\n- a [[loss > 1]]\n- a\n",
            "line 4: two choices are alike: write another text",
        ),
        (
            "What?\n- a [[loss > 1]]\nSo it is.\n- b\n",
            "line 4: the answer to a choice has a margin: indent this line",
        ),
        (
            "What?\n- a [[loss > 1]]\n  So\n  it [[los]].\n- b\n",
            "line 5: there is no figure 'los': did you mean loss?",
        ),
        (
            "What?\n- a [[loss > 1]]\nhint: x\n- b\n- c\n",
            "line 5: a choice stands before hint:, not below it",
        ),
        (
            "What?\n- - a [[loss > 1]]\n- b\n",
            "line 3: a choice is a line of text: write - its text [[condition]]",
        ),
        (
            f"What?\n{CHOICES}hint: look\n  at [[los]]\n",
            "line 6: there is no figure 'los': did you mean loss?",
        ),
        (f"What?\nHint: x\n{CHOICES}", "line 3: there is no key 'Hint': did you mean hint:?"),
        (
            f"What?\nhint：x\n{CHOICES}",
            "line 3: behind hint stands a plain colon: write hint:",
        ),
        (
            f"What?\nuntil: x\n{CHOICES}",
            "line 3: until: has no place here: the keys are hint",
        ),
        (
            f"What?\nhint: x\n{CHOICES}hint: y\n",
            "line 6: hint stands here a second time: remove one of them",
        ),
    ],
)
def test_a_predict_has_a_text_and_choices(text: str, sentence: str) -> None:
    assert said_of_step(f"```predict\n{text}```\n") == sentence


WITHIN = "within must be a number such as 0.01, or a share such as 5 %"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "line 1: the text is missing: write it below this line"),
        (
            "What?\n",
            'line 1: value is missing: write a line such as value: node("b").grad',
        ),
        (
            "What?\nvalue:\nwithin: 1\n",
            'line 3: value is missing: write a line such as value: node("b").grad',
        ),
        (
            "What?\nvalue: loss > 1\nwithin: 1\n",
            "line 3: 'loss > 1' is a condition, but a number is due here",
        ),
        (
            "What?\nvalue: dataset\nwithin: 1\n",
            "line 3: 'dataset' is a text, but a number is due here",
        ),
        ("What?\nvalue: loss\n", f"line 1: {WITHIN}"),
        ("What?\nvalue: loss\nwithin:\n", f"line 4: {WITHIN}"),
        ("What?\nvalue: loss\nwithin: -1\n", f"line 4: {WITHIN}, got '-1'"),
        ("What?\nvalue: loss\nwithin: about 5 %\n", f"line 4: {WITHIN}, got 'about 5 %'"),
        ("What?\nvalue: loss\nwithin: 1e999\n", f"line 4: {WITHIN}, got '1e999'"),
        (
            "What?\nvalue: loss\nwithin: 1\nToo long?\n",
            "line 5: text stands before value:, and what belongs to within: has a margin",
        ),
        (
            "What?\nvalu: loss\nwithin: 1\n",
            "line 3: there is no key 'valu': did you mean value:?",
        ),
        (
            "What?\nvalue: loss\nwithin: 1\nway: s\n",
            "line 5: way: has no place here: the keys are value, within, near, far, hint",
        ),
    ],
)
def test_a_number_has_a_text_a_value_and_how_near_is_near(text: str, sentence: str) -> None:
    assert said_of_step(f"```number\n{text}```\n") == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("until: torch\n", "line 1: the text is missing: write it below this line"),
        (
            "Do.\n",
            "line 1: until is missing: write a line such as until: epoch >= epoch before + 10",
        ),
        ("Do.\nuntil: loss\n", "line 3: 'loss' is a number, but a condition is due here"),
        ("Do.\nuntill: torch\n", "line 3: there is no key 'untill': did you mean until:?"),
        (
            "Do.\nuntil: torch\nvalue: 3\n",
            "line 4: value: has no place here: the keys are until, hint, way",
        ),
        ("Do.\nuntil: torch\nway: entr\n", "line 4: there is no key 'entr': did you mean enter?"),
        ("Do.\nuntil: torch\nway: s\n  ^R\n", "line 5: there is no key '^R': did you mean ^r?"),
        ("Do.\nuntil: torch\nway: ctrl+r\n", "line 4: there is no key 'ctrl+r': did you mean ^r?"),
        (
            "Do.\nuntil: torch\nway: ss\n",
            "line 4: there is no key 'ss': write its letters one by one, or \"ss\" to type them",
        ),
        (
            "Do.\nuntil: torch\nway: *3\n",
            "line 4: there is no key '*3': write such as s, ?, enter, esc, space, up or ^r",
        ),
        (
            'Do.\nuntil: torch\nway: "a = 2\n',
            'line 4: typed text is not closed: write " at its end, too',
        ),
        (
            "Do.\nuntil: torch\nway: s*600 b*600\n",
            "line 4: these are more than 1,000 keys: show a shorter way",
        ),
    ],
)
@pytest.mark.parametrize("fence", ["do", "find"])
def test_a_task_has_a_text_and_an_end(fence: str, text: str, sentence: str) -> None:
    assert said_of_step(f"```{fence}\n{text}```\n") == sentence


PREDICT = f"```predict\nWhat?\n{CHOICES}```\n"
DO = "```do\nDo.\nuntil: torch\n```\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            DO + PREDICT,
            "line 5: ```predict comes too late in this step: move it above the task",
        ),
        (
            PREDICT + "```number\n```\n",
            "line 6: a step has one question, and ```number would be a second one: the first is "
            "in line 12",
        ),
        (
            DO + DO.replace("do", "find"),
            "line 5: a step has one task, and ```find would be a second one: the first is in line "
            "12",
        ),
        (
            PREDICT + "\nNow do it.\n\n" + DO,
            "line 7: text between the question and the task is never shown: write it within ```do, "
            "or behind it",
        ),
        (
            PREDICT + "\n```when\ntorch\n```\n",
            "line 7: ```when comes too late in this step: move it above the question",
        ),
        ("```predict what?\n```\n", "line 1: nothing stands behind ```predict: remove 'what?'"),
        (
            "````predict\nWhat?\n```do\n```\n- a [[loss > 1]]\n- b\n````\n",
            "line 3: a fence of the lesson cannot stand within another: close that first",
        ),
    ],
)
def test_the_parts_of_a_step_stand_in_their_order(text: str, sentence: str) -> None:
    assert said_of_step(text) == sentence
