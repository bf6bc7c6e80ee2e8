"""Lines that are no rows: comments, and rules under the names of columns."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARKED = re.compile(
    r"^[ \t]*(#(?!(?:(?:[0-9a-f]{3}){1,2}|n/?a|(?:value|div/0|ref|name|num|null)[!?]|)[\"',;\t|])"
    r"|%|//)",
    re.MULTILINE | re.IGNORECASE,
)
"""A colour, such as #ff8800 in a cell, is none, nor what a spreadsheet writes of a mistake."""
RULE = "-=:|+ \t"
"""What a line under the names consists of in Markdown, and in tables drawn with characters."""


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
    text = without_rules(text)
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


def without_rules(text: str) -> str:
    if "---" not in text and "===" not in text:
        return text
    return "\n".join(
        "" if not line.strip(RULE) and ("--" in line or "==" in line) else line
        for line in text.split("\n")
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
