"""What has been told of a loop up to now: it is passed on to whoever judges, and read."""

from __future__ import annotations

import math
import time
from collections import deque

from microtui.watch.events import Backward, Cleared, Gradient, Place, Step
from microtui.watch.findings.ledger import Ledger
from microtui.watch.probe.histories import History
from microtui.watch.probe.moments.steps import Taken
from microtui.watch.reading import NormsReading, Reading

RATE_SECONDS = 2.0
"""Over which steps a second are counted."""


class Loop:
    """Numbers the events as they come."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._began = time.perf_counter()
        self._waited = 0.0
        self.steps = 0
        self.backwards = 0
        self._loss: float | None = None
        self._losses: History[tuple[int, float]] = History()
        self._norms: History[NormsReading] = History()
        self._lately: deque[tuple[float, int]] = deque([(0.0, 0)])
        self.place: Place | None = None
        """Of the last backward or step."""

    @property
    def seconds(self) -> float:
        """Since the beginning, without those that the loop was made to wait."""
        return time.perf_counter() - self._began - self._waited

    def wait(self, seconds: float) -> None:
        self._waited += seconds

    def backward(
        self,
        place: Place,
        loss: float | None,
        during_step: int | None,
        gradients: tuple[Gradient, ...],
    ) -> None:
        self.backwards += 1
        self.place = place
        if loss is not None:
            self._loss = loss
            self._losses.add((self.backwards, loss))
        norms = all_together(self.backwards, gradients)
        if norms is not None:
            self._norms.add(norms)
        self._ledger.backward(Backward(self.backwards, place, loss, during_step, gradients))

    def cleared(self, place: Place, tensors: frozenset[int]) -> None:
        self._ledger.cleared(Cleared(place, tensors))

    def step(self, place: Place, taken: Taken) -> None:
        self.steps += 1
        self.place = place
        number = None if taken.mover is None else taken.mover.number
        rates = () if taken.mover is None else taken.mover.rates
        self._ledger.step(
            Step(self.steps, number, taken.tensors, place, rates, taken.held, taken.moved)
        )
        now = self.seconds
        if now - self._lately[-1][0] > RATE_SECONDS / 10.0:
            self._lately.append((now, self.steps))
            while now - self._lately[0][0] > RATE_SECONDS and len(self._lately) > 2:
                self._lately.popleft()

    def reading(self) -> Reading:
        """As far as it is known here."""
        return Reading(
            steps=self.steps,
            backwards=self.backwards,
            seconds=time.perf_counter() - self._began,
            steps_per_second=self._rate(),
            loss=self._loss,
            losses=self._losses.points(),
            norms=self._norms.points(),
            findings=self._ledger.findings(),
            place=self.place,
            has_torch=True,
        )

    def _rate(self) -> float | None:
        since, steps = self._lately[0]
        passed = self.seconds - since
        return (self.steps - steps) / passed if passed > 0.0 and self.steps > steps else None


def all_together(backward: int, gradients: tuple[Gradient, ...]) -> NormsReading | None:
    """None where nobody has measured."""
    carried = added = grad = 0.0
    for each in gradients:
        if each.carried is None or each.added is None or each.grad is None:
            return None
        carried += each.carried * each.carried
        added += each.added * each.added
        grad += each.grad * each.grad
    if not gradients:
        return None
    return NormsReading(backward, math.sqrt(carried), math.sqrt(added), math.sqrt(grad))
