"""What the check of a lesson has found, and how much it has looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from microtui.course.lesson_error import LessonError


class Fault(NamedTuple):
    """Something that is not so, in the file at hand."""

    line: int
    sentence: str


@dataclass(frozen=True, order=True)
class Failure:
    """Something in a lesson that is not so."""

    file: str
    line: int
    sentence: str

    @classmethod
    def of(cls, error: LessonError) -> Failure:
        place = f"{error.file}, line {error.line}: "
        return cls(error.file, error.line, str(error).removeprefix(place))

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.sentence}"


class Tally(NamedTuple):
    """How many of each were held against the run."""

    steps: int = 0
    questions: int = 0
    tasks: int = 0
    claims: int = 0
    figures: int = 0

    def plus(self, other: Tally) -> Tally:
        return Tally(*(mine + its for mine, its in zip(self, other, strict=True)))


class LessonCheck(NamedTuple):
    """All that was found in one lesson."""

    failures: tuple[Failure, ...]
    notes: tuple[Failure, ...]
    """What is worth a look, and no reason to fail."""
    tally: Tally
