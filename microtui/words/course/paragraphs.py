"""Text of a lesson with its figures in it, and without what does not hold in this run."""

from __future__ import annotations

from collections.abc import Iterator

from microtui.course.expressions.computing import value_of
from microtui.course.lesson import Block, Span, Text
from microtui.course.moment import Moments
from microtui.words.course.figure_text import figure_text
from microtui.words.course.page import Look, Paragraph, ParagraphKind, Piece, said

KINDS: dict[str, ParagraphKind] = {"paragraph": "text", "item": "item", "code": "code"}
LOOKS: dict[str, Look] = {"code": "code", "strong": "strong", "emphasis": "emphasis"}

GONE = "…"
"""In place of a figure of a moment that nobody has any more."""

WENT_ANOTHER_WAY = (
    "The run went another way than the one that is told of here: F3 puts the stage back."
)
BEHIND_SKIPPED = (
    "A step before was skipped, so the run is not the one that is told of here. Backspace goes "
    "back to that step; there F3 takes it up again."
)


def paragraphs_of(
    text: Text, moments: Moments | None, why_not: str = WENT_ANOTHER_WAY
) -> list[Paragraph]:
    """Once, in place of all that does not hold, why it is not there. Where the moments are gone,
    all of the text, without its figures."""
    told: list[Paragraph] = []
    is_told = False
    for block in text:
        if moments is None or holds(block, moments):
            told.append(Paragraph(KINDS[block.kind], tuple(pieces_of(block.spans, moments))))
        elif not is_told:
            is_told = True
            told.append(said(why_not, "warning"))
    return told


def holds(block: Block, moments: Moments) -> bool:
    """Whether all that it claims is so in this run."""
    return all(
        value_of(span.expression, moments) is True
        for span in block.spans
        if span.kind == "claim" and span.expression is not None
    )


def pieces_of(spans: tuple[Span, ...], moments: Moments | None) -> Iterator[Piece]:
    for span in spans:
        if span.kind == "claim":
            continue
        if span.kind == "figure" and moments is None:
            yield Piece(GONE, "figure")
        elif span.kind == "figure" and span.expression is not None and moments is not None:
            yield Piece(figure_text(value_of(span.expression, moments)), "figure")
        else:
            yield Piece(span.text, LOOKS.get(span.kind, "plain"))
