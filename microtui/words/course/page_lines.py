"""A page in lines of a width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells

from microtui.words.course.page import Look, Page, Paragraph, Piece

Line = tuple[Piece, ...]

WORDS = re.compile(r"\s+|\S+")
BULLET = "• "
MARK, NO_MARK = "▸ ", "  "
CODE_INDENT = "  "
CLOSE = ("item", "choice")
"""What stands one below the other, without an empty line between."""


@dataclass(frozen=True)
class PageLines:
    """The lines, and where each paragraph begins."""

    lines: tuple[Line, ...]
    starts: tuple[int, ...]


def lines_of(page: Page, width: int, marked: int | None = None) -> PageLines:
    """With this one of the choices marked."""
    lines: list[Line] = []
    starts = []
    choices = 0
    before: Paragraph | None = None
    for paragraph in page.paragraphs:
        if before is not None and not stands_close(before, paragraph):
            lines.append(())
        starts.append(len(lines))
        is_marked = False
        if paragraph.kind == "choice":
            is_marked = choices == marked
            choices += 1
        lines += paragraph_lines(paragraph, max(width, 1), is_marked=is_marked)
        before = paragraph
    return PageLines(tuple(lines), tuple(starts))


def stands_close(before: Paragraph, paragraph: Paragraph) -> bool:
    return before.kind == "heading" or (paragraph.kind in CLOSE and before.kind != "code")


def paragraph_lines(paragraph: Paragraph, width: int, *, is_marked: bool) -> Iterator[Line]:
    if paragraph.kind == "code":
        for typed in paragraph.text.rstrip("\n").split("\n"):
            for part in chop_cells(typed, max(width - len(CODE_INDENT), 1)) or [""]:
                yield (Piece(f"{CODE_INDENT}{part}", "code"),)
        return
    look: Look = "strong" if is_marked else "plain"
    first = {"item": BULLET, "choice": MARK if is_marked else NO_MARK}.get(paragraph.kind, "")
    hanging = " " * len(first)
    pieces = paragraph.pieces
    if is_marked or paragraph.kind == "heading":
        pieces = tuple(Piece(piece.text, "strong") for piece in pieces)
    for number, line in enumerate(wrapped(pieces, max(width - len(first), 1))):
        indent = hanging if number else first
        yield (Piece(indent, look), *line) if indent else line


def wrapped(pieces: tuple[Piece, ...], width: int) -> Iterator[Line]:
    """Broken between words; what looks different may be one word all the same: `code`, and a
    comma behind it."""
    line: list[Piece] = []
    used = 0
    for word in words_of(pieces):
        size = sum(cell_len(part.text) for part in word)
        gap = 1 if line else 0
        if line and used + gap + size > width:
            yield joined(line)
            line, used, gap = [], 0, 0
        if size > width:
            for part in chopped(word, width):
                if line:
                    yield joined(line)
                line, used = [part], cell_len(part.text)
            continue
        if gap:
            line.append(Piece(" ", between(line[-1], word[0])))
        line += word
        used += gap + size
    if line:
        yield joined(line)


def chopped(word: list[Piece], width: int) -> list[Piece]:
    """A word that is too long for a line, in parts that are not."""
    return [Piece(part, each.look) for each in word for part in chop_cells(each.text, width)]


def between(one: Piece, other: Piece) -> Look:
    """How the blank between two words looks."""
    return one.look if one.look == other.look else "plain"


def words_of(pieces: tuple[Piece, ...]) -> Iterator[list[Piece]]:
    word: list[Piece] = []
    for piece in pieces:
        for found in WORDS.findall(piece.text):
            if not found.isspace():
                word.append(Piece(found, piece.look))
            elif word:
                yield word
                word = []
    if word:
        yield word


def joined(line: list[Piece]) -> Line:
    """Neighbours that look the same are one piece."""
    pieces: list[Piece] = []
    for piece in line:
        if pieces and pieces[-1].look == piece.look:
            pieces[-1] = Piece(pieces[-1].text + piece.text, piece.look)
        else:
            pieces.append(piece)
    return tuple(pieces)
