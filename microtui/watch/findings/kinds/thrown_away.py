"""gradients_thrown_away: backwards that no step has used before they were cleared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from microtui.watch.events import Cleared, Place
from microtui.watch.finding import Finding
from microtui.watch.findings.accounts import Fate
from microtui.watch.findings.loop_facts import Loop
from microtui.watch.findings.numbers import counted
from microtui.watch.findings.regular import Regular
from microtui.watch.findings.source import line_of

ENOUGH_IN_A_ROW = 6
"""Steps in a row that each lost some: who decides from time to time to leave a step out does not
lose the same number each time."""

ENOUGH_KNOWN = 3
"""Of these, how many were looked at: what is lost must be finite, and not be filled in by hand."""

MOST_IRREGULAR = 2
"""Steps that lost some at no regular distance; with more, the script chooses when to step."""

MOST_LINES = 1_000


@dataclass
class Line:
    """What became of the backwards that are called in one line."""

    backwards: int = 0
    used: int = 0
    steps: int = 0
    a_step: Counter[int] = field(default_factory=Counter)
    """How often a step used how many."""
    waiting: int = 0
    """Lost since the last step."""
    waiting_clears: int = 0
    waiting_is_known: bool = True
    cleared_at: Place | None = None
    lost: int = 0
    times: int = 0
    since: int = 0
    row: int = 0
    """Steps in a row that each lost the same number, or one of two: an epoch may end between."""
    row_known: int = 0
    row_losses: set[int] = field(default_factory=set)
    is_row: bool = False
    irregular: int = 0
    rests: Regular = field(default_factory=Regular)
    rest: int = 0
    """Backwards that an epoch's end has lost each time."""
    is_filled_by_hand: bool = False


class ThrownAway:
    """A line whose backwards are never used serves another end, such as measuring; one whose
    backwards are used now and lost then, in an order that comes again, is a mistake."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._lines: dict[Place, Line] = {}
        self.is_waiting = False
        """Whether something was lost since the last step."""

    def _line(self, place: Place) -> Line:
        line = self._lines.get(place)
        if line is None:
            line = Line()
            if len(self._lines) < MOST_LINES:
                self._lines[place] = line
        return line

    def lost(self, fate: Fate, event: Cleared | None) -> None:
        line = self._line(fate.place)
        line.backwards += fate.backwards
        if fate.is_void or fate.is_for_more:
            return
        self.is_waiting = True
        line.waiting += fate.backwards
        line.waiting_clears += 1
        line.waiting_is_known = line.waiting_is_known and fate.is_known
        line.cleared_at = None if event is None else event.place

    def step(self, used: Iterable[Fate], is_filled_by_hand: bool | None) -> None:
        """These are used now for the first time; whether by a gradient that somebody has put
        together by hand, or None where nobody has looked."""
        by_line: dict[Place, int] = {}
        for fate in used:
            by_line[fate.place] = by_line.get(fate.place, 0) + fate.backwards
        for place, backwards in by_line.items():
            line = self._line(place)
            line.backwards += backwards
            line.used += backwards
            line.steps += 1
            line.is_filled_by_hand = line.is_filled_by_hand or is_filled_by_hand is True
            self._close(line, backwards, is_filled_by_hand is not None)
            line.waiting = line.waiting_clears = 0
            line.waiting_is_known = True
        if self.is_waiting:
            self.is_waiting = any(line.waiting for line in self._lines.values())

    def _close(self, line: Line, used: int, is_looked_at: bool) -> None:
        lost = line.waiting
        usual = usual_of(line) if lost else 0
        if len(line.a_step) < MOST_LINES:
            line.a_step[used] += 1
        if not lost:
            if line.row:
                self._end_row(line)
            return
        line.lost += lost
        line.times += 1
        line.since = line.since or self._loop.steps
        if used == 1 and line.waiting_clears == lost:
            self._go_on(line, lost, is_looked_at and line.waiting_is_known)
        elif line.waiting_clears == 1 and lost < usual and line.rest in (0, lost):
            line.rest = lost
            line.rests.see(line.backwards - used)
        else:
            self._end_row(line)
            line.irregular += 1

    def _go_on(self, line: Line, lost: int, is_known: bool) -> None:
        if lost not in line.row_losses and len(line.row_losses) == 2:
            self._end_row(line)
        line.row += 1
        line.row_known += is_known
        line.row_losses.add(lost)
        line.is_row = line.is_row or (
            line.row >= ENOUGH_IN_A_ROW and line.row_known >= ENOUGH_KNOWN
        )

    def _end_row(self, line: Line) -> None:
        if line.row < ENOUGH_IN_A_ROW:
            line.irregular += line.row
        line.row = line.row_known = 0
        line.row_losses.clear()

    def findings(self) -> list[Finding]:
        return [
            self._finding(place, line)
            for place, line in self._lines.items()
            if not line.is_filled_by_hand
            and line.irregular <= MOST_IRREGULAR
            and (line.is_row or line.rests.is_regular)
        ]

    def _finding(self, place: Place, line: Line) -> Finding:
        evidence = (
            f"{line.lost:,} of {counted(line.backwards, 'backward')} in line {place.line} were "
            f"cleared before any step had used them, since step {line.since:,}"
        )
        step = line_of(self._loop.last_step)
        if line.is_row:
            evidence += ": a step comes after several, and finds but the last of them."
            remedy = f"Call zero_grad() not at each backward but once a step, behind {step}."
        else:
            evidence += (
                f": {line.rest} each time, {line.times} times, where a step takes {usual_of(line)}."
            )
            remedy = (
                f"Before the rest of an epoch is cleared, take a step with it, too, as in {step}."
            )
        where = line.cleared_at or place
        return Finding(
            "gradients_thrown_away", line.since, evidence, where.file, where.line, remedy
        )


def usual_of(line: Line) -> int:
    """How many backwards a step uses."""
    return max(line.a_step, key=line.a_step.__getitem__, default=0)
