"""What the loss says: that it is no number, or that it only rises."""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import median

from microtui.watch.events import Backward, Place
from microtui.watch.finding import Finding
from microtui.watch.findings.loop_facts import NOWHERE, Loop

WINDOWS = 8
MOST_LOSSES = 256
ENOUGH = 24
"""Losses to judge by."""
RISE = 5.0
"""How many times its beginning a loss comes to that only rises."""


class Losses:
    """Keeps some of them, spread over the whole script."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._kept: list[float] = []
        self._stride = 1
        self._seen = 0
        self._not_finite = 0
        self._not_finite_since = 0
        self._place: Place | None = None
        self._last: float | None = None

    def backward(self, event: Backward) -> None:
        loss = event.loss
        if loss is None:
            return
        self._last = loss
        if not math.isfinite(loss):
            if self._not_finite == 0:
                self._not_finite_since = self._loop.steps + 1
                self._place = event.place
            self._not_finite += 1
            return
        if self._seen % self._stride == 0:
            self._kept.append(loss)
            if len(self._kept) >= MOST_LOSSES:
                self._kept = self._kept[::2]
                self._stride *= 2
        self._seen += 1

    def findings(self) -> list[Finding]:
        if self._not_finite and self._last is not None and not math.isfinite(self._last):
            return [self._is_not_finite()]
        return [self._rises()] if self._only_rises() else []

    def _is_not_finite(self) -> Finding:
        place = self._place or NOWHERE
        before = f", after {self._kept[-1]:.4g}" if self._kept else ""
        return Finding(
            "loss_not_finite",
            self._not_finite_since,
            f"Since step {self._not_finite_since} the loss is no finite number any more: "
            f"{self._last}{before}.",
            place.file,
            place.line,
            "Lower the learning rate, or look for a log or a division of 0, or a root of a "
            "negative number, on the way to the loss.",
        )

    def _only_rises(self) -> bool:
        loop = self._loop
        is_one_loop = len(loop.places) == 1 and len(loop.steps_of) == 1
        if not is_one_loop or len(self._kept) < ENOUGH or min(self._kept) <= 0.0:
            return False
        medians = self._medians()
        rises = all(a < b for a, b in pairwise(medians))
        return rises and medians[-1] >= RISE * medians[0]

    def _medians(self) -> list[float]:
        size = len(self._kept) / WINDOWS
        return [median(self._kept[round(i * size) : round((i + 1) * size)]) for i in range(WINDOWS)]

    def _rises(self) -> Finding:
        place = self._loop.last_backward or NOWHERE
        rates = ", ".join(f"{rate:g}" for each in self._loop.rates.values() for rate in each)
        medians = self._medians()
        return Finding(
            "loss_rises",
            1,
            f"The loss only rises: from {medians[0]:.4g} to {medians[-1]:.4g}"
            f"{f', with learning rate {rates}' if rates else ''}.",
            place.file,
            place.line,
            "Lower the learning rate: try a tenth of it.",
        )
