"""What the check of a lesson finds, while it is played."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from microtui.course_check.failure import Failure, Fault, LessonCheck, Tally


class Findings:
    """Each thing is found once, however often it is met."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._failures: dict[Failure, None] = {}
        self._notes: dict[Failure, None] = {}
        self._tallies: dict[int, Tally] = {}

    def fail(self, line: int, sentence: str) -> None:
        self._failures[Failure(self._file, line, sentence)] = None

    def fail_all(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.fail(*fault)

    def note(self, line: int, sentence: str) -> None:
        self._notes[Failure(self._file, line, sentence)] = None

    def count(self, line: int, tally: Tally) -> None:
        """Of the step at this line; one that is played again is none more."""
        self._tallies[line] = tally

    def has_seen(self, line: int) -> bool:
        return line in self._tallies

    @property
    def has_failures(self) -> bool:
        return bool(self._failures)

    def check(self) -> LessonCheck:
        tally = reduce(Tally.plus, self._tallies.values(), Tally())
        return LessonCheck(tuple(sorted(self._failures)), tuple(sorted(self._notes)), tally)
