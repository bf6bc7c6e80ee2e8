"""loss_rises: the learning rate is so high that the loss only rises."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from microtui.watch.events import Backward, Step
from microtui.watch.finding import Finding
from microtui.watch.findings.loop_facts import Loop
from microtui.watch.findings.numbers import short

WINDOWS = 6

ENOUGH = 24
"""Losses to judge by."""

MOST = 96
"""Losses that are kept: what a rate does that is too high shows at once. A loss that rises over
thousands of steps may be that of values still to be learned."""

EACH = 1.15
"""How many times the median of the window before each window's median is at least."""

ALL = 3.0
"""The same of the last and the first."""

JUMP = 2.0
"""With a rate this many times as high as before, it is judged anew."""

ENOUGH_STEPS = 5
MOST_STEPS = 0.8
"""The share of the steps that must have gone too far, or the wrong way, for the rate to be blamed:
the loss of a policy rises with its rewards, and of values still to be learned with these."""

ALONG_THE_GRADIENT = ("SGD", "ASGD")
"""Optimizers whose step is the rate times the gradient; that of others is about the rate in each
number, whatever the gradient."""


class LossRises:
    """Only in a loop with one line of backward, one optimizer, and losses above 0."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._begin(0.0)
        self._is_positive = True

    def _begin(self, rate: float) -> None:
        self._rate = rate
        self._since = max(1, self._loop.steps)
        self._kept: list[float] = []
        self._least_since = math.inf
        self._judged = self._blamed = 0
        self._last: float | None = None
        self._promised: float | None = None
        """How much lower the last step should have made the loss, to first order."""

    def backward(self, event: Backward) -> None:
        loss = event.loss
        if loss is None or not math.isfinite(loss):
            self._last = self._promised = None
            return
        if self._last is not None and self._promised is not None:
            self._judge(self._last, self._promised, loss)
        self._last, self._promised = loss, None
        if loss <= 0.0:
            self._is_positive = False
        if len(self._kept) < MOST:
            self._kept.append(loss)
        elif loss < self._least_since:
            self._least_since = loss

    def _judge(self, before: float, promised: float, after: float) -> None:
        """A loss that can't be below 0 can't be made lower by more than all of it; and what rises
        by as much as it should have fallen was moved uphill."""
        self._judged += 1
        is_uphill = abs(after - before - promised) < promised / 2.0
        self._blamed += promised >= before or is_uphill

    def step(self, event: Step) -> None:
        rate = max(event.rates, default=0.0)
        if rate > JUMP * self._rate:
            if self._rate:
                self._begin(rate)
            self._rate = rate
        if event.held and event.optimizer is not None:
            norm = math.hypot(*event.held.values())
            if self._loop.optimizers[event.optimizer].name in ALONG_THE_GRADIENT:
                self._promised = rate * norm * norm
            else:
                tensors = self._loop.tensors
                numbers = sum(math.prod(tensors[each].shape) for each in event.held)
                self._promised = rate * math.sqrt(numbers) * norm

    def findings(self) -> list[Finding]:
        loop = self._loop
        is_one_loop = len(loop.backward_places) == 1 and len(loop.steps_of) == 1
        if not is_one_loop or not self._is_positive or len(self._kept) < ENOUGH:
            return []
        if self._judged < ENOUGH_STEPS or self._blamed < MOST_STEPS * self._judged:
            return []
        medians = self._medians()
        first, last = medians[0], medians[-1]
        rises = all(b >= EACH * a for a, b in pairwise(medians)) and last >= ALL * first
        later = self._kept[len(self._kept) // WINDOWS :]
        if not rises or min(later) < first or self._least_since < ALL * first:
            return []
        place = loop.last_backward
        rate = loop.rate_text()
        return [
            Finding(
                "loss_rises",
                self._since,
                f"The loss only rises, from {short(first)} to {short(last)} within "
                f"{len(self._kept)} backwards{f', with learning rate {rate}' if rate else ''}.",
                place.file,
                place.line,
                "Lower the learning rate: try a tenth of it.",
            )
        ]

    def _medians(self) -> list[float]:
        size = len(self._kept) / WINDOWS
        return [median(self._kept[round(i * size) : round((i + 1) * size)]) for i in range(WINDOWS)]


def median(values: Sequence[float]) -> float:
    # Not that of `statistics`: a script may have a file of this name, and imports it later.
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
