"""no_zero_grad within a step: LBFGS calls its closure many times, and nothing clears between."""

from __future__ import annotations

from typing import NamedTuple

from microtui.watch.events import Place
from microtui.watch.finding import Finding
from microtui.watch.findings.loop_facts import NOWHERE, Loop
from microtui.watch.findings.source import line_of

ENOUGH = 2
"""Steps."""

MANY = 6
"""Backwards within a step, more than a closure is likely to call at once."""


class Calls(NamedTuple):
    since: int
    steps: int
    backwards: int
    """Of the last step."""
    place: Place


class Closure:
    """Only of LBFGS: others call their closure once, and it may add up small batches."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._calls: dict[int, Calls] = {}

    def step(self, optimizer: int | None, number: int) -> None:
        segment = self._loop.segment
        if optimizer is None or segment.during_step != optimizer:
            return
        told = self._loop.optimizers.get(optimizer)
        if told is None or told.name != "LBFGS" or segment.added_up < MANY:
            return
        before = self._calls.get(optimizer) or Calls(number, 0, 0, NOWHERE)
        place = segment.first or NOWHERE
        self._calls[optimizer] = Calls(before.since, before.steps + 1, segment.added_up, place)

    def findings(self) -> list[Finding]:
        return [
            Finding(
                "no_zero_grad",
                calls.since,
                f"Since step {calls.since:,} {self._loop.called(optimizer)} calls its closure many "
                f"times a step, and .grad is not cleared between: at the last step it was the sum "
                f"of {calls.backwards:,} backwards.",
                calls.place.file,
                calls.place.line,
                f"Call optimizer.zero_grad() in the closure, before {line_of(calls.place)}.",
            )
            for optimizer, calls in self._calls.items()
            if calls.steps >= ENOUGH
        ]
