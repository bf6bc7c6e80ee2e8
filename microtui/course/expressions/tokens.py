"""The names, numbers, texts and signs of an expression; what has no place in it is refused here."""

from __future__ import annotations

import re
from math import isinf
from typing import Literal, NamedTuple

from microtui.course.expressions.bounds import (
    MOST_BRACKETS,
    MOST_CHARACTERS,
    MOST_DIGITS,
    MOST_SIGNS,
)
from microtui.course.expressions.refusal import Written, shown
from microtui.course.expressions.signs import WORDS, for_sign

Kind = Literal["number", "text", "name", "sign", "moment"]

TOKEN = re.compile(
    r"""
    (?P<blank> [ \t\r\n]+ )
  | (?P<number> (?: [0-9]+ (?: \.[0-9]* )? | \.[0-9]+ ) (?: [eE][+-]?[0-9]+ )? )
  | (?P<text> "[^"\\\r\n]*" | '[^'\\\r\n]*' )
  | (?P<name> [A-Za-z][A-Za-z0-9_]* )
  | (?P<sign> \*\* | <= | >= | == (?!=) | != | [-+*/().,] | [<>] (?![<>]) )
  | (?P<other> === | [:=<>]= | =[<>] | <> | // | && | \|\| | . )
    """,
    re.VERBOSE | re.DOTALL,
)
AT_START, BEFORE = "._at_start", "._before"
"""What stands for `at start` and `before` in Python's own syntax, where attributes bind tightest;
no name that one can write begins so."""


class Token(NamedTuple):
    kind: Kind
    """A moment is `at start` or `before`."""
    written: str


def tokens_of(written: Written) -> list[Token]:
    """All of them. Raises `LessonError` for the first that has no place in an expression."""
    if len(written.text) > MOST_CHARACTERS:
        raise written.refused(
            f"there are more than {MOST_CHARACTERS} characters: write a shorter expression"
        )
    tokens: list[Token] = []
    depth, start = 0, 0
    while start < len(written.text):
        found = TOKEN.match(written.text, start)
        assert found is not None  # Anything is at least `other`.
        kind, typed = found.lastgroup, found[0]
        start = found.end()
        following = written.text[start : start + 1]
        if kind == "other" and typed in "\"'":
            raise written.refused(f"a text is not closed: write {typed} at its end, too")
        if kind == "other":
            raise written.refused(for_sign(typed))
        if kind == "number":
            check_number(written, typed, following)
        if kind == "name":
            check_name(written, typed, following)
        if kind != "blank":
            add(tokens, kind, typed, written)
        depth += (typed == "(") - (typed == ")")
        if depth > MOST_BRACKETS or len(tokens) > MOST_SIGNS:
            raise written.refused("there is more than one can read: write a shorter expression")
    return tokens


def add(tokens: list[Token], kind: str | None, typed: str, written: Written) -> None:
    """At the end; `at start` is one."""
    last = tokens[-1] if tokens else None
    is_attribute = last is not None and last.written == "."
    if typed == "before" and kind == "name" and not is_attribute:
        tokens.append(Token("moment", BEFORE))
    elif typed == "start" and last == Token("name", "at"):
        tokens[-1] = Token("moment", AT_START)
    else:
        tokens.append(Token(kind, typed))  # type: ignore[arg-type]


def check_number(written: Written, typed: str, following: str) -> None:
    if following.isalnum() or following == "_":
        raise written.refused(f"{shown(typed + following)!r} is no number: write one such as 0.5")
    if re.fullmatch(r"0[0-9]+", typed):
        raise written.refused(f"{shown(typed)!r} begins with 0: write the number without it")
    if typed.isdigit() and len(typed) > MOST_DIGITS:
        raise written.refused(f"{shown(typed)!r} has too many digits: write such as 1e20")
    if isinf(float(typed)):
        raise written.refused(f"{shown(typed)!r} is too large: write a number below 1.797e308")


def check_name(written: Written, typed: str, following: str) -> None:
    if following and not following.isascii() and f"a{following}".isidentifier():
        raise written.refused(f"'{typed + following}' is no name: figures have plain letters only")
    if typed in WORDS:
        raise written.refused(WORDS[typed])
