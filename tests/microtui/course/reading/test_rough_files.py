"""Any text is a lesson or gets one sentence; and of a lesson no word is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lesson_text import HEAD, STAGED, lesson

from microtui.course.lesson_error import LessonError

SHAPES = (
    "{}\n",
    "{} [[loss]] {}\n",
    "[[loss > 1]] {}\n",
    "*{} **{}** {}* `{}`\n",
    "- {}\n- {}\n",
    "- {}\n  - {}\n",
    "- {}\n\n  {}\n",
    "3. {}\n4. **{}**\n",
    "* {}\n+ {}\n",
    "> {}\n",
    "# {}\n",
    "## {}\n",
    "## {} `{}` ##\n",
    "{}\n===\n",
    "{}\n---\n",
    "***\n",
    "    {}\n",
    "\t{}\n",
    "{}  \n{}\\\n{}\n",
    "```\n{}\n[[loss\n```\n",
    "~~~python\n{}\n~~~\n",
    "```\n{}\n",
    "<b>{}</b>\n",
    "<!-- for teachers -->\n",
    "<!-- {} --> {}\n",
    "<div>\n{}\n",
    "[{}]({})\n",
    "[{}]: {}\n",
    "[{}]: {} '{}'\n",
    "![{}]({})\n",
    "<http://{}.de>\n",
    "| {} | {} |\n|---|---|\n| {} | {} |\n",
    "~~{}~~ &amp; \\*{}\n",
    "[[{}]]\n",
    "---\n{}: {}\n---\n",
    "```when\ntorch\n```\n",
    "```run pane=map\n--data {}\n```\n",
    "```scratchpad\n{} = 2.0 # {}\n```\n",
    "```case\n{}\n```\n",
    "```predict\n{}\n\n{}\nhint: {}\n  {}\n- {} [[loss > 1]]\n  {}\n\n  - {}\n- {}\n```\n",
    "```predict\n{}\n- {} [[loss > 1]] {}\n- {} [[loss]]\nhint: {}\n```\n",
    "```number\n{}\nvalue: loss\nwithin: 1\nnear: {}\nfar: {}\n\n  {}\nhint:\n  {}\n```\n",
    '```do\n{}\n- {}\nuntil: torch\nhint: {}\nway: s*2 {} "{}"\n```\n',
    "```find\n{}\n\n    {}\n{}: {}\nuntil: not\n  torch\n```\n",
    "```do {}\n{}\nuntil: torch\n```\n",
    "```perdict\n{}\n```\n",
)


def with_words(shapes: list[str]) -> str:
    """The shapes one after the other, with a word of its own in each gap."""
    text = "\n".join(shapes)
    count = text.count("{}")
    return text.format(*(f"wo{number:03}rd" for number in range(count)))


def check_that_nothing_is_lost(shapes: list[str]) -> None:
    text = with_words(shapes)
    try:
        kept = repr(lesson(STAGED + text))
    except LessonError:
        return
    assert [word for word in re.findall(r"wo\d+rd", text) if word not in kept] == []


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(SHAPES), min_size=2, max_size=5))
def test_each_word_of_a_lesson_is_in_it_or_a_sentence_says_why_not(shapes: list[str]) -> None:
    check_that_nothing_is_lost(shapes)


@pytest.mark.parametrize("shape", SHAPES)
def test_each_word_of_a_shape_alone_is_in_it_or_a_sentence_says_why_not(shape: str) -> None:
    check_that_nothing_is_lost([shape])


FRAGMENTS = (
    "\n \n\n \r\n \r \t --- #$ ##$ -$ 1.$ >$ ``` ~~~ ```run ```predict\n ```do\n ```number\n"
    " ```when\n ```case\n until:$torch value:$loss within:$1 hint:$x way:$s -$a$[[h>1]] title:$a"
    " [[ ]] loss $>$1 * ** ` _ [ ]( ) < > | \\ &#0; &#x1b; &#x202e; &amp; &shy; 字 é word"
    " \0 \x1b[2J \u2028 \u202e \ufeff \ud800 \xad \xa0 \u200d"
)
fragments = st.sampled_from([each.replace("$", " ") for each in FRAGMENTS.split(" ")])
OBEYED = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
)
rough = st.one_of(st.text(max_size=60), st.lists(fragments, max_size=25).map("".join))


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["", "---\n", HEAD, STAGED]), rough)
@example(STAGED, "```\n" * 3)
@example(STAGED, "- " * 200)
@example(STAGED, "> " * 200)
@example(STAGED, "*a **b " * 300)
def test_any_text_is_a_lesson_or_gets_one_sentence(head: str, text: str) -> None:
    try:
        read = lesson(head + text)
    except LessonError as error:
        sentence, line = str(error), error.line
    else:
        blocks = [block for step in read.steps for block in step.text]
        sentence = "".join(span.text for block in blocks for span in block.spans)
        line = max(step.line for step in read.steps)
    assert OBEYED.search(sentence) is None
    assert 1 <= line <= (head + text).count("\n") + text.count("\r") + 1


def outcome(text: str) -> str:
    try:
        read = repr(lesson(text))
    except LessonError as error:
        read = str(error)
    return re.sub(r" at 0x[0-9a-f]+>", "", read)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=4), st.sampled_from(["\r\n", "\r"]))
def test_it_is_the_same_lesson_whatever_ends_its_lines(shapes: list[str], end: str) -> None:
    text = STAGED + with_words(shapes)
    assert outcome(text.replace("\n", end)) == outcome(text)
