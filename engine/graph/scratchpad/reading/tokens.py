"""The names, numbers and signs of a text; what has no place in it is refused here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from keyword import iskeyword
from math import isinf

from engine.graph.scratchpad.reading.bounds import MOST_CHARACTERS, MOST_LINES, MOST_NAME
from engine.graph.scratchpad.reading.refusals import LINE_END, refusal, shown
from engine.graph.scratchpad.reading.signs import for_character, for_operator
from engine.graph.scratchpad.reading.words import for_keyword

NOT_TEXT = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
DIGITS = r"[0-9](?:_?[0-9])*"
TOKEN = re.compile(
    rf"""
    (?P<blank> [ \t]+ | \#[^\r\n]* )
  | (?P<end> \r\n | \r | \n | ; )
  | (?P<number> (?: {DIGITS} (?: \. (?:{DIGITS})? )? | \.{DIGITS} ) (?: [eE][+-]?{DIGITS} )? )
  | (?P<name> [^\W\d] \w* )
  | (?P<operator> \*\*=? | //=? | <<=? | >>=? | -> | \.\.\. | [-+*/%@&|^<>=!:]= | [-+*/=().,] )
  | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
NAMING = frozenset({"=", "+=", "-=", "*=", "/=", "**="})
OPERATIONS = frozenset({"+", "-", "*", "/", "**"})
ALLOWED = NAMING | OPERATIONS | {"(", ")", ".", ","}


@dataclass(frozen=True)
class Token:
    kind: str
    """number, name, operator, or end: of a line or of what `;` ends."""
    typed: str
    start: int
    """Where its first character stands in the text."""

    @property
    def stop(self) -> int:
        return self.start + len(self.typed)


def tokens_of(text: str) -> list[Token]:
    """All of them, with an end as the last; no line ends within brackets.

    Raises `ScratchpadError` for a text that is too long, and for what has no place in any.
    """
    check_size(text)
    tokens: list[Token] = []
    depth = 0
    for token in all_tokens(text):
        if token.kind == "end" and depth and token.typed != ";":
            continue
        is_first = not tokens or tokens[-1].kind == "end"
        if is_first and token.kind != "end" and text[token.start - 1 : token.start] in {" ", "\t"}:
            check_margin(text, token)
        depth = max(0, depth + (token.typed == "(") - (token.typed == ")"))
        tokens.append(token)
    return [*tokens, Token("end", "", len(text))]


def check_size(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        much = f"this is more than {MOST_CHARACTERS:,} characters: type less"
        raise refusal(text, MOST_CHARACTERS, much)
    ends = list(LINE_END.finditer(text))
    if len(ends) > MOST_LINES:
        many = f"these are more than {MOST_LINES:,} lines: type fewer"
        raise refusal(text, ends[MOST_LINES - 1].end(), many)
    strange = NOT_TEXT.search(text)
    if strange:
        raise refusal(text, strange.start(), for_character(strange[0]))


def check_margin(text: str, token: Token) -> None:
    """A line begins at its first column; what follows a `;` may stand anywhere."""
    before = text[: token.start].rstrip(" \t")
    if not before.endswith(";"):
        raise refusal(text, len(before), "a line begins at its first column: remove the blanks")


def all_tokens(text: str) -> Iterator[Token]:
    """Those of the whole text, line ends within brackets included."""
    start = 0
    while start < len(text):
        found = TOKEN.match(text, start)
        assert found is not None  # Anything is at least `other`.
        assert found.lastgroup is not None
        token = Token(found.lastgroup, found[0], start)
        if token.kind == "name":
            token = checked_name(text, token)
        elif token.kind == "number":
            check_number(text, token)
        elif token.kind == "other" or (token.kind == "operator" and token.typed not in ALLOWED):
            sentence = (for_operator if token.typed.isascii() else for_character)(token.typed)
            raise refusal(text, start, sentence)
        if token.kind != "blank":
            yield token
        start = token.stop


def checked_name(text: str, token: Token) -> Token:
    """The name, without what cannot be a part of it, such as ²."""
    typed = "".join(takewhile(lambda each: f"a{each}".isidentifier(), token.typed))
    if not typed.isidentifier():
        raise refusal(text, token.start, for_character(token.typed[0]))
    if len(typed) > MOST_NAME:
        long = f"this name is too long to be shown: {MOST_NAME} characters are the most"
        raise refusal(text, token.start, long)
    if text[token.start + len(typed) : token.start + len(typed) + 1] in {"'", '"'}:
        raise refusal(text, token.start, for_character("'"))
    word = name_of(typed)
    if iskeyword(word):
        raise refusal(text, token.start, for_keyword(word))
    return Token("name", typed, token.start)


def name_of(typed: str) -> str:
    """As Python has it, for which letters of another shape are the same."""
    return unicodedata.normalize("NFKC", typed)


def check_number(text: str, token: Token) -> None:
    following = text[token.stop : token.stop + 1]
    if following and following in "jJ":
        raise refusal(
            text, token.start, "complex numbers are not known here: write one such as 2.0"
        )
    if re.fullmatch(r"0[0-9_]+", token.typed) or (
        token.typed == "0" and following in set("xXoObB")
    ):
        raise refusal(text, token.start, "a number is written in tens, without 0 before: write 16")
    if isinf(float(token.typed)):
        large = f"{shown(token.typed)} is too large: numbers go up to 1.797e308"
        raise refusal(text, token.start, large)
