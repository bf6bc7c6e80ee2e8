"""loss_not_finite: the loss is NaN or infinite, and stays so."""

from __future__ import annotations

import math

from microtui.watch.events import Backward, Place
from microtui.watch.finding import Finding
from microtui.watch.findings.loop_facts import NOWHERE, Loop
from microtui.watch.findings.numbers import short

ENOUGH = 2
"""In a row, where no step has used the gradients of the first: AMP leaves that step out."""

ROSE = 10.0
"""Times as high as it was, and the loss ran away rather than met a NaN."""


class LossNotFinite:
    """Follows the loss from backward to backward."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._in_a_row = 0
        self._is_used = False
        self._since = 0
        self._loss = math.nan
        self._place: Place = NOWHERE
        self._first: float | None = None
        self._last: float | None = None
        self._least = math.inf

    def backward(self, event: Backward) -> None:
        loss = event.loss
        if loss is None:
            return
        if math.isfinite(loss):
            self._in_a_row = 0
            self._is_used = False
            self._last = loss
            self._least = min(self._least, abs(loss))
            return
        if self._in_a_row == 0:
            self._since = self._loop.steps + 1
            self._place = event.place
            self._loss = loss
        self._in_a_row += 1

    def step(self) -> None:
        self._is_used = self._in_a_row > 0

    def findings(self) -> list[Finding]:
        if not self._in_a_row or not (self._is_used or self._in_a_row >= ENOUGH):
            return []
        before, ran_away = "from the first backward on", False
        if self._last is not None:
            before = f"the last one before was {short(self._last)}"
            ran_away = abs(self._last) > ROSE * self._least
            if ran_away:
                before += f", up from {short(self._least)}"
        rate = self._loop.rate_text()
        remedy = f"Lower the learning rate{f' ({rate})' if rate else ''}"
        if not ran_away:
            remedy += (
                ", or look for a log or a division of 0, or a root of a negative number, on the "
                "way to the loss"
            )
        return [
            Finding(
                "loss_not_finite",
                self._since,
                f"Since step {self._since:,} the loss is no finite number ({short(self._loss)}): "
                f"{before}.",
                self._place.file,
                self._place.line,
                f"{remedy}.",
            )
        ]
