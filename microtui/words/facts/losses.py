"""What a loss curve was like between two epochs.

Conditions are put to stretches of the curve, not to the loss of the moment: with mini-batches, and
even more without zero_grad, that goes up and down all the time, and words that follow it cannot be
read. The stretches grow with the run: the last half of the epochs since something was changed, and
the half before. So what is said changes ever more slowly, and no state has to be remembered.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.run.history import Curve


@dataclass(frozen=True)
class Extremes:
    """The lowest and the highest loss of a stretch; inf where there was one that is no number."""

    low: float
    high: float

    def and_now(self, loss: float) -> Extremes:
        """With this loss in it, too."""
        loss = loss if loss == loss else np.inf
        return Extremes(min(self.low, loss), max(self.high, loss))


NONE = Extremes(np.inf, -np.inf)
"""Those of a stretch without epochs."""


def extremes(curve: Curve, after: float, until: float = np.inf) -> Extremes:
    """Of the epochs after one and up to another.

    The last bucket is left out while it is not full: it may hold what was forgotten when the run
    was stepped back.
    """
    epochs = curve.epochs
    width = int(epochs[1] - epochs[0]) if len(epochs) > 1 else 1
    is_meant = (epochs > after) & (epochs <= until) & (epochs + width - 1 <= curve.last_epoch)
    if not is_meant.any():
        return NONE
    low, high = curve.low[is_meant], curve.high[is_meant]
    return Extremes(
        float(np.where(np.isnan(low), np.inf, low).min()),
        float(np.where(np.isnan(high), np.inf, high).max()),
    )


def at(curve: Curve, epoch: float) -> Extremes:
    """Of the bucket that holds an epoch."""
    index = min(int(np.searchsorted(curve.epochs, epoch, side="right")) - 1, len(curve.low) - 1)
    return Extremes(float(curve.low[index]), float(curve.high[index]))


SHORTEST = 5.0
"""Epochs that the second half has, where there are so many."""


@dataclass(frozen=True)
class Halves:
    """The epochs since something, in two halves; the loss of now belongs to the second."""

    epochs: float
    """How many they are, together."""
    first: Extremes
    second: Extremes

    @property
    def lowest(self) -> float:
        return min(self.first.low, self.second.low)

    @property
    def highest(self) -> float:
        return max(self.first.high, self.second.high)

    @property
    def is_falling(self) -> bool:
        """Whether the second half came lower than the first, by more than chance."""
        return self.second.low < 0.95 * self.first.low


def halves(curve: Curve, since: float, now: float, loss: float) -> Halves:
    """Of a curve between an epoch and now, when the loss is this."""
    middle = max(since, min(since + (now - since) / 2.0, now - SHORTEST))
    return Halves(
        now - since,
        extremes(curve, since, middle),
        extremes(curve, middle, now).and_now(loss),
    )
