"""How numbers are spread: counts over bins of equal width."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Indices


@dataclass(frozen=True, eq=False, repr=False)
class Histogram:
    """Counts of the finite numbers, bin by bin from `low` to `high`.

    `low` and `high` are the outer edges, NaN where there was no finite number.
    """

    counts: Indices
    low: float
    high: float
    not_finite: int = 0
    """How many numbers were NaN or infinite; no bin counts them."""

    @property
    def middles(self) -> Array:
        """The number in the middle of each bin."""
        # Halves first: high - low itself may be beyond the largest float.
        half_span = self.high / 2.0 - self.low / 2.0
        steps = (np.arange(len(self.counts)) + 0.5) / len(self.counts)
        middles: Array = self.low + steps * half_span + steps * half_span
        return middles


def histogram_of(numbers: Array, bins: int, span: tuple[float, float] | None = None) -> Histogram:
    """The histogram of an array of any shape, from its least to its largest number.

    `span` gives other edges; numbers outside of it are counted in the outermost bins. Where all
    numbers are equal they stand in the middle bin. `bins` is at least 1.
    """
    finite = numbers[np.isfinite(numbers)]
    not_finite = numbers.size - finite.size
    if finite.size == 0:
        return Histogram(np.zeros(bins, np.intp), np.nan, np.nan, not_finite)
    low, high = span or (float(finite.min()), float(finite.max()))
    half_span = high / 2.0 - low / 2.0
    if half_span <= 0.0:
        counts = np.zeros(bins, np.intp)
        counts[bins // 2] = finite.size
        return Histogram(counts, low, high, not_finite)
    shares = (finite / 2.0 - low / 2.0) / half_span
    places = np.clip((shares * bins).astype(np.intp), 0, bins - 1)
    return Histogram(np.bincount(places, minlength=bins), low, high, not_finite)
