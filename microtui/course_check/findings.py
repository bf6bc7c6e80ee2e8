"""What the check of a lesson finds, while it is played."""

from __future__ import annotations

from collections.abc import Iterable

from microtui.course_check.failure import Failure, Fault, LessonCheck, Tally


class Findings:
    """Each thing is found once, however often it is met."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._failures: dict[Failure, None] = {}
        self._notes: dict[Failure, None] = {}
        self._tally = Tally()

    def fail(self, line: int, sentence: str) -> None:
        self._failures[Failure(self._file, line, sentence)] = None

    def fail_all(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.fail(*fault)

    def note(self, line: int, sentence: str) -> None:
        self._notes[Failure(self._file, line, sentence)] = None

    def count(self, tally: Tally) -> None:
        self._tally = self._tally.plus(tally)

    def check(self) -> LessonCheck:
        return LessonCheck(tuple(sorted(self._failures)), tuple(sorted(self._notes)), self._tally)
