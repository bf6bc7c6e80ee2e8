"""What stands on a page of a lesson, before it is known how wide that page is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Look = Literal["plain", "code", "strong", "emphasis", "figure", "warning"]
ParagraphKind = Literal["heading", "text", "item", "code", "choice"]


@dataclass(frozen=True)
class Piece:
    """A stretch of text that looks the same."""

    text: str
    look: Look = "plain"


@dataclass(frozen=True)
class Paragraph:
    """What stands on lines of its own."""

    kind: ParagraphKind
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Page:
    """All that is said now."""

    lesson: str
    """Its title."""
    where: str
    """In the lesson, and in the course: `step 3 of 9, lesson 5 of 11`."""
    paragraphs: tuple[Paragraph, ...]
    news: int = 0
    """The first of them that has not been there before."""
    leads_on: bool = True
    """Whether anything comes behind it, once it is read or done."""

    @property
    def text(self) -> str:
        """In the order in which it is read."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


def said(sentence: str, look: Look = "plain") -> Paragraph:
    return Paragraph("text", (Piece(sentence, look),))
