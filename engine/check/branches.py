"""The branches that formulas with a kink take, and what they would give on the same ones still.

relu, hinge and |p| are two straight lines that meet in a kink, and a step across one measures the
slope of neither. But which of them is taken shows in the forward pass. With that kept, the loss
goes on smoothly past the kink, and has there the slope that it has where we are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from engine.arrays import Array, Mask
from engine.formulas.elementary import ARRAYS, Elementary


class Branches:
    """Which of their two branches relu, maximum, minimum and absolute took, call by call.

    Guards where in the row of calls it is: each time, there must be as many as the first time.
    """

    def __init__(self, taken: Sequence[Mask] = ()) -> None:
        self.taken = list(taken)
        """Where it was the first branch."""
        self.were_left = False
        """Whether anything has gone another way, while watched."""
        self._next = 0

    def of_unit(self, unit: int) -> Branches:
        """Those of one row of arrays."""
        return Branches([each[unit] for each in self.taken])

    @cached_property
    def noted(self) -> Elementary:
        """Functions that choose as ever; the branches are taken down, once."""
        return choosing(self._note)

    @cached_property
    def watched(self) -> Elementary:
        """Functions that choose as ever; that these are other branches than before is noted."""
        return choosing(self._watch) if self.taken else ARRAYS

    @cached_property
    def kept(self) -> Elementary:
        """Functions that go the way of before, whatever the numbers."""
        return choosing(self._keep) if self.taken else ARRAYS

    def _note(self, is_first: Mask) -> Mask:
        self.taken.append(is_first)
        return is_first

    def _watch(self, is_first: Mask) -> Mask:
        if (is_first != self._keep(is_first)).any():
            self.were_left = True
        return is_first

    def _keep(self, is_first: Mask) -> Mask:
        taken = self.taken[self._next]
        self._next = (self._next + 1) % len(self.taken)
        return taken


def choosing(choose: Callable[[Mask], Mask]) -> Elementary:
    """The functions of arrays, with a say in which branch is taken.

    Where both give the same, all take the one below the kink, as backward does. NaN stays NaN.
    """

    def relu(x: Array) -> Array:
        return np.where(choose(~(x <= 0.0)), x, 0.0)

    def absolute(x: Array) -> Array:
        return np.where(choose(~(x <= 0.0)), x, -x)

    def maximum(x: Array, y: Array | float) -> Array:
        return np.where(choose(~(x <= y)), x, y)

    def minimum(x: Array, y: Array | float) -> Array:
        return np.where(choose(~(x > y)), x, y)

    return replace(ARRAYS, relu=relu, absolute=absolute, maximum=maximum, minimum=minimum)
