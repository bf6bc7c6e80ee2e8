"""Keys that a lesson names, as the reader has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from microtui.words.course.page import Paragraph, Piece

BEFORE_KEY = re.compile(r"\b(press|keys?|then|and|or)\s+$", re.IGNORECASE)
"""What stands before code that is a key: elsewhere `s` may be anything."""


def with_own_keys(
    paragraphs: Sequence[Paragraph], renamed: Mapping[str, str]
) -> tuple[Paragraph, ...]:
    """`Press s`, where s is now what the reader has made of it."""
    if not renamed:
        return tuple(paragraphs)
    return tuple(replace(each, pieces=tuple(own_keys(each, renamed))) for each in paragraphs)


def own_keys(paragraph: Paragraph, renamed: Mapping[str, str]) -> Iterator[Piece]:
    before = ""
    for piece in paragraph.pieces:
        is_key = piece.look == "code" and BEFORE_KEY.search(before)
        yield replace(piece, text=renamed.get(piece.text, piece.text)) if is_key else piece
        before = piece.text
