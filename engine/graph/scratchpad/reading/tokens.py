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
from engine.graph.scratchpad.reading.signs import for_sign
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
    """number, name, operator; end, of a line or by `;`; refused, which is the last there is."""
    typed: str
    start: int
    """Where its first character stands in the text."""
    why: str = ""
    """What is wrong with one that is refused, and what would be right."""

    @property
    def stop(self) -> int:
        return self.start + len(self.typed)


def tokens_of(text: str) -> list[Token]:
    """All of them, with an end as the last; no line ends within brackets.

    The first that has no place in any text is refused, and those after it are not read. Raises
    `ScratchpadError` for a text that is too long, or no text.
    """
    check_size(text)
    tokens: list[Token] = []
    depth = 0
    for token in all_tokens(text):
        if token.typed == ";" or token.kind != "end" or not depth:
            tokens.append(token)
        depth = max(0, depth + (token.typed == "(") - (token.typed == ")"))
        if token.kind == "refused":
            return tokens
        is_first = len(tokens) < 2 or tokens[-2].kind == "end"
        margin = margin_before(text, token.start) if is_first and token.kind != "end" else ""
        if margin:
            why = "a line begins at its first column: remove the blanks"
            return [*tokens[:-1], Token("refused", margin, token.start - len(margin), why)]
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
        raise refusal(text, strange.start(), for_sign(strange[0]))


def margin_before(text: str, start: int) -> str:
    """The blanks that the line begins with; none where something stands before them."""
    before = start
    while text[before - 1 : before] in {" ", "\t"}:
        before -= 1
    return text[before:start] if text[before - 1 : before] in {"", "\r", "\n"} else ""


def all_tokens(text: str) -> Iterator[Token]:
    """Those of the whole text, line ends within brackets included."""
    start = 0
    while start < len(text):
        found = TOKEN.match(text, start)
        assert found is not None  # Anything is at least `other`.
        assert found.lastgroup is not None
        kind, typed, why = found.lastgroup, found[0], ""
        following = text[found.end() : found.end() + 1]
        if kind == "name":
            # Some signs count as letters for the pattern, but not for Python, such as ².
            typed = "".join(takewhile(lambda each: f"a{each}".isidentifier(), typed))
            why = against_name(typed, following) if typed.isidentifier() else for_sign(found[0][0])
        elif kind == "number":
            why = against_number(typed, following)
        elif kind == "other" or (kind == "operator" and typed not in ALLOWED):
            why = for_sign(typed)
        if why:
            yield Token("refused", typed, start, why)
            return
        if kind != "blank":
            yield Token(kind, typed, start)
        start += len(typed)


def name_of(typed: str) -> str:
    """As Python has it, for which letters of another shape are the same."""
    return unicodedata.normalize("NFKC", typed)


def against_name(typed: str, following: str) -> str:
    """Why this cannot be a name, or nothing."""
    if len(typed) > MOST_NAME:
        return f"this name is too long to be shown: use at most {MOST_NAME} characters"
    if following and following in "'\"":
        return for_sign(following)
    return for_keyword(name_of(typed)) if iskeyword(name_of(typed)) else ""


def against_number(typed: str, following: str) -> str:
    """Why this cannot be a number, or nothing."""
    if following and following in "jJ":
        return "complex numbers are not known here: write a real one, such as 2.0"
    is_of_another_base = typed == "0" and following and following in "xXoObB"
    if is_of_another_base or re.fullmatch(r"0[0-9_]+", typed):
        return "a number is written in tens, and with no 0 before it: write it as in 16"
    if isinf(float(typed)):
        return f"{shown(typed)} is too large: write a number below 1.797e308"
    return ""
