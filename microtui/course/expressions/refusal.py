"""An expression that cannot be read: where it is, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass

from microtui.course.lesson_error import LessonError

LONGEST_SHOWN = 40


@dataclass(frozen=True)
class Written:
    """An expression as it was written, and where."""

    text: str
    file: str
    line: int

    def refused(self, why: str) -> LessonError:
        part = shown(self.text)
        is_said = not part or f"'{part}'" in why
        return LessonError(self.file, self.line, why if is_said else f"in {part!r}, {why}")


def shown(text: str) -> str:
    """In one line, not too long, and without what a terminal would obey."""
    words = " ".join(
        "".join(each if each.isprintable() else "?" for each in word) for word in text.split()
    )
    return words if len(words) <= LONGEST_SHOWN else words[: LONGEST_SHOWN - 1] + "…"
