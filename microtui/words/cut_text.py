"""Sentences in so few lines that not all of them may have room."""

from __future__ import annotations

import textwrap

CUT = " ..."


def cut_text(text: str, width: int, lines: int) -> list[str]:
    """At most so many lines; where there is more, the last ends with a sign for it."""
    if lines < 1:
        return []
    cut = CUT if width > len(CUT) else ""
    return textwrap.wrap(text, max(width, 1), max_lines=lines, placeholder=cut)
