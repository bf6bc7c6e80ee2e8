"""When to draw the next frame, so that no frame ever waits behind another one.

Behind a slow link the frames queue up in the kernel and in the network, and the answer to a key
waits behind them. So each frame ends with a question to the terminal, where the cursor is
(`ESC [ 6 n`, ECMA-48 8.3.35, DSR). A terminal answers once it has drawn all that came before, and
until then the next frame is held; but one for a key only until the line should have taken the one
before, for on a long way the answer comes much later.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from microtui.terminal.frames.line_speed import LineSpeed
from microtui.terminal.frames.pace import IN_A_TERMINAL, Pace

FIRST_PATIENCE = 1.0
"""Seconds that a terminal has to show that it answers at all; it is asked before the first frame,
so the answer waits for nothing but the way there and back."""

PATIENCE = 2.0
"""Seconds, at least, that a terminal which has answered before is waited for."""

LONGEST_PATIENCE = 30.0

MOST_ON_THE_WAY = 2
"""Frames, with the one for a key that goes ahead of an answer: should it be wrong how fast the line
is thought to be, the next key waits for no more."""

SHORT_WAY = 0.1
"""Seconds there and back, about as long as a frame is shown: a key's frame that went ahead would
only get into the way of the one that is being drawn."""

BURST = 0.5
"""Seconds that a line of which nothing is known may be behind when a frame for a key goes on it."""

LONGEST_KEY_WAIT = 0.5
"""Seconds behind the frame before that it waits at most: most lines are faster."""

LONGEST_PERIOD = 1.0

TAGS = 16
"""Each question puts the cursor into a column of its own, so that the answer tells which question
it belongs to. Row 2, because Textual takes F3 with shift or control for an answer from row 1."""


class FramePacer:
    """Lets frames through: at most `frames_per_second`, and one at a time on its way.

    A terminal that never answers may be at the end of any line, so it gets no more bytes than a
    slow one carries: the larger the frames, the rarer they are. Where answers came and then stop,
    the link has most likely stalled: frames become rare, twice as rare with each that stays
    unanswered, so that few are in the way when it comes back; but a key still gets its frame, for
    keys that arrive show that somebody is there. The first answer brings the usual pace back.

    Times are in seconds; `clock` is any that runs evenly.
    """

    def __init__(
        self,
        frames_per_second: float,
        clock: Callable[[], float] = time.monotonic,
        pace: Pace = IN_A_TERMINAL,
    ) -> None:
        self.round_trip = 0.0
        """How long the last answered question was on its way, there and back."""
        self._shortest_period = self._period = 1.0 / frames_per_second
        self._clock = clock
        self._pace = pace
        self._began: float | None = None
        self._tag = 0
        self._speed = LineSpeed()
        self._size = 0
        self.restart()

    def restart(self) -> None:
        """Expect no answer any more: whoever had the terminal meanwhile may have read it."""
        self._unanswered: deque[tuple[float, int]] = deque(maxlen=TAGS - 1)
        """When each was asked, and behind how many bytes."""
        self._patience = FIRST_PATIENCE
        self._hold_until = 0.0
        self._missed = 0
        self._has_answered = False
        self._line_is_free = 0.0
        """When the line should have taken all that was put on it."""
        self._next_key_frame = 0.0
        """When a frame for a key may follow on a line of which nothing is known."""

    @property
    def is_silent(self) -> bool:
        """Whether the terminal has been waited for, and has never answered."""
        if self._has_answered or not self._unanswered:
            return False
        return self._missed > 0 or self._clock() >= self._hold_until

    def wait(self, *, for_key: bool = False) -> float:
        """Seconds until a frame may begin, if no answer comes before; 0.0 is now.

        A frame `for_key` need not wait for the clock.
        """
        now = self._clock()
        if self._began is None:
            return 0.0
        by_clock = 0.0 if for_key else max(self._began + self._period - now, 0.0)
        if not self._unanswered:
            return by_clock
        hold = self._hold_until - now
        line = self._line_is_free - now
        if self._has_answered:
            if for_key and self._missed:
                hold = 0.0
            elif for_key and self._may_go_ahead:
                hold = min(hold, line)
        elif self.is_silent:
            hold = self._next_key_frame - now if for_key else line
        return max(by_clock, hold)

    @property
    def _may_go_ahead(self) -> bool:
        """Whether a key's frame need not wait for the answer to the one before."""
        is_long = self._speed.shortest_round_trip > SHORT_WAY
        return is_long and self._size > 0 and len(self._unanswered) < MOST_ON_THE_WAY

    def begin(self) -> None:
        """A frame begins now."""
        self._began = self._clock()

    def drew(self, seconds: float, of_processor: float = 0.0) -> None:
        """The last frame took this long to draw, and this much of one processor."""
        period = min(self._pace.period(seconds, of_processor), LONGEST_PERIOD)
        self._period = max(period, self._shortest_period)

    def sent(self, size: int) -> None:
        """The last frame was of so many bytes, with all that has been written since the one before.

        That is 0 where nobody knows; then no frame goes ahead of an answer.
        """
        self._size = size
        self._period = max(self._period, min(size / self._pace.size, LONGEST_PERIOD))
        now = self._clock()
        self._line_is_free = max(self._line_is_free, now) + self._speed.seconds(size)
        self._next_key_frame = min(self._line_is_free - BURST, now + LONGEST_KEY_WAIT)

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
        self._unanswered.append((now, self._size))
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
            asked, size = self._unanswered.popleft()
        now = self._clock()
        self.round_trip = now - asked
        self._speed.arrived(size, self.round_trip)
        if not self._unanswered:
            self._line_is_free = now
        self._patience = min(max(PATIENCE, 3.0 * self.round_trip), LONGEST_PATIENCE)
        self._hold_until = now + self._patience
        self._missed = 0
        self._has_answered = True
        return True
