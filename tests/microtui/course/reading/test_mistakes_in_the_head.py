"""What is said of a lesson whose head, steps or stages are not as they must be."""

from __future__ import annotations

import pytest
from lesson_text import HEAD, said_of

STAGE = "```run\n```\n\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "# It\n",
            "line 1: a lesson begins with a line ---, then title, minutes and language, then --- "
            "again",
        ),
        (
            "---\ntitle: It\n",
            "line 1: the lines behind --- have no end: write --- in a line below them",
        ),
        (
            "---\nminutes: 8\nlanguage: en\n---\n",
            "line 4: title is missing: write a line such as title: The chain rule before it",
        ),
        (
            "---\ntitle: It\nlanguage: en\n---\n",
            "line 4: minutes is missing: write a line such as minutes: 8 before it",
        ),
        (
            "---\ntitle: It\nminutes: 8\n\n---\n",
            "line 5: language is missing: write a line such as language: en before it",
        ),
        ("---\ntitel: It\n---\n", "line 2: there is no key 'titel': did you mean title?"),
        (
            "---\nauthor: I\n---\n",
            "line 2: there is no key 'author': there are title, minutes, language",
        ),
        (
            "---\nIt\n---\n",
            "line 2: a key and a colon are due here, such as title: The chain rule",
        ),
        (
            "---\ntitle: It\ntitle: That\n---\n",
            "line 3: title stands here a second time: remove one of them",
        ),
        (
            '---\ntitle: ""\nminutes: 8\nlanguage: en\n---\n',
            "line 2: the title is empty: write it behind the colon, such as title: The chain rule",
        ),
        (
            f"---\nminutes: 8\nlanguage: zh\ntitle: {'字' * 31}\n---\n",
            "line 4: the title takes 62 columns: 60 are the most",
        ),
        (
            "---\ntitle: It\nminutes: eight\nlanguage: en\n---\n",
            "line 3: minutes must be a whole number from 1 to 120, got 'eight'",
        ),
        (
            "---\ntitle: It\nminutes: 7.5\nlanguage: en\n---\n",
            "line 3: minutes must be a whole number from 1 to 120, got '7.5'",
        ),
        (
            "---\ntitle: It\nminutes: 0\nlanguage: en\n---\n",
            "line 3: minutes must be a whole number from 1 to 120, got '0'",
        ),
        (
            "---\ntitle: It\nminutes: ８\nlanguage: en\n---\n",
            "line 3: minutes must be a whole number from 1 to 120, got '８'",
        ),
        (
            "---\ntitle: It\nminutes: 8\nlanguage: English\n---\n",
            "line 4: language must be a short name such as en, de or zh-Hans, got 'English'",
        ),
    ],
)
def test_the_head_has_a_title_minutes_and_a_language(text: str, sentence: str) -> None:
    assert said_of(text) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "line 6: there is no step: write ## and its title, and a text below"),
        (STAGE, "line 6: there is no step: write ## and its title, and a text below"),
        (
            "Welcome.\n",
            "line 7: text belongs to a step: write a line ## and its title above it",
        ),
        (
            "```when\ntorch\n```\n",
            "line 7: ```when belongs to a step: write a line ## and its title above it",
        ),
        (
            STAGE + "```case\n```\n",
            "line 10: a stage is set already, in line 7: remove one of them",
        ),
        (
            "## A\n\ntext\n",
            "line 7: the first step needs a stage: write ```run, ```scratchpad or ```case",
        ),
        (
            "## A\n\n```when\ntorch\n```\n" + STAGE + "text\n\n## B\n\ntext\n",
            "line 17: where those above are left out, this step needs a stage: write ```run, "
            "```scratchpad or ```case",
        ),
        (
            STAGE + "## A\n\n```scratchpad\na = 1\n```\n",
            "line 12: a step has one stage, and ```scratchpad would be a second one: the first is "
            "in line 7",
        ),
        (
            STAGE + "## A\n\ntext\n\n## B\n\n## C\n\ntext\n",
            "line 14: this step is empty: write a text below its title, or remove it",
        ),
        (STAGE + "##\n\ntext\n", "line 10: the title of the step is missing: write it behind ##"),
        (
            STAGE + "## It is [[loss]]\n\ntext\n",
            "line 10: a title is always the same: write the figure into the text",
        ),
        (
            STAGE + f"## {'x' * 61}\n\ntext\n",
            "line 10: the title takes 61 columns: 60 are the most",
        ),
        (
            STAGE + "# A\n\ntext\n",
            "line 10: the title of the lesson stands in its head: a step begins with ## Its title",
        ),
        (
            STAGE + "### A\n\ntext\n",
            "line 10: only steps have headings, written as ## Its title: write **strong** text "
            "here",
        ),
        (
            STAGE + "A\n---\n\ntext\n",
            "line 10: a text with a line of --- below is no title here: write ## Its title",
        ),
        (
            STAGE + 51 * "## A\n\ntext\n\n",
            "line 210: there are more than 50 steps: make two lessons",
        ),
    ],
)
def test_a_lesson_is_made_of_steps_and_begins_with_a_stage(text: str, sentence: str) -> None:
    assert said_of(HEAD + text) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("```run panel=map\n```", "line 9: ```run has no 'panel': did you mean pane?"),
        ("```run speed=3\n```", "line 9: ```run has no 'speed': there are pane and epoch"),
        ("```run pane\n```", "line 9: pane needs a value: write such as pane=map"),
        ("```run epoch=\n```", "line 9: epoch needs a value: write such as epoch=20"),
        ("```run pane=mpa\n```", "line 9: there is no pane 'mpa': did you mean map?"),
        ("```run pane=map pane=loss\n```", "line 9: pane stands here twice: remove one of them"),
        (
            "```run epoch=ten\n```",
            "line 9: epoch must be a whole number from 0 to 10,000, got 'ten'",
        ),
        (
            "```run epoch=10001\n```",
            "line 9: epoch must be a whole number from 0 to 10,000, got '10001'",
        ),
        (
            "```run\n--l2 0\n--data 'my file\n```",
            "line 11: a quotation mark is not closed: write it again",
        ),
        (
            "```run\nmicrotui --l2 0\n```",
            "line 10: 'microtui' is not needed: write what stands behind it",
        ),
        (
            "```scratchpad\n```",
            "line 9: nothing is typed yet: type lines such as a = 2.0, b = -3.0 and L = a*b",
        ),
        (
            "```scratchpad\na = 2\nb = a +\n```",
            "line 11: the line is not finished: a name, number or formula follows '+'",
        ),
        (
            "```scratchpad walk=forwards\na = 1\n```",
            "line 9: there is no walk 'forwards': did you mean forward?",
        ),
        (
            "```scratchpad chosen=q\na = 2\nbb = a*a\n```",
            "line 9: there is no node 'q' to be chosen: write one of a, bb, #1",
        ),
        ("```case\nx\n```", "line 10: nothing stands within ```case: a case is drawn anew"),
        ("```case of=x\n```", "line 9: nothing stands behind ```case: remove 'of'"),
        (
            "text\n\n```run\n```",
            "line 11: ```run comes too late in this step: move it above the text",
        ),
        (
            "```case\n```\n\n```when\ntorch\n```",
            "line 12: ```when comes too late in this step: move it above the stage",
        ),
        (
            "```when\n```",
            "line 10: there is nothing: write one such as loss > 2 * loss at start",
        ),
        ("```when\nloss\n```", "line 10: 'loss' is a number, but a condition is due here"),
        ("```when torch\n```", "line 9: nothing stands behind ```when: remove 'torch'"),
        ("```when\ntorhc\n```", "line 10: there is no figure 'torhc': did you mean torch?"),
    ],
)
def test_a_stage_is_one_that_can_be_set(text: str, sentence: str) -> None:
    assert said_of(f"{HEAD}## A\n\n{text}\n") == sentence
