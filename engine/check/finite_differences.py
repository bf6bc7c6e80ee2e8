"""The slope of a function, measured: how far it rises over a small step, both ways.

Nothing is known here of any chain rule, which is what makes it worth comparing with one.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass

EPSILON = sys.float_info.epsilon

STEP = EPSILON ** (1.0 / 3.0)
"""Times max(1, |x|): where a central difference errs as little by the curve as by rounding.

W. H. Press et al., "Numerical Recipes", 3rd edition, 2007, section 5.7.
"""

STEP_FACTORS = (16.0, 1.0 / 16.0, 256.0, 1.0 / 256.0)
"""What else is tried: longer where rounding is in the way, shorter where a kink is."""

GOOD_ENOUGH = 1e-6
"""A slope known this well, relatively, needs no other step."""


UNSEEN = 0.1
"""Relative. A slope that changes so much with its step says nothing of a function's own."""


@dataclass(frozen=True)
class Slope:
    """What a function does at a point, on its left and on its right side.

    The two differ much more than `uncertainty` allows for where the function has a kink.
    """

    left: float
    right: float
    uncertainty: float
    """How far `central` may be off: by what it changes when the step is halved, and by rounding."""
    step: float
    """To each side."""

    @property
    def central(self) -> float:
        return 0.5 * (self.left + self.right)


def slope_at(function: Callable[[float], float], x: float, rounding: float | None = None) -> Slope:
    """The slope of a function at x, by the step that leaves the least uncertainty.

    `rounding` is how far its results may be off, if that is known; else it is taken to be that of
    the result, or of what was squared to become it, as an error near 0 is.
    """
    middle = function(x)
    if rounding is None:
        rounding = 2.0 * EPSILON * max(abs(middle), math.sqrt(abs(middle)))
    first = STEP * max(1.0, abs(x))
    best = slope_by_step(function, x, middle, first, rounding)
    for factor in STEP_FACTORS:
        if best.uncertainty <= GOOD_ENOUGH * abs(best.central):
            break
        slope = slope_by_step(function, x, middle, factor * first, rounding)
        if slope.uncertainty < best.uncertainty:
            best = slope
    return best


def slope_by_step(
    function: Callable[[float], float], x: float, middle: float, step: float, rounding: float
) -> Slope:
    """`middle` is function(x). What is not finite is infinitely uncertain.

    Of a smooth function, halving the step keeps the central difference and halves what the two
    sides differ by. A kink within the step breaks one of the two rules, wherever it lies. If they
    are broken by as much as there is of a slope, then what lies within the step is not seen at all.
    """
    left, right = sides(function, x, middle, step)
    near_left, near_right = sides(function, x, middle, 0.5 * step)
    change = 0.5 * abs((left + right) - (near_left + near_right)) + 0.5 * abs(
        (right - left) - 2.0 * (near_right - near_left)
    )
    of_rounding = 2.0 * rounding / step
    uncertainty = change + of_rounding
    is_seen = change <= UNSEEN * max(abs(left), abs(right)) + 4.0 * of_rounding
    if not (is_seen and math.isfinite(uncertainty)):
        uncertainty = math.inf
    return Slope(left, right, uncertainty, step)


def sides(
    function: Callable[[float], float], x: float, middle: float, step: float
) -> tuple[float, float]:
    """The one-sided differences; over the steps that were really taken, after rounding."""
    below, above = x - step, x + step
    return (middle - function(below)) / (x - below), (function(above) - middle) / (above - x)
