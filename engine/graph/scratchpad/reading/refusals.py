"""What was typed cannot be read: where, why, and what would be right."""

from __future__ import annotations

import re

from engine.errors import ConfigurationError

LINE_END = re.compile(r"\r\n|\r|\n")
LONGEST_SHOWN = 24


class ScratchpadError(ConfigurationError):
    """`line` and `column`, both from 1 and in characters, say where; the text says it all."""

    def __init__(self, sentence: str, line: int, column: int) -> None:
        super().__init__(f"line {line}, column {column}: {sentence}")
        self.line = line
        self.column = column


def refusal(text: str, start: int, sentence: str) -> ScratchpadError:
    """The error at character number `start` of the text."""
    ends = [end.end() for end in LINE_END.finditer(text, 0, start)]
    return ScratchpadError(sentence, len(ends) + 1, start - (ends[-1] if ends else 0) + 1)


def shown(typed: str) -> str:
    """A part of what was typed, in one line and not too long."""
    words = " ".join(typed.split())
    return words if len(words) <= LONGEST_SHOWN else words[: LONGEST_SHOWN - 1] + "…"
