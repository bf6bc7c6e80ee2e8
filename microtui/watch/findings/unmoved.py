"""Steps behind which every weight is what it was before."""

from __future__ import annotations

from dataclasses import dataclass

from microtui.watch.events import Place, Step
from microtui.watch.finding import Finding
from microtui.watch.findings.loop_facts import NOWHERE, Loop

ENOUGH = 5


@dataclass
class Moves:
    still: int = 0
    has_moved: bool = False
    rates: tuple[float, ...] = ()
    place: Place | None = None


class Unmoved:
    """Only where nothing has ever moved: a rate may begin at 0, and end there."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._moves: dict[int | None, Moves] = {}

    def step(self, event: Step) -> None:
        moves = self._moves.setdefault(event.optimizer, Moves())
        if moves.has_moved or not event.moved:
            return
        if any(event.moved.values()):
            moves.has_moved = True
        elif any(norm > 0.0 for norm in event.held.values()):
            moves.still += 1
            moves.rates = event.rates
            moves.place = event.place

    def findings(self) -> list[Finding]:
        return [
            self._finding(optimizer, moves)
            for optimizer, moves in self._moves.items()
            if moves.still >= ENOUGH and not moves.has_moved
        ]

    def _finding(self, optimizer: int | None, moves: Moves) -> Finding:
        place = moves.place or NOWHERE
        rates = ", ".join(f"{rate:g}" for rate in moves.rates)
        is_zero = not any(moves.rates)
        return Finding(
            "weights_not_changing",
            1,
            f"In {moves.still} steps that were looked at {self._loop.called(optimizer)} moved no "
            f"weight, though there were gradients; its learning rate is {rates or 'unknown'}.",
            place.file,
            place.line,
            "Give it a learning rate above 0, such as 0.01."
            if is_zero
            else "The updates are too small for the weights' number format: raise the learning "
            "rate, or keep the weights in float32.",
        )
