"""However a terminal's words arrive, they are no keys; and whatever is typed acts."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from terminal import Terminal
from textual import events
from textual.message import Message

from microtui.terminal.driver.torn_answers import LONGEST_PAUSE, PAUSE, PAUSE_WHILE_OWED
from microtui.terminal.driver.typed_input import TypedInput

ANSWER = "\x1b[2;5R"
MOUSE = "\x1b[<35;12;5M"
MODE = "\x1b[?2026;2$y"
LONG, SHORT = 0.8 * LONGEST_PAUSE, 0.8 * PAUSE


class Hand:
    """What is typed and said, a clock turned by hand, and the messages that come of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch | None = None, is_due: bool = True) -> None:
        self.now = 100.0
        self.is_due = is_due
        self.messages: list[Message] = []
        self._typed = TypedInput(lambda: self.is_due)
        self._typed._torn._clock = lambda: self.now

    def comes(self, *texts: str, pause: float = 0.0) -> None:
        """Texts, one after the other, with a pause behind each."""
        for text in texts:
            self.messages += self._typed.feed(text)
            end = self.now + pause
            while (wait := self._typed._torn.wait()) is not None and self.now + wait <= end:
                self.now += wait + 1e-9
                self.messages += self._typed.quiet()
            self.now = max(self.now, end)

    def waits(self) -> list[str]:
        """For long enough that nothing is held any more; gives the keys so far."""
        self.comes("", pause=2 * LONGEST_PAUSE)
        return self.keys

    @property
    def keys(self) -> list[str]:
        return [message.key for message in self.messages if isinstance(message, events.Key)]

    @property
    def said(self) -> list[str]:
        """All but keys, by what they are."""
        return [type(each).__name__ for each in self.messages if not isinstance(each, events.Key)]


SAID = [
    (ANSWER, "CursorPosition"),
    (MOUSE, "MouseMove"),
    (MODE, "TerminalSupportsSynchronizedOutput"),
]
SPLITS = [(text, kind, at) for text, kind in SAID for at in range(2, len(text))]


@pytest.mark.parametrize(("text", "kind", "at"), SPLITS)
def test_torn_anywhere_it_counts_and_is_no_key(text: str, kind: str, at: int) -> None:
    hand = Hand()
    hand.comes(text[:at], pause=LONG)
    hand.comes(text[at:])
    assert hand.said == [kind]
    assert hand.waits() == []


@pytest.mark.parametrize(("text", "kind"), SAID)
def test_torn_behind_the_escape_only_that_has_acted(text: str, kind: str) -> None:
    hand = Hand()
    hand.comes(text[:1], pause=LONG)
    hand.comes(text[1:])
    assert hand.said == [kind]
    assert hand.waits() == ["escape"]


@pytest.mark.parametrize(("text", "kind"), SAID)
def test_character_by_character_it_is_still_whole(text: str, kind: str) -> None:
    hand = Hand()
    hand.comes(text[:1], pause=SHORT)
    hand.comes(*text[1:], pause=LONG)
    assert (hand.said, hand.waits()) == ([kind], [])


def test_an_escape_acts_soon() -> None:
    for is_due, pause in ((False, PAUSE), (True, PAUSE_WHILE_OWED)):
        hand = Hand(is_due=is_due)
        hand.comes("\x1b", pause=pause)
        assert hand.keys == ["escape"]


@pytest.mark.parametrize("is_due", [True, False])
@pytest.mark.parametrize("typed", ["[2;5x", "[2x", "[[", "[R", "25R", "R", "[", "[<35;x", "[3;5R"])
def test_what_is_typed_behind_an_escape_acts(typed: str, is_due: bool) -> None:
    hand = Hand(is_due=is_due)
    hand.comes("\x1b", pause=1.1 * PAUSE_WHILE_OWED)
    hand.comes(*typed, pause=SHORT)
    names = {"[": "left_square_bracket", ";": "semicolon", "<": "less_than_sign"}
    assert hand.waits() == ["escape", *(names.get(key, key) for key in typed)]
    assert hand.said == []


def test_the_rest_of_an_answer_that_is_not_due_was_typed() -> None:
    hand = Hand(is_due=False)
    hand.comes("\x1b", pause=LONG)
    hand.comes("[2;5R")
    assert len(hand.waits()) == 6


@pytest.mark.parametrize("pause", [0.0, SHORT])
@pytest.mark.parametrize(
    ("sequence", "key"),
    [("\x1b[A", "up"), ("\x1b[1;5C", "ctrl+right"), ("\x1b[3~", "delete"), ("\x1bOP", "f1")],
)
def test_keys_of_several_characters_are_what_they_were(
    sequence: str, key: str, pause: float
) -> None:
    hand = Hand()
    hand.comes(*(sequence if pause else [sequence]), pause=pause)
    assert hand.waits() == [key]


@pytest.mark.parametrize("at", range(1, 6))
def test_what_is_pasted_ends_where_it_ends_and_the_keys_behind_it_act(at: int) -> None:
    hand = Hand()
    hand.comes("\x1b[200~a[2;5R", pause=LONG)
    hand.comes("\x1b[201~"[:at], pause=LONG)
    hand.comes("\x1b[201~"[at:] + "z")
    pasted = [message.text for message in hand.messages if isinstance(message, events.Paste)]
    assert (pasted, hand.waits()) == (["a[2;5R"], ["z"])


KEYS = [*"a25R[;<q", "\x1b", "\x1b[A", "\x1b[1;5D", "\x1bOP", "é"]
KEY_NAMES = {
    "\x1b": "escape",
    "\x1b[A": "up",
    "\x1b[1;5D": "ctrl+left",
    "\x1bOP": "f1",
    "[": "left_square_bracket",
    ";": "semicolon",
    "<": "less_than_sign",
}


@settings(max_examples=60)
@given(st.data())
def test_any_stream_of_keys_and_answers_gives_just_those(data: st.DataObject) -> None:
    hand = Hand()
    keys, said = [], []
    for _ in range(data.draw(st.integers(1, 12))):
        if data.draw(st.booleans()):
            key = data.draw(st.sampled_from(KEYS))
            keys.append(KEY_NAMES.get(key, key))
            # A person leaves time between two keys.
            hand.comes(key, pause=1.1 * PAUSE_WHILE_OWED)
        else:
            text, kind = data.draw(st.sampled_from(SAID))
            said.append(kind)
            cuts = data.draw(st.sets(st.integers(1, len(text) - 1)))
            ends = sorted({0, *cuts, len(text)})
            long = data.draw(st.sampled_from(ends[1:]))
            if long == 1:
                keys.append("escape")
            for start, end in pairwise(ends):
                hand.comes(text[start:end], pause=LONG if end == long else SHORT)
    assert (hand.waits(), hand.said) == (keys, said)


def test_in_a_real_terminal_the_rest_of_an_answer_does_not_begin_the_run_anew() -> None:
    with Terminal(answers=False) as terminal:
        terminal.wait_for("zero_grad ON")
        terminal.press("s")
        terminal.wait_for("epoch 1 ")
        for head, tail in (("\x1b", "[2;2R"), ("\x1b[2;2", "R")):
            terminal.press(head)
            time.sleep(0.4)
            terminal.press(tail)
        terminal.press("s")
        terminal.wait_for("epoch 2 ")
