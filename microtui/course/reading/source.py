"""The lines of a lesson's file, each with its number, and the characters that may be in them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from microtui.course.lesson_error import LessonError

MOST_CHARACTERS = 100_000
"""Of a file: an hour's reading, and a second's for the program."""

MOST_IN_A_PARAGRAPH = 10_000
"""Characters without an empty line between: more than any screen shows."""

SHOWN_WITH_OTHERS = "\u200c\u200d\u200e\u200f"
"""What joins letters or parts them, and says which way they run: some scripts cannot do without."""


@dataclass(frozen=True)
class Source:
    """Some lines that follow one another in a file."""

    file: str
    lines: tuple[str, ...]
    first: int
    """The number of the first of them, from 1."""

    def refused(self, line: int, why: str) -> LessonError:
        """About a line by its number in the file."""
        return LessonError(self.file, line, why)

    def part(self, start: int, stop: int) -> Source:
        """Those from one place to before another, counted from 0."""
        return Source(self.file, self.lines[start:stop], self.first + start)

    def dedented(self) -> Source:
        """Without the margin that all of them have."""
        margins = [len(each) - len(each.lstrip(" ")) for each in self.lines if each.strip()]
        margin = min(margins, default=0)
        return Source(self.file, tuple(each[margin:] for each in self.lines), self.first)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def is_empty(self) -> bool:
        return not any(line.strip() for line in self.lines)


def source_of(text: str, file: str) -> Source:
    """Raises `LessonError` for what cannot be shown, and for more than a lesson has."""
    lines = re.split(r"\r\n|\r|\n", text)
    source = Source(file, tuple(line.expandtabs(4) for line in lines), 1)
    if len(text) > MOST_CHARACTERS:
        raise source.refused(
            1, f"the file has more than {MOST_CHARACTERS:,} characters: make two lessons of it"
        )
    for number, line in enumerate(lines, start=1):
        strange = not_shown(line)
        if strange:
            raise source.refused(
                number, f"there is a character that cannot be shown, {strange}: remove it"
            )
    return source


def check_paragraphs(source: Source) -> None:
    """What has no empty line is gone through as a whole, and may take long."""
    length = 0
    for number, line in enumerate(source.lines, start=source.first):
        length = length + len(line) if line.strip() else 0
        if length > MOST_IN_A_PARAGRAPH:
            raise source.refused(
                number,
                f"here end {MOST_IN_A_PARAGRAPH:,} characters without an empty line: make shorter "
                "paragraphs",
            )


def not_shown(text: str) -> str:
    """The first character that a terminal obeys, or has no sign for, as `U+001B`; or nothing."""
    if text.isprintable():
        return ""
    for each in text:
        is_blank = each == "\t" or unicodedata.category(each) == "Zs"
        if not (each.isprintable() or is_blank or each in SHOWN_WITH_OTHERS):
            return f"U+{ord(each):04X}"
    return ""
