"""Numbers of which one knows how far each may be off by rounding, and what comes of them.

A sum of n terms is wrong by n roundings of Σ|terms| at most, however much of them cancels; and what
goes in wrong comes out wrong.

N. J. Higham, "Accuracy and stability of numerical algorithms", 2nd edition, 2002, section 3.3.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.check.finite_differences import EPSILON

OF_A_FUNCTION = 4.0 * EPSILON
"""What exp, tanh and the like, and a few operations on their results, may be off by, relatively."""


@dataclass(frozen=True, eq=False)
class Sized:
    """The sizes of an array of numbers, and how far each may be off."""

    sizes: Array
    errors: Array

    def product(self, other: Sized) -> Sized:
        """Each of these numbers times one of those, rounded."""
        sizes = self.sizes * other.sizes
        errors = self.errors * (other.sizes + other.errors) + self.sizes * other.errors
        return Sized(sizes, errors + OF_A_FUNCTION * sizes)

    def sums(self, other: Sized) -> Sized:
        """The matrix product: each entry is a sum of as many terms as this one has columns."""
        sizes = self.sizes @ other.sizes
        errors = self.errors @ (other.sizes + other.errors) + self.sizes @ other.errors
        return Sized(sizes, errors + of_a_sum(self.sizes.shape[1]) * sizes)

    @property
    def transposed(self) -> Sized:
        return Sized(self.sizes.T, self.errors.T)


def exact(numbers: Array) -> Sized:
    return Sized(np.abs(numbers), np.zeros_like(numbers))


def of_a_sum(terms: int) -> float:
    """What a sum of products may be off by, in whatever order, as a share of Σ|terms|."""
    return (terms + 2) * EPSILON


def spread(function: Callable[[Array], Array], at: Array, errors: Array) -> Array:
    """How far the result of a monotonic function may be off where its argument is.

    Of a function of several arguments, that rises with some and falls with others, the errors must
    have the signs that go with that.
    """
    here = function(at)
    off = np.maximum(np.abs(function(at + errors) - here), np.abs(function(at - errors) - here))
    # Where it is no number even here, it is wrong, and nothing is to be excused.
    off[np.isnan(here)] = 0.0
    return np.where(np.isnan(off), np.inf, off)


def size(numbers: Array, otherwise: float) -> Array:
    """Without their signs. What is not finite is not right, and no measure of what would be."""
    return np.where(np.isfinite(numbers), np.abs(numbers), otherwise)
