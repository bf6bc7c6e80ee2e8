"""What the terminal has been asked and has not answered yet.

An answer that comes when nobody reads it any more is typed at the shell's prompt. So whoever gives
the terminal back waits for what it owes; and while it owes one, what looks like the rest of an
answer is one.
"""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

QUESTION = re.compile(r"(?:\x1b\[(\d+);(\d+)H)?\x1b\[6n|\x1b\[\?(?:2026|2048)\$p|\x1b\[\?2048h")
"""Where the cursor is (behind a CUP that says it), whether a mode is known, which has no place, and
the size of the window, which a terminal tells once it has been asked to tell each new one."""

LONGEST_WAIT = 3.0
"""Seconds. Round trips say little about the next: on a slow line it is as long as the last frame is
large. A terminal that has not answered its first question for so long does not answer at all."""

MEMORY = 16
"""Round trips that are remembered."""

MOST_OWED = 64
"""Questions that are remembered: a terminal that never answers is asked on and on."""


@dataclass(frozen=True)
class Question:
    """One question, when it was asked, and which place its answer should name."""

    asked: float
    place: tuple[int, int] | None


class OwedAnswers:
    """Keeps account of questions and answers. Any thread may call all of it.

    A terminal answers in the order in which it was asked: with an answer, those to all questions
    before are here, too, or will never be. Times are in seconds; `clock` is any that runs evenly.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._news = threading.Condition()
        self._questions: deque[Question] = deque(maxlen=MOST_OWED)
        self._waiting_since = 0.0
        self._round_trips: deque[float] = deque(maxlen=MEMORY)

    @property
    def are_owed(self) -> bool:
        """Whether a question has not been answered yet."""
        with self._news:
            return bool(self._questions)

    @property
    def shortest_round_trip(self) -> float:
        """Of those lately: what the way alone takes, where nothing is queued. At first 0.0."""
        with self._news:
            return min(self._round_trips, default=0.0)

    @staticmethod
    def asks(data: str) -> bool:
        """Whether there is a question in what is to be written."""
        return QUESTION.search(data) is not None

    def asked(self, data: str) -> None:
        """This is being written; there may be questions in it."""
        for found in QUESTION.finditer(data):
            place = (int(found[2]) - 1, int(found[1]) - 1) if found[1] else None
            with self._news:
                question = Question(self._clock(), place)
                if not self._questions:
                    self._waiting_since = question.asked
                self._questions.append(question)

    def answered(self, place: tuple[int, int] | None = None) -> None:
        """An answer has come; for the cursor's with the column and the row, counted from 0.

        Where no question is known that fits, the one asked first is taken for answered.
        """
        with self._news:
            if not self._questions:
                return
            places = [question.place for question in self._questions]
            for _ in range(places.index(place) + 1 if place in places else 1):
                question = self._questions.popleft()
            self._round_trips.append(self._clock() - question.asked)
            self._news.notify_all()

    def expect_none(self) -> None:
        """Whoever has the terminal now gets what it still says."""
        with self._news:
            self._questions.clear()
            self._news.notify_all()

    def patience(self) -> float:
        """Seconds that it is worth waiting, from now, for all that is owed; 0.0 where nothing is.

        Before a first answer has come, until three seconds after the first question: a terminal
        that keeps silent costs this once, right after the start, and nothing later.

        Whether it knows a mode many a terminal does not say, or not so that it is heard: where
        nothing else is owed, twice the time of the slowest answer lately is enough.
        """
        with self._news:
            if not self._questions:
                return 0.0
            if self._round_trips:
                is_certain = any(question.place is not None for question in self._questions)
                return LONGEST_WAIT if is_certain else min(2 * max(self._round_trips), LONGEST_WAIT)
            return max(self._waiting_since + LONGEST_WAIT - self._clock(), 0.0)

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is owed, but no longer than this; whether nothing is."""
        with self._news:
            return self._news.wait_for(lambda: not self._questions, seconds)
