"""A page broken into lines: words stay whole, and what belongs together stands together."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from microtui.words.course.page import Page, Paragraph, ParagraphKind, Piece
from microtui.words.course.page_lines import lines_of


def texts(*paragraphs: Paragraph, width: int, marked: int | None = None) -> list[str]:
    page = Page("A lesson", "step 1 of 2", paragraphs)
    return ["".join(piece.text for piece in line) for line in lines_of(page, width, marked).lines]


def paragraph(text: str, kind: ParagraphKind = "text") -> Paragraph:
    return Paragraph(kind, (Piece(text),))


def test_lines_are_broken_between_words() -> None:
    assert texts(paragraph("one two three four"), width=9) == ["one two", "three", "four"]


def test_what_looks_different_may_be_one_word_all_the_same() -> None:
    pieces = (Piece("see "), Piece("zero_grad", "code"), Piece(", then"))
    assert texts(Paragraph("text", pieces), width=12) == ["see", "zero_grad,", "then"]


def test_items_and_choices_hang_below_their_beginning() -> None:
    assert texts(paragraph("one two three", "item"), width=9) == ["• one two", "  three"]
    assert texts(paragraph("one two three", "choice"), width=9) == ["  one two", "  three"]
    assert texts(paragraph("one two three", "choice"), width=9, marked=0) == [
        "▸ one two",
        "  three",
    ]


def test_the_marked_choice_is_counted_among_choices_alone() -> None:
    both = [paragraph("Question"), paragraph("a", "choice"), paragraph("b", "choice")]
    assert texts(*both, width=20, marked=1)[-2:] == ["  a", "▸ b"]


def test_paragraphs_have_an_empty_line_between_them_items_and_a_heading_have_none() -> None:
    page = [
        paragraph("Heading", "heading"),
        paragraph("Text."),
        paragraph("More."),
        paragraph("a", "item"),
        paragraph("b", "item"),
    ]
    assert texts(*page, width=20) == ["Heading", "Text.", "", "More.", "• a", "• b"]


def test_code_keeps_its_lines_and_margins() -> None:
    code = paragraph("def f():\n    return 1\n", "code")
    assert texts(code, width=30) == ["  def f():", "      return 1"]


@pytest.mark.parametrize("width", [1, 2, 5, 17])
def test_no_line_is_wider_than_there_is_room_for(width: int) -> None:
    page = [
        paragraph("averyverylongwordwithoutanyblank and short ones, 漢字漢字漢字"),
        paragraph("x = averyverylongnameincode(1, 2, 3)", "code"),
    ]
    shown = texts(*page, width=width)
    assert all(cell_len(line.removeprefix("  ")) <= max(width, 2) for line in shown)
    assert "".join("".join(shown).split()) == "".join("".join(p.text for p in page).split())


def test_where_paragraphs_begin_is_known() -> None:
    page = Page("", "", (paragraph("one two three"), paragraph("four")))
    assert lines_of(page, 8).starts == (0, 3)
