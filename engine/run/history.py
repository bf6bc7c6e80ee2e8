"""A loss curve in bounded memory, in which no spike is ever lost."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array


@dataclass(frozen=True, eq=False)
class Curve:
    """A copy of a history: one entry for each bucket of neighbouring epochs.

    `epochs` is the first epoch of each bucket, `low` and `high` are the extremes in it; the arrays
    have shape (buckets,). They hold inf and NaN where the loss was not finite.
    """

    epochs: Array
    low: Array
    high: Array
    last_epoch: int


class History:
    """One number an epoch, from epoch 0 on, in at most `capacity` buckets.

    When all buckets are in use, neighbours are merged and each takes twice as many epochs: memory
    and the cost of an epoch stay the same however long the run is.
    """

    def __init__(self, capacity: int = 512) -> None:
        self.capacity = capacity
        self.width = 1
        """Epochs a bucket."""
        self.length = 0
        """Epochs so far."""
        self.low: list[float] = []
        self.high: list[float] = []

    def append(self, loss: float) -> None:
        if self.length % self.width:
            self.low[-1] = smaller(self.low[-1], loss)
            self.high[-1] = larger(self.high[-1], loss)
        else:
            if len(self.low) == self.capacity:
                self._merge()
            self.low.append(loss)
            self.high.append(loss)
        self.length += 1

    def copy(self) -> History:
        """The same epochs, to go on with separately."""
        copied = History(self.capacity)
        copied.width, copied.length = self.width, self.length
        copied.low, copied.high = list(self.low), list(self.high)
        return copied

    def truncate(self, length: int) -> None:
        """Forget all epochs from this one on.

        A bucket that spans the cut keeps its extremes, which may be those of a forgotten epoch.
        """
        if length < self.length:
            buckets = math.ceil(length / self.width)
            del self.low[buckets:], self.high[buckets:]
            self.length = length

    def curve(self) -> Curve:
        return Curve(
            epochs=np.arange(len(self.low), dtype=np.float64) * self.width,
            low=np.array(self.low),
            high=np.array(self.high),
            last_epoch=self.length - 1,
        )

    def _merge(self) -> None:
        self.low = [smaller(*pair) for pair in zip(self.low[::2], self.low[1::2], strict=True)]
        self.high = [larger(*pair) for pair in zip(self.high[::2], self.high[1::2], strict=True)]
        self.width *= 2


def smaller(a: float, b: float) -> float:
    """The smaller of the two; a number rather than NaN."""
    return b if b < a or a != a else a


def larger(a: float, b: float) -> float:
    """The larger of the two; NaN rather than a number, for it is what went wrong."""
    return b if b > a or b != b else a
