"""What may be given to plotext: finite numbers in a sane range, and no more than can be seen.

plotext 6.1 ends the whole process on NaN among finite numbers, and raises on infinities and on
ranges near 1e308; a run without zero_grad makes all of these.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.run.history import Curve

LARGEST = 1e12
SMALLEST = 1e-12
"""On a linear scale. On a logarithmic one there stand exponents, up to 308: those of any float."""

LARGEST_FLOAT = float(np.finfo(np.float64).max)


@dataclass(frozen=True)
class Line:
    """Points to be connected: all finite, within ±1e12, x ascending."""

    x: list[float]
    y: list[float]


def plottable(curve: Curve, columns: int, *, logarithmic: bool = False, first: float = 0.0) -> Line:
    """At most two points for each column: the smallest and the largest number that falls into it.

    What is not a number is left out; what is infinite or too large stands at the upper edge of the
    sane range. On a logarithmic scale the numbers are exponents of ten, and zero, which has none,
    stands a power of ten below the smallest that has one.
    """
    is_shown = curve.epochs >= first
    epochs, low, high = curve.epochs[is_shown], curve.low[is_shown], curve.high[is_shown]
    if len(epochs) == 0 or columns < 1:
        return Line([], [])
    span = max(epochs[-1] - epochs[0], 1.0)
    column = np.minimum((epochs - epochs[0]) / span * columns, columns - 1).astype(np.intp)
    starts = np.flatnonzero(np.diff(column, prepend=-1))
    low = np.fmin.reduceat(sane(low, logarithmic), starts)
    high = np.fmax.reduceat(sane(high, logarithmic), starts)
    x = np.repeat(epochs[starts], 2)
    y = np.column_stack([low, high]).ravel()
    exponents = y[y > -np.inf]
    y[y == -np.inf] = exponents.min() - 1.0 if len(exponents) else np.log10(SMALLEST)
    is_distinct = np.append(True, (np.diff(x) != 0.0) | (np.diff(y) != 0.0)) & np.isfinite(y)
    return Line(x[is_distinct].tolist(), y[is_distinct].tolist())


def smoothed(curve: Curve, width: int) -> Curve:
    """The running mean of this many neighbouring buckets; what is not a number is left out."""
    if width <= 1 or len(curve.epochs) == 0:
        return curve
    low, high = (np.clip(each, -LARGEST_FLOAT, LARGEST_FLOAT) for each in (curve.low, curve.high))
    middle = 0.5 * low + 0.5 * high
    is_number = np.isfinite(middle)
    # Relative to the largest, so that no sum overflows.
    scale = float(np.abs(middle[is_number]).max(initial=0.0)) or 1.0
    box = np.ones(min(width, len(middle)))
    sums = np.convolve(np.where(is_number, middle / scale, 0.0), box, mode="same")
    counts = np.convolve(is_number.astype(np.float64), box, mode="same")
    mean = np.where(counts > 0.0, sums / np.maximum(counts, 1.0) * scale, np.nan)
    return Curve(curve.epochs, mean, mean, curve.last_epoch)


def reading(curve: Curve, epoch: int) -> float | None:
    """The largest loss of the bucket that this epoch falls into; None where there is none."""
    if epoch > curve.last_epoch or len(curve.epochs) == 0:
        return None
    return float(curve.high[np.searchsorted(curve.epochs, epoch, side="right") - 1])


def sane(numbers: Array, logarithmic: bool) -> Array:
    """The numbers, or their exponents, in a range that can be drawn; NaN stays.

    What has no exponent, such as zero, has -inf for it.
    """
    if logarithmic:
        with np.errstate(divide="ignore"):
            return np.log10(np.clip(numbers, 0.0, LARGEST_FLOAT))
    clipped = np.clip(numbers, -LARGEST, LARGEST)
    return np.where(np.abs(clipped) < SMALLEST, 0.0, clipped)


def sane_range(lines: list[Line]) -> tuple[float, float]:
    """The least and the largest y of all lines, never the same."""
    y = [number for line in lines for number in line.y]
    if not y:
        return 0.0, 1.0
    low, high = min(y), max(y)
    margin = 0.03 * (high - low) or 0.5 * abs(high) or 0.5
    return low - margin, high + margin
