"""The lines of a lesson's file, each with its number, and the characters that may be in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from microtui.course.lesson_error import LessonError

MOST_CHARACTERS = 100_000
"""Of a file: an hour's reading, and a second's for the program."""

MOST_IN_A_PARAGRAPH = 10_000
"""Characters without an empty line between: more than any screen shows."""

OBEYED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""What a terminal obeys or that turns the text around it, in place of being shown."""


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
        found = OBEYED.search(line)
        if found:
            code = f"U+{ord(found[0]):04X}"
            raise source.refused(
                number, f"there is a character that cannot be shown, {code}: remove it"
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
