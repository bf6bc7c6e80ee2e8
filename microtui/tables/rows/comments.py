"""Lines that are no rows: comments, and rules under the names of columns."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARKED = re.compile(
    r"^[ \t]*(#(?!(?:[0-9a-f]{3}){1,2}[\"',;\t|])|%|//)", re.MULTILINE | re.IGNORECASE
)
"""A colour, such as #ff8800 in a cell, is none."""
RULE = re.compile(r"^[ \t]*[|+]?[-=:|+ \t]*(--|==)[-=:|+ \t]*$", re.MULTILINE)
"""As tables in Markdown and drawn with characters have it."""


@dataclass(frozen=True)
class Uncommented:
    """The text with empty lines in place of comments, so that all others keep their numbers."""

    text: str
    count: int
    mark: str
    above_rows: str | None
    """The last comment in front of the first row, without its mark."""


def without_comments(text: str) -> Uncommented:
    """Where most lines begin with such a mark, they are rows: the mark is part of a cell."""
    text = RULE.sub("", text)
    if MARKED.search(text) is None:
        return Uncommented(text, 0, "", None)
    lines = text.split("\n")
    is_comment = comment_lines(lines)
    count = sum(is_comment)
    if 2 * count > sum(bool(line.strip()) for line in lines):
        return Uncommented(text, 0, "", None)
    comments = [line.strip() for line, is_one in zip(lines, is_comment, strict=True) if is_one]
    kept = ["" if is_one else line for line, is_one in zip(lines, is_comment, strict=True)]
    first_row = next((place for place, line in enumerate(kept) if line.strip()), len(kept))
    above = sum(is_comment[:first_row])
    marks = [match[1] for match in map(MARKED.match, comments) if match is not None]
    return Uncommented(
        text="\n".join(kept),
        count=count,
        mark=marks[0] if marks else "",
        above_rows=comments[above - 1].lstrip("#%/ \t") if above else None,
    )


def comment_lines(lines: list[str]) -> list[bool]:
    """By line, whether it is a comment: not where a quoted cell goes on in it."""
    found, is_inside = [], False
    for line in lines:
        is_one = not is_inside and MARKED.match(line) is not None
        found.append(is_one)
        if not is_one and line.count('"') % 2:
            is_inside = not is_inside
    return found
