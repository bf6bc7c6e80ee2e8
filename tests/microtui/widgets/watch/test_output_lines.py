"""What a script prints stands there as a terminal would have it, and does nothing else."""

from __future__ import annotations

import pytest

from microtui.widgets.watch.output_lines import LONGEST_LINE, MOST_LINES, OutputLines


def shown(*pieces: str) -> list[str]:
    output = OutputLines()
    for piece in pieces:
        output.feed(piece)
    return output.lines(output.first, output.end - output.first)


@pytest.mark.parametrize(
    ("printed", "lines"),
    [
        ("one\ntwo\n", ["one", "two"]),
        ("one\n\n", ["one", ""]),
        ("no end", ["no end"]),
        (" 50%|█    |\r100%|█████|\n", ["100%|█████|"]),
        ("a long line\rshort\n", ["shortg line"]),
        ("a long line\r\x1b[Kshort\n", ["short"]),
        ("\x1b[1;31mred\x1b[0m and \x1b[38;5;9mmore\x1b[m\n", ["red and more"]),
        ("10/10 [=====>\b\b\b\b\b\b\b\b\b\b\b\b\bdone\n", ["done0 [=====>"]),
        ("outer\ninner\x1b[A\rOUTER\n\rINNER\n", ["OUTER", "INNER"]),
        ("a\nb\nc\x1b[2A\x1b[0J\rx\n", ["x"]),
        ("\x1b]0;a title\x07text\x1b]8;;http://x\x1b\\link\n", ["textlink"]),
        ("\x1b(Btext\x1b7\x1b8\x1bc\n", ["text"]),
        ("\x07\x00\x0e\x9btext\x7f\n", ["text"]),
        ("a\tb\n", ["a       b"]),
        ("a\u202eb\u2028c\udcffd\xa0e\n", ["ab c?d e"]),
        ("\x1b[999999999999Ax\x1b[999999D-\n", ["-"]),
        ("日本\n", ["日本"]),
    ],
)
def test_it_is_as_on_a_terminal(printed: str, lines: list[str]) -> None:
    assert shown(printed) == lines
    assert shown(*printed) == lines, "in whatever pieces it comes"


def test_a_sequence_that_never_ends_holds_nothing_up() -> None:
    assert shown("\x1b]" + "x" * 1000 + "\n", "on\n")[-1] == "on"


def test_a_number_of_very_many_digits_is_no_more_than_a_large_one() -> None:
    assert shown("\x1b[" + "9" * 5000 + "A-\n") == ["-"]


def test_only_the_last_lines_are_kept_and_none_is_endless() -> None:
    output = OutputLines()
    output.feed("".join(f"{i}\n" for i in range(3 * MOST_LINES)))
    assert output.lines(0, 1) == [f"{output.first}"]
    assert output.line(output.end - 1) == f"{3 * MOST_LINES - 1}"
    assert output.end - output.first < MOST_LINES
    output.feed("x" * (3 * LONGEST_LINE))
    assert max(map(len, output.lines(output.first, MOST_LINES))) == LONGEST_LINE
