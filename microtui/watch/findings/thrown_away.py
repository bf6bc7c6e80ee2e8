"""Backwards that no step has used before they were cleared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from microtui.watch.events import Cleared, Place
from microtui.watch.finding import Finding
from microtui.watch.findings.accounts import Account, Fate
from microtui.watch.findings.loop_facts import Loop

ENOUGH_TIMES = 2
ENOUGH_BACKWARDS = 3


@dataclass
class Line:
    """What became of the backwards that are called in one line."""

    used_steps: int = 0
    used_backwards: int = 0
    most_a_step: int = 0
    """Backwards that one step used."""
    lost: int = 0
    times: int = 0
    """Groups of them, each between two steps."""
    group: int = 0
    """Lost since the last step, and known to be worth something."""
    unknown: int = 0
    """The same, where nobody has looked."""
    since: int = 0
    cleared_at: Place | None = None


class ThrownAway:
    """A line whose backwards are never used serves another end, such as measuring; one whose
    backwards are used now and lost then is a mistake."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._lines: dict[Place, Line] = {}

    def lost(self, fate: Fate, event: Cleared | None) -> None:
        if fate.is_void or fate.is_for_more:
            return
        line = self._lines.setdefault(fate.place, Line())
        if fate.is_known:
            line.group += 1
        else:
            line.unknown += 1
        line.cleared_at = event.place if event is not None else None

    def step(self, accounts: Mapping[int, Account]) -> None:
        """One is about to use what these hold."""
        fates = {id(fate): fate for account in accounts.values() for fate in account.pending}
        by_line: dict[Place, int] = {}
        for fate in fates.values():
            if not fate.is_used:
                by_line[fate.place] = by_line.get(fate.place, 0) + 1
        for place, used in by_line.items():
            line = self._lines.setdefault(place, Line())
            line.used_steps += 1
            line.used_backwards += used
            line.most_a_step = max(line.most_a_step, used)
        for line in self._lines.values():
            self._close(line)

    def _close(self, line: Line) -> None:
        """The group of those lost since the last step. Where nobody has looked, AMP may have left
        out a step; that loses all of a step's backwards, where the end of an epoch loses fewer."""
        group = line.group
        if line.unknown and line.group + line.unknown < line.most_a_step:
            group += line.unknown
        line.group = line.unknown = 0
        if group:
            if line.lost == 0:
                line.since = self._loop.steps
            line.lost += group
            line.times += 1

    def findings(self) -> list[Finding]:
        return [
            self._finding(place, line)
            for place, line in self._lines.items()
            if line.used_steps
            and line.times >= ENOUGH_TIMES
            and line.lost >= min(ENOUGH_BACKWARDS, 2 * line.times)
        ]

    def _finding(self, place: Place, line: Line) -> Finding:
        whole = line.lost + line.used_backwards
        evidence = (
            f"{line.lost} of {whole} backwards were cleared before any step had used them, "
            f"in {line.times} places between steps; a step uses {line.most_a_step} at most."
        )
        each = line.most_a_step == 1
        remedy = (
            "Call zero_grad() once for each step, behind it, and not at each backward."
            if each
            else "Take a step with the rest of an epoch, too, before anything is cleared."
        )
        where = line.cleared_at or place
        return Finding(
            "gradients_thrown_away", line.since, evidence, where.file, where.line, remedy
        )
