"""Python source in narrower lines: broken where a reader would break them, never in mid-word."""

from __future__ import annotations

import io
import textwrap
import tokenize
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

CONTINUATION = 4
"""Columns that the rest of a broken line stands further in."""

CLOSING = frozenset(")]}")
BREAKS_BEFORE = frozenset(
    ("+", "-", "*", "/", "@", "//", "%", "<", ">", "<=", ">=", "==", "!=", "|", "&", "->")
) | frozenset(("if", "else", "for", "and", "or", "is", "in"))

DEPTH_COST = 8
"""Columns that a break outside of brackets may come earlier than one inside a bracket."""

UNLOVED_COST = 40
"""The same for a break before a mere name or dot, and behind the bracket of an index."""

LAST_COST = 1000
"""The same within a string."""

QUOTES = '"""'


@lru_cache(maxsize=64)
def wrapped_code(source: str, width: int) -> tuple[str, ...]:
    """The lines of some source, none longer than this unless one word with its indentation is;
    where there is no room at all, as while a window is being made smaller, than one column.

    A line is broken behind a comma or an opening bracket, or before an operator, in as few brackets
    as may be; comments and docstrings between words.
    """
    width = max(width, 1)
    unbroken = source.split("\n")
    if max(map(len, unbroken)) <= width:
        return tuple(unbroken)
    breaks = breaks_of(source)
    numbered = list(enumerate(unbroken, start=1))
    wrapped: list[str] = []
    for paragraph, group in groupby(numbered, lambda each: paragraph_of(each[0], each[1], breaks)):
        lines = [line for _, line in group]
        if max(map(len, lines)) <= width:
            wrapped += lines
        elif isinstance(paragraph, int):
            wrapped += wrapped_line(lines[0], breaks[paragraph], width)
        else:
            wrapped += wrapped_prose(lines, width)
    return tuple(wrapped)


def paragraph_of(number: int, line: str, breaks: dict[int, dict[int, int]]) -> int | str:
    """What is the same for lines of prose that belong together; each line of code is alone, and a
    comment is no part of the docstring above it."""
    if number in breaks:
        return number
    is_comment = line.lstrip().startswith("#")
    return f"{line.strip() in ('', QUOTES)}{is_comment}{len(line) - len(line.lstrip())}"


def breaks_of(source: str) -> dict[int, dict[int, int]]:
    """By line of code, from 1, and by column: what a break there costs, in columns.

    Lines of nothing but a comment or a docstring are not among them: they are prose.
    """
    breaks: dict[int, dict[int, int]] = {
        number: {i: LAST_COST for i, character in enumerate(line) if character == " "}
        for number, line in enumerate(source.split("\n"), start=1)
        if line.strip() and not line.lstrip().startswith(("#", QUOTES))
    }
    depth, before = 0, ""
    for token in tokens_of(source):
        (row, start), end = token.start, token.end[1]
        costs = breaks.get(row, {})
        if token.string in CLOSING:
            depth -= 1
        cost = depth * DEPTH_COST
        if token.string in ("(", "{"):
            costs[end] = cost + DEPTH_COST
        elif token.string == "[":
            costs[end] = cost + UNLOVED_COST
        elif token.string == ",":
            costs[end] = cost
        elif token.string in BREAKS_BEFORE and before not in ("(", "[", "{", ",", "="):
            costs[start] = cost
        elif token.type == tokenize.STRING and token.end[0] > row:
            for prose in range(row, token.end[0] + 1):
                breaks.pop(prose, None)
        elif token.string == "." or (
            token.type in (tokenize.NAME, tokenize.NUMBER) and before != "."
        ):
            costs[start] = min(cost + UNLOVED_COST, costs.get(start, LAST_COST))
        depth += token.string in ("(", "[", "{")
        before = token.string
    return breaks


def tokens_of(source: str) -> Iterator[tokenize.TokenInfo]:
    """As far as it can be read as Python."""
    try:
        yield from tokenize.generate_tokens(io.StringIO(source).readline)
    except (tokenize.TokenError, SyntaxError):
        return


def wrapped_line(line: str, breaks: dict[int, int], width: int) -> list[str]:
    """One line of code."""
    indent = len(line) - len(line.lstrip())
    further = " " * min(indent + CONTINUATION, width // 2)
    parts = []
    start, lead = 0, ""
    while len(lead) + len(line) - start > width:
        last = start + width - len(lead)
        possible = [column for column in breaks if column > max(start, indent)]
        within = [column for column in possible if column <= last]
        best = max(
            within or [min(possible, default=len(line))],
            key=lambda column: column - breaks.get(column, 0),
        )
        parts.append((lead + line[start:best]).rstrip())
        start, lead = best + len(line[best:]) - len(line[best:].lstrip()), further
    return [*parts, lead + line[start:]] if line[start:] else parts


def wrapped_prose(lines: list[str], width: int) -> list[str]:
    """One paragraph; a comment goes on as a comment."""
    lead = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    sign = "# " if lines[0].lstrip().startswith("#") else ""
    return textwrap.wrap(
        " ".join(line.strip().removeprefix(sign) for line in lines),
        width,
        initial_indent=lead + sign,
        subsequent_indent=lead + sign,
        break_long_words=False,
        break_on_hyphens=False,
    )
