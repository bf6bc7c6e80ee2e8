"""Timing two things side by side, and how long each took."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Comparison:
    """Seconds a call, medians over the rounds; `ratios` holds theirs / ours of each round."""

    ours: float
    theirs: float
    ratios: list[float]

    @property
    def ratio(self) -> float:
        return median(self.ratios)

    @property
    def spread(self) -> tuple[float, float]:
        """The lower and the upper quartile of the ratios."""
        ordered = sorted(self.ratios)
        return ordered[len(ordered) // 4], ordered[(3 * len(ordered)) // 4]


def seconds(call: Callable[[], object], calls: int) -> float:
    """How long a call takes, over this many in a row, after one that is not timed.

    The garbage of others is collected beforehand; its own, a call has to live with.
    """
    gc.collect()
    call()
    start = time.perf_counter()
    for _ in range(calls):
        call()
    return (time.perf_counter() - start) / calls


def compare(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    rounds: int,
    our_calls: int,
    their_calls: int,
) -> Comparison:
    """Take turns, so that whatever else the machine does meets both alike."""
    times = []
    for index in range(rounds):
        if index % 2:
            a = seconds(ours, our_calls)
            b = seconds(theirs, their_calls)
        else:
            b = seconds(theirs, their_calls)
            a = seconds(ours, our_calls)
        times.append((a, b))
    return Comparison(
        median(a for a, _ in times), median(b for _, b in times), [b / a for a, b in times]
    )
