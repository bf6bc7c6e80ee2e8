"""When to draw the next frame, so that no frame ever waits behind another one.

Behind a slow link the frames queue up in the kernel and in the network, and the answer to a key
waits behind them. So each frame ends with a question to the terminal, where the cursor is
(`ESC [ 6 n`, ECMA-48 8.3.35, DSR). A terminal answers once it has drawn all that came before, and
until then the next frame is held.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

FIRST_PATIENCE = 1.0
"""Seconds that a terminal has to show that it answers at all; it is asked before the first frame,
so the answer waits for nothing but the way there and back."""

PATIENCE = 2.0
"""Seconds, at least, that a terminal which has answered before is waited for."""

LONGEST_PATIENCE = 30.0

LONGEST_SHARE = 0.2
"""Of the time, at most, goes by with drawing: where many share a machine, drawing takes longer, and
so each draws less often, before keys have to wait for one another's frames."""

LONGEST_PERIOD = 1.0

TAGS = 16
"""Each question puts the cursor into a column of its own, so that the answer tells which question
it belongs to. Row 2, because Textual takes F3 with shift or control for an answer from row 1."""


class FramePacer:
    """Lets frames through: at most `frames_per_second`, and one at a time on its way.

    A terminal that never answers gets frames by the clock alone. Where answers came and then stop,
    the link has most likely stalled: frames become rare, twice as rare with each that stays
    unanswered, so that few are in the way when it comes back; but a key still gets its frame, for
    keys that arrive show that somebody is there. The first answer brings the usual pace back.

    Times are in seconds; `clock` is any that runs evenly.
    """

    def __init__(
        self, frames_per_second: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.round_trip = 0.0
        """How long the last answered question was on its way, there and back."""
        self._shortest_period = self._period = 1.0 / frames_per_second
        self._clock = clock
        self._began: float | None = None
        self._tag = 0
        self.restart()

    def restart(self) -> None:
        """Expect no answer any more: whoever had the terminal meanwhile may have read it."""
        self._unanswered: deque[float] = deque(maxlen=TAGS - 1)
        self._patience = FIRST_PATIENCE
        self._hold_until = 0.0
        self._missed = 0
        self._has_answered = False

    def wait(self, *, for_key: bool = False) -> float:
        """Seconds until a frame may begin, if no answer comes before; 0.0 is now.

        A frame `for_key` need not wait for the clock.
        """
        now = self._clock()
        if self._began is None:
            return 0.0
        by_clock = 0.0 if for_key else max(self._began + self._period - now, 0.0)
        answers_are_gone = self._missed > 0 and (for_key or not self._has_answered)
        if not self._unanswered or answers_are_gone:
            return by_clock
        return max(by_clock, self._hold_until - now)

    def begin(self) -> None:
        """A frame begins now."""
        self._began = self._clock()

    def drew(self, seconds: float) -> None:
        """The last frame took this long to draw."""
        period = min(seconds / LONGEST_SHARE, LONGEST_PERIOD)
        self._period = max(period, self._shortest_period)

    def question(self) -> str:
        """What to write behind a frame; may be nothing, while answers stay away."""
        now = self._clock()
        if not self._unanswered:
            self._hold_until = now + self._patience
        elif now >= self._hold_until:
            self._missed += 1
            self._hold_until = now + min(self._patience * 2**self._missed, LONGEST_PATIENCE)
        elif self._missed:
            return ""
        self._unanswered.append(now)
        self._tag = (self._tag + 1) % TAGS
        return f"\x1b7\x1b[2;{self._tag + 1}H\x1b[6n\x1b8"

    def answer(self, column: int, row: int) -> bool:
        """The terminal has said where the cursor is, counted from 0.

        It answers in the order of the questions, so the earlier ones are answered, too. Where it
        is none of theirs, since somebody has typed it, this is False.
        """
        oldest = self._tag - len(self._unanswered) + 1
        answered = (column - oldest) % TAGS + 1
        if row != 1 or column >= TAGS or answered > len(self._unanswered):
            return False
        for _ in range(answered):
            asked = self._unanswered.popleft()
        now = self._clock()
        self.round_trip = now - asked
        self._patience = min(max(PATIENCE, 3.0 * self.round_trip), LONGEST_PATIENCE)
        self._hold_until = now + self._patience
        self._missed = 0
        self._has_answered = True
        return True
