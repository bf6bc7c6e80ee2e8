"""What a lesson calls panes and keys is what the program calls them."""

from __future__ import annotations

import re
import string

import pytest
from lesson_text import step
from textual.keys import format_key

from microtui.course.detective.cases import KINDS
from microtui.course.figures.screen import CASES, PANES, SCREENS
from microtui.course.reading.fences.way import NAMED, keys_to_press
from microtui.screens.course.moment_seen import IN_FRONT
from microtui.terminal.application.key_names import OTHERS, key_named
from microtui.widgets.panes.registry import PANES as OF_PROGRAM


def test_panes_screens_and_cases_are_those_of_the_program() -> None:
    assert tuple(pane.id for pane in OF_PROGRAM) == PANES
    assert {*IN_FRONT.values(), "dialog"} == set(SCREENS)
    assert tuple(KINDS) == CASES


@pytest.mark.parametrize("name", NAMED)
def test_every_named_key_is_one_that_a_terminal_sends(name: str) -> None:
    key = NAMED[name]
    assert key_named(key) == key
    assert key == "space" or key in OTHERS


PLAIN = sorted(
    key for key in OTHERS if "+" not in key and not re.fullmatch(r"f(1[3-9]|2\d)|ctrl|ignore", key)
)


@pytest.mark.parametrize("key", PLAIN)
def test_a_key_can_be_written_as_the_screen_calls_it(key: str) -> None:
    assert NAMED[format_key(key)] == key


def pressed(way: str) -> tuple[str, ...]:
    task = step(f"```do\nDo.\nuntil: torch\nway: {way}\n```").task
    assert task is not None
    return keys_to_press(task.way)


def test_a_way_is_pressed_key_by_key() -> None:
    assert pressed("s*3 . enter esc space") == ("s", "s", "s", ".", "enter", "escape", "space")
    assert pressed('^r "b = 2" F2 shift+tab ↑') == (
        *("ctrl+r", "b", "space", "=", "space", "2", "f2", "shift+tab", "up"),
    )
    assert pressed('* **2 "a"*2 字 ⏎') == ("*", "*", "*", "a", "a", "字", "enter")


def test_every_sign_on_a_keyboard_is_a_key() -> None:
    signs = [sign for sign in string.printable if not sign.isspace()]
    assert pressed(" ".join(sign for sign in signs if sign != '"')) == tuple(
        sign for sign in signs if sign != '"'
    )
