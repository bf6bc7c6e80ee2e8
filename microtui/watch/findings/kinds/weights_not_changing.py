"""weights_not_changing: steps behind which every weight is what it was before."""

from __future__ import annotations

from dataclasses import dataclass

from microtui.watch.events import Place, Step
from microtui.watch.finding import Finding
from microtui.watch.findings.loop_facts import NOWHERE, Loop
from microtui.watch.findings.numbers import counted, short
from microtui.watch.findings.source import line_of

ENOUGH = 10
"""Steps that were looked at."""

ENOUGH_AT_ZERO = 20
"""Steps at a rate of 0, which may rise from there."""


@dataclass
class Moves:
    still: int = 0
    has_moved: bool = False
    steps: int = 0
    had_rate: bool = False
    held: float = 0.0
    rates: tuple[float, ...] = ()
    since: int = 0
    place: Place = NOWHERE


class WeightsNotChanging:
    """Only where nothing has ever moved: a rate may begin at 0, and end there."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._moves: dict[int | None, Moves] = {}

    def step(self, event: Step) -> None:
        moves = self._moves.get(event.optimizer)
        if moves is None:
            moves = self._moves[event.optimizer] = Moves(since=event.number)
        if moves.has_moved:
            return
        moves.steps += 1
        moves.had_rate = moves.had_rate or any(event.rates)
        moves.rates = event.rates
        moves.place = event.place
        if not event.moved:
            return
        if any(event.moved.values()):
            moves.has_moved = True
        elif any(
            event.held.get(tensor) and not is_moved for tensor, is_moved in event.moved.items()
        ):
            moves.still += 1
            moves.held = max(event.held.values())

    def findings(self) -> list[Finding]:
        return [
            self._finding(optimizer, moves)
            for optimizer, moves in self._moves.items()
            if not moves.has_moved
            and moves.still >= ENOUGH
            and (moves.had_rate or moves.steps >= ENOUGH_AT_ZERO)
        ]

    def _finding(self, optimizer: int | None, moves: Moves) -> Finding:
        rates = ", ".join(short(rate) for rate in moves.rates) or "unknown"
        return Finding(
            "weights_not_changing",
            moves.since,
            f"In none of the {counted(moves.still, 'step')} that were looked at has "
            f"{self._loop.called(optimizer)} moved a weight; its learning rate is {rates}, and "
            f"there were gradients, of norm {short(moves.held)} in one tensor.",
            moves.place.file,
            moves.place.line,
            "The updates are too small for the weights' number format: keep these in float32, or "
            f"raise the learning rate, for {line_of(moves.place)}."
            if moves.had_rate
            else f"Give the optimizer a learning rate above 0 for {line_of(moves.place)}.",
        )
