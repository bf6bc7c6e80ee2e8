"""Whatever a visitor types is keys, or nothing; and the next key is heard."""

from __future__ import annotations

import pytest
from textual import events

from microtui.terminal.page.page_input import LONGEST_PASTE, PageInput

LONGEST_SEQUENCE = 40
"""More characters than Textual waits for."""


def keys(page: PageInput, data: bytes) -> list[str]:
    return [each.key for each in page.feed(data) if isinstance(each, events.Key)]


@pytest.mark.parametrize(
    "data",
    [
        b"\x1b[48;9999;9999;9999;9999t",
        b"\x1b[48;0;0;0;0t",
        b"\x1b[99999999u",
        b"\x1b[1:99999999999u",
        b"\x1b[?2048;1$y",
        b"\x1b[I",
        b"\x1b[O",
        b"\x1b[999999999999999999999;1R",
        b"\xff\xfe\xc3",
        b"\x00",
        b"\x1c",
        b"\x1bP" + 100 * b"x" + b"\x1b\\",
        b"\x1b]52;c;?\x07",
        b"\x1b[<99999999;99999999;99999999M",
    ],
)
def test_the_key_behind_anything_is_heard(data: bytes) -> None:
    page = PageInput()
    messages = page.feed(data)
    assert not any(isinstance(each, events.Resize) for each in messages)
    # A sequence that nobody knows ends by itself after so many characters, at the latest.
    heard = [key for _ in range(LONGEST_SEQUENCE) for key in keys(page, b"z")]
    assert heard[-1] == "z"
    assert keys(page, b"z") == ["z"]


def test_the_mouse_counts_in_cells_whatever_has_been_said_of_pixels() -> None:
    page = PageInput()
    page.feed(b"\x1b[48;0;0;0;0t")
    (moved,) = page.feed(b"\x1b[<35;11;6M")
    assert isinstance(moved, events.MouseMove)
    assert (moved.x, moved.y) == (10, 5)


def test_an_escape_acts_at_once_and_is_no_part_of_the_next_key() -> None:
    page = PageInput()
    assert keys(page, b"\x1b") == ["escape"]
    assert keys(page, b"[") == ["left_square_bracket"]
    assert keys(page, b"\x1b[C") == ["right"]
    assert keys(page, b"\x1bx") == ["alt+x"]


def test_a_letter_may_come_in_two_packets() -> None:
    page = PageInput()
    both = "é".encode()
    assert keys(page, both[:1]) == []
    assert [each.character for each in page.feed(both[1:]) if isinstance(each, events.Key)] == ["é"]


def test_what_is_pasted_in_pieces_is_one_text() -> None:
    page = PageInput()
    pieces = (b"\x1b[200~a,b", b"\n1,2\x1b", b"[201", b"~z")
    pasted = [each for piece in pieces for each in page.feed(piece)]
    assert isinstance(pasted[0], events.Paste)
    assert pasted[0].text == "a,b\n1,2"
    assert isinstance(pasted[1], events.Key)


def test_of_too_long_a_paste_nothing_is_taken_and_nothing_of_it_is_a_key() -> None:
    page = PageInput()
    page.feed(b"\x1b[200~")
    piece = 8192 * b"q"
    messages = [each for _ in range(LONGEST_PASTE // 8192 + 50) for each in page.feed(piece)]
    assert messages == []
    assert page.feed(b"q\x1b[20") == []
    assert keys(page, b"1~z") == ["z"]


def test_who_comes_anew_types_no_end_of_what_was_pasted_before() -> None:
    page = PageInput()
    page.feed(b"\x1b[200~half of it")
    page.begin()
    assert keys(page, b"z") == ["z"]
