"""A frame that says only what differs leaves the same screen behind as the frame itself."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

from microtui.terminal.driver.screen_memory import ScreenMemory

COLUMNS, ROWS = 12, 4
STYLES = (
    "",
    "1",
    "4;38;2;200;100;50",
    "38;5;9",
    "38;2;1;2;3;48;2;9;8;7",
    "48;5;17",
    "31;102",
    "7",
)
pieces = st.tuples(st.sampled_from(STYLES), st.text("ab ▀漢é", min_size=1, max_size=4))
lines = st.tuples(st.integers(1, ROWS), st.integers(1, 4), st.lists(pieces, min_size=1, max_size=2))
frames = st.lists(lines, min_size=1, max_size=4, unique_by=lambda line: line[0]).map(sorted)


def frame_text(frame: list[tuple[int, int, list[tuple[str, str]]]]) -> str:
    """What Textual writes for these lines."""
    rendered = [
        f"\x1b[{row};{column}H"
        + "".join(f"\x1b[{style}m{text}\x1b[0m" if style else text for style, text in parts)
        for row, column, parts in frame
    ]
    return "\x1b[?2026h" + "\n".join(rendered) + "\x1b[1;1H\x1b[?2026l"


def screen() -> tuple[pyte.Screen, pyte.Stream]:
    screen = pyte.Screen(COLUMNS + 8, ROWS)
    return screen, pyte.Stream(screen)


def visible(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    """Each cell as one sees it: of a plain space only the background shows."""
    rows = []
    for y in range(ROWS):
        row = []
        for x in range(COLUMNS + 8):
            cell = screen.buffer[y][x]
            is_blank = cell.data == " " and not (cell.underscore or cell.reverse)
            row.append((cell.data, cell.bg) if is_blank else tuple(cell))
        rows.append(row)
    return rows


@given(st.lists(frames, min_size=1, max_size=5))
def test_the_screen_is_the_same_after_each_frame(
    sequence: list[list[tuple[int, int, list[tuple[str, str]]]]],
) -> None:
    memory = ScreenMemory()
    (full, full_stream), (thin, thin_stream) = screen(), screen()
    for frame in sequence:
        text = frame_text(frame)
        full_stream.feed(text)
        thin_stream.feed(memory.reduced(text))
        assert visible(thin) == visible(full)


def test_what_is_on_the_screen_already_costs_next_to_nothing() -> None:
    memory = ScreenMemory()
    frame = frame_text([(row, 1, [(STYLES[4], "▀" * COLUMNS)]) for row in (1, 2, 3)])
    assert len(memory.reduced(frame)) < len(frame)
    assert len(memory.reduced(frame)) < 25


def test_one_changed_digit_costs_one_cell() -> None:
    memory = ScreenMemory()
    memory.reduced(frame_text([(2, 1, [("1", "loss 0.1234")])]))
    changed = memory.reduced(frame_text([(2, 1, [("1", "loss 0.1235")])]))
    assert "\x1b[2;11H\x1b[1m5\x1b[m" in changed
    assert "loss" not in changed


def test_what_looks_alike_in_several_places_says_its_colours_once() -> None:
    memory = ScreenMemory()
    bright, dark = "38;2;250;250;250;48;2;9;8;7", "38;2;10;20;30;48;2;9;8;7"
    checkered = [(bright, "▀"), (dark, "▀")] * 4
    drawn = memory.reduced(frame_text([(row, 1, checkered) for row in (1, 2, 3)]))
    assert drawn.count("38;2;250;250;250") == 1
    assert drawn.count("48;2;9;8;7") == 1
    assert drawn.count("▀") == 24


def test_words_are_drawn_before_pictures_and_as_one_reads_them() -> None:
    memory = ScreenMemory()
    picture = [("48;5;17", " "), ("48;5;18", " "), ("48;5;17", " "), ("48;5;18", " ")]
    drawn = memory.reduced(
        frame_text([(1, 1, picture), (2, 1, [("1", "train loss 0.1")]), (3, 1, [("4", "test")])])
    )
    assert drawn.index("train loss 0.1") < drawn.index("test") < drawn.index("48;5;17")


def test_what_is_drawn_twice_in_one_frame_is_as_it_was_drawn_last() -> None:
    memory = ScreenMemory()
    thin, stream = screen()
    twice = [(1, 1, [("48;5;17", "a"), ("48;5;18", "a"), ("48;5;17", "a")]), (1, 1, [("", "bbb")])]
    stream.feed(memory.reduced(frame_text(twice)))
    assert thin.display[0].startswith("bbb")


@pytest.mark.parametrize("unknown", ["\x1b[2J", "\x1b[?1049h", "\x1b[3A", "\x1bc", "\t"])
def test_after_what_is_not_understood_the_next_frame_is_sent_whole(unknown: str) -> None:
    memory = ScreenMemory()
    frame = frame_text([(1, 1, [("", "ab")])])
    memory.reduced(frame)
    assert memory.reduced(unknown) == unknown
    assert "ab" in memory.reduced(frame)


def test_a_question_the_title_the_clipboard_and_the_mouse_change_nothing() -> None:
    memory = ScreenMemory()
    frame = frame_text([(1, 1, [("", "ab")])])
    memory.reduced(frame)
    question, clipboard = "\x1b7\x1b[2;5H\x1b[6n\x1b8", "\x1b]52;c;YQ==\x07"
    title, mouse = "\x1b[22;2t\x1b]2;microtui · moons\x07", ("\x1b[?1003l", "\x1b[?1016h")
    for harmless in (question, clipboard, title, *mouse):
        assert memory.reduced(harmless) == harmless
    assert "ab" not in memory.reduced(frame)


def test_styles_of_rich_are_understood() -> None:
    memory = ScreenMemory()
    style = Style.parse("bold strike #102030 on #ffeedd")
    text = "\x1b[1;1H" + Strip.render_style(style, "xy", ColorSystem.TRUECOLOR)
    thin, stream = screen()
    stream.feed(memory.reduced(text))
    cell = thin.buffer[0][0]
    assert (cell.fg, cell.bg, cell.bold, cell.strikethrough) == ("102030", "ffeedd", True, True)
