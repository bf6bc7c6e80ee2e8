"""Figures of the loss curve: what the loss was at the end of each epoch so far."""

from __future__ import annotations

import numpy as np

from microtui.course.figures.figure import Argument, Figure, number, whole
from microtui.course.moment import Moment

EPOCH = Argument("epoch", "number", "10")


def lowest_loss(moment: Moment) -> float | None:
    """Of those that are numbers."""
    low = moment.snapshot.train_curve.low
    return float(np.nanmin(low)) if not np.isnan(low).all() else None


def highest_loss(moment: Moment) -> float | None:
    return highest_loss_since(moment, 0)


def highest_loss_since(moment: Moment, epoch: float) -> float | None:
    """NaN where any is, for that is what went wrong."""
    first = bucket_of(moment, epoch)
    return None if first is None else float(np.max(moment.snapshot.train_curve.high[first:]))


def loss_at(moment: Moment, epoch: float) -> float | None:
    """None for an epoch to come, and where a long curve no longer tells it from its neighbours."""
    bucket, curve = bucket_of(moment, epoch), moment.snapshot.train_curve
    if bucket is None:
        return None
    low, high = float(curve.low[bucket]), float(curve.high[bucket])
    return high if low == high or low != low else None


def bucket_of(moment: Moment, epoch: float) -> int | None:
    """Where in the curve this epoch is; None where it is not in it."""
    curve, number = moment.snapshot.train_curve, whole(epoch)
    if number is None or not 0 <= number <= curve.last_epoch:
        return None
    return int(np.searchsorted(curve.epochs, number, side="right")) - 1


FIGURES: tuple[Figure, ...] = (
    number("lowest_loss", "of all epochs so far", lowest_loss),
    number("highest_loss", "of all epochs so far", highest_loss),
    number("loss_at", "what it was at the end of that epoch", loss_at, EPOCH),
    number("highest_loss_since", "from that epoch on", highest_loss_since, EPOCH),
)
