"""Which cycles are measured: all at first, then a sample that takes a small share of the time."""

from __future__ import annotations

FIRST_STEPS = 20
"""All is measured until then."""

FIRST_SECONDS = 0.25
"""Unless measuring takes longer than that."""

SHARE = 0.01
"""Of the time, that measuring may take from then on."""

STEPS_A_SPAN = 2
"""A step, the backwards behind it, and the next step: whether what a step used was used before
shows in no less."""

LONGEST_SPAN = 200
"""Backwards; an optimizer that has not stepped within them is not waited for, unless it has shown
that it steps more rarely."""

RAREST_STEP = 1000
"""Backwards from one to the next, to be waited for."""


class Measuring:
    """On from the beginning. A span ends when each optimizer that steps has done so twice."""

    def __init__(self, now: float) -> None:
        self.is_on = True
        self._steps = 0
        self._spent = 0.0
        self._next = now
        self._span: dict[int | None, int] = {}
        self._span_backwards = 0
        self._stepped_at: dict[int | None, int] = {}
        self._longest = LONGEST_SPAN
        self._backwards = 0
        self._is_first = True

    def spend(self, seconds: float) -> None:
        self._spent += seconds

    def force(self) -> None:
        """Measure what comes next: somebody looks at it step by step."""
        self._next = 0.0

    def before_backward(self, now: float) -> None:
        """Whether it is measured shows in `is_on` behind this."""
        self._backwards += 1
        if not self.is_on and now >= self._next:
            self._begin()
        self._span_backwards += 1

    def after_step(self, optimizer: int | None, now: float) -> None:
        self._steps += 1
        apart = self._backwards - self._stepped_at.get(optimizer, self._backwards)
        if apart <= RAREST_STEP:
            self._longest = max(self._longest, (STEPS_A_SPAN + 1) * apart)
        self._stepped_at[optimizer] = self._backwards
        self._span[optimizer] = self._span.get(optimizer, 0) + 1
        if self._is_first:
            if self._steps < FIRST_STEPS and self._spent < FIRST_SECONDS:
                return
            if self._steps < 2 * STEPS_A_SPAN:
                return
        if self.is_on and self._is_whole():
            self._end(now)

    def after_backward(self, now: float) -> None:
        """A loop that never steps is not measured for ever."""
        if self.is_on and self._span_backwards >= self._longest:
            self._end(now)

    def _is_whole(self) -> bool:
        return all(
            self._span.get(optimizer, 0) >= STEPS_A_SPAN
            for optimizer, at in self._stepped_at.items()
            if self._backwards - at < self._longest
        )

    def _begin(self) -> None:
        self.is_on = True
        self._spent = 0.0
        self._span = {}
        self._span_backwards = 0

    def _end(self, now: float) -> None:
        # What the first cycles cost is no debt: it would be long before the next look.
        cost = 0.0 if self._is_first else self._spent
        self._is_first = False
        self.is_on = False
        self._next = now + cost / SHARE
