"""How a weight looks: the hue says its sign, the strength of the colour its size."""

from __future__ import annotations

import numpy as np

from engine.arrays import Array

SMALLEST_FULL = 0.5
"""The least weight that can have the full colour of its sign."""


def signed_strengths(weights: Array) -> Array:
    """Numbers -1 .. 1 of the same shape: weights against the largest of them. NaN stays NaN.

    While all are small they are measured against `SMALLEST_FULL`, so that one sees them grow.
    """
    finite = np.abs(weights[np.isfinite(weights)])
    largest = max(SMALLEST_FULL, float(finite.max(initial=0.0)))
    strengths: Array = np.clip(weights / largest, -1.0, 1.0)
    return strengths


def sign_character(strength: float) -> str:
    """A character for a number -1 .. 1: `=` and `-` below zero, `+` and `#` above, `?` for NaN."""
    if strength != strength:
        return "?"
    if abs(strength) < 0.1:
        return "."
    if strength < 0.0:
        return "=" if strength < -0.5 else "-"
    return "#" if strength > 0.5 else "+"
