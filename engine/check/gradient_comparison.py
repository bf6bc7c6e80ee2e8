"""Gradients beside each other, parameter by parameter, and what follows from that."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.arrays import Array, Indices, Mask, norm, quiet
from engine.check.kinks import Kinks
from engine.run.configuration import Configuration

TOLERANCE = 1e-4
"""Relative. A derivative that is written down wrongly is off by far more, rounding by far less."""

CERTAIN = 0.1 * TOLERANCE
"""Relative. A difference must be known so much better than it is asked to judge."""

HELD_TOLERANCE = 1e-9
"""Of the gradient's length. Where `.grad` was cleared, it holds the same to the last digit."""

Moment = Literal["finished", "under way", "to come"]
"""Which update is checked: the last one, if the next has not begun; the first, before it has."""


@dataclass(frozen=True, eq=False, repr=False)
class GradientCheck:
    """The gradients of one batch at one position, at the moment before `optimizer.step()`.

    Arrays are of its own. Those of all gradients have shape (parameters,); what has to do with
    differences has shape (checked,), for the parameters that `indices` names.
    """

    configuration: Configuration
    """What held in this update."""
    moment: Moment
    update: int
    """Its number, from 1."""
    epoch: int
    """Finished epochs before it."""
    batch: int
    """Finished updates of its epoch before it."""
    loss: float
    """Of this batch, penalties included."""
    held: Array
    """What `.grad` holds when `optimizer.step()` reads it, and still after that."""
    backwards_summed: int
    """How many backwards `held` is the sum of."""
    backward: Array
    """What backward gives for this batch, from gradients of zero."""
    others: Mapping[str, Array | None]
    """The same in the other forms of the network, by their names; None where the graph would not
    fit in memory."""
    rounding: Array
    """How far each of these may be off by rounding; not finite where there is no bound."""
    sizes: Array
    """Σ|terms| of each gradient: what there was to cancel."""
    indices: Indices
    left: Array
    right: Array
    """One-sided differences. They disagree where the loss has a kink: relu, hinge, L1."""
    slope: Array
    """Central differences of the smooth piece of the loss that backward is on: see
    `engine.check.batch_loss`."""
    uncertainty: Array
    """How far `slope` may be off."""
    is_kink: Mask
    """Where the loss has a kink so near that the one-sided differences step across it."""
    kinks: Kinks
    """Whose kinks these are."""

    @property
    @quiet()
    def differences(self) -> Array:
        """Central ones, of the loss itself."""
        return 0.5 * (self.left + self.right)

    @property
    def scales(self) -> Array:
        """What errors are relative to: the larger of backward's number and the slope."""
        larger: Array = np.maximum(np.abs(self.backward[self.indices]), np.abs(self.slope))
        return larger

    @property
    @quiet()
    def is_measured(self) -> Mask:
        """Where a slope is certain enough to judge backward by.

        And where backward itself is: one rounding may decide on which side of a kink a sum is.
        """
        rounding, backward = self.rounding[self.indices], self.backward[self.indices]
        certain = CERTAIN * self.scales
        agrees = np.abs(backward - self.slope) <= TOLERANCE * self.scales
        is_certain = (self.uncertainty <= certain) & ((rounding <= certain) | agrees)
        # A unit that is off for the whole batch: not a bit of the loss changes.
        is_flat = self.scales == 0.0
        is_absurd = np.isfinite(self.uncertainty + rounding) & ~np.isfinite(backward)
        measured: Mask = is_certain | is_flat | is_absurd
        return measured

    @property
    @quiet()
    def errors(self) -> Array:
        """Relative, a number a checked parameter; NaN where a slope cannot tell."""
        off = np.abs(self.backward[self.indices] - self.slope)
        relative = np.divide(off, self.scales, out=np.zeros_like(off), where=self.scales > 0.0)
        relative[~np.isfinite(self.backward[self.indices])] = np.inf
        return np.where(self.is_measured, relative, np.nan)

    @property
    def worst(self) -> int | None:
        """The position in `indices` of the largest error; None if nothing could be measured."""
        return int(np.nanargmax(self.errors)) if self.is_measured.any() else None

    @property
    def worst_error(self) -> float | None:
        return None if self.worst is None else float(self.errors[self.worst])

    @property
    def agrees(self) -> bool:
        """Whether backward is right as far as differences can tell, and they could tell at all."""
        return self.worst_error is not None and self.worst_error <= TOLERANCE

    @property
    def is_wrong(self) -> Mask:
        """In which of the checked parameters backward is off by more than the tolerance."""
        wrong: Mask = self.errors > TOLERANCE
        return wrong

    @property
    def forms_distance(self) -> float | None:
        """Between the run's form and that which is farthest from it; None where no distance is."""
        distances = [self.distance_to(engine) for engine in self.others]
        return max((each for each in distances if each is not None), default=None)

    @quiet()
    def distance_to(self, engine: str) -> float | None:
        """The largest difference from that form, relative to the largest sum of sizes.

        None where that is missing, or one of the two is not finite.
        """
        other = self.others[engine]
        if other is None or not np.isfinite([other, self.backward]).all():
            return None
        apart, largest = np.abs(other - self.backward).max(), self.sizes.max()
        return float(apart / largest) if apart > 0.0 else 0.0

    @property
    def forms_agree(self) -> bool:
        """Whether all do that are there."""
        return all(self.agrees_with(engine) for engine in self.others)

    @quiet()
    def agrees_with(self, engine: str) -> bool:
        """Whether that form differs by no more than the rounding of both, in every single gradient;
        where there is nothing to compare, it does."""
        other = self.others[engine]
        if other is None or self.distance_to(engine) is None:
            return True
        return not (np.abs(other - self.backward) > 2.0 * self.rounding).any()

    @property
    @quiet()
    def held_is_the_gradient(self) -> bool:
        """Whether `.grad` is what its name says."""
        unit = unit_of(self.held, self.backward)
        off = norm(self.held / unit - self.backward / unit)
        return off <= HELD_TOLERANCE * norm(self.backward / unit)

    @property
    @quiet()
    def held_times(self) -> float:
        """How many times as long as the gradient `.grad` is; infinite for a gradient of zero."""
        gradient, held = norm(self.backward), norm(self.held)
        if gradient == 0.0:
            return np.inf if held != 0.0 else 1.0
        return held / gradient

    @property
    @quiet()
    def held_angle(self) -> float | None:
        """By how many degrees `.grad` points elsewhere; None where one of the two has no length."""
        gradient, held = norm(self.backward), norm(self.held)
        if not all(math.isfinite(length) and length > 0.0 for length in (gradient, held)):
            return None
        cosine = (self.held / held) @ (self.backward / gradient)
        return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def unit_of(*arrays: Array) -> float:
    """The largest number there, to measure by: a difference of large ones may overflow."""
    return max(float(np.abs(array).max()) for array in arrays) or 1.0
