"""Gradients beside each other, parameter by parameter, and what follows from that."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Indices, Mask, norm
from engine.run.configuration import Configuration

TOLERANCE = 1e-4
"""Relative. A derivative that is written down wrongly is off by far more, rounding by far less."""

CERTAIN = 0.1 * TOLERANCE
"""Relative. A difference must be known so much better than it is asked to judge."""

FORMS_TOLERANCE = 1e-9
"""Of the largest gradient. The two forms differ by rounding only, some 1e-15 as a rule."""


@dataclass(frozen=True, eq=False, repr=False)
class GradientCheck:
    """The gradients of one batch at one position, at the moment before `optimizer.step()`.

    Arrays are of its own. `held`, `backward` and `other` have shape (parameters,); what has to do
    with differences has shape (checked,), for the parameters that `indices` names.
    """

    configuration: Configuration
    epoch: int
    """Finished epochs."""
    batch: int
    """Finished updates of the epoch under way: the batch in question is the one after these."""
    loss: float
    """Of this batch, penalties included."""
    held: Array
    """What `.grad` holds when `optimizer.step()` reads it."""
    backwards_summed: int
    """How many backwards `held` is the sum of."""
    backward: Array
    """What backward gives for this batch, from gradients of zero."""
    other: Array | None
    """The same in the other form of the network; None where the graph would not fit in memory."""
    indices: Indices
    left: Array
    right: Array
    """One-sided differences. They disagree where the loss has a kink: relu, hinge, L1."""
    uncertainty: Array
    """How far the central differences may be off."""

    @property
    def differences(self) -> Array:
        """Central ones."""
        return 0.5 * (self.left + self.right)

    @property
    def scales(self) -> Array:
        """What errors are relative to: the larger of backward's number and the difference."""
        larger: Array = np.maximum(np.abs(self.backward[self.indices]), np.abs(self.differences))
        return larger

    @property
    def is_measured(self) -> Mask:
        """Where a difference is certain enough to judge backward by."""
        is_certain = self.uncertainty <= CERTAIN * self.scales
        # A unit that is off for the whole batch: not a bit of the loss changes.
        is_flat = self.scales == 0.0
        is_absurd = np.isfinite(self.uncertainty) & ~np.isfinite(self.backward[self.indices])
        measured: Mask = is_certain | is_flat | is_absurd
        return measured

    @property
    def is_kink(self) -> Mask:
        """Where it is not, because the loss rises otherwise to the left than to the right.

        What else is not measured is too small: it drowns in the rounding of the loss.
        """
        gap, largest = np.abs(self.right - self.left), np.abs(self.backward).max()
        kink: Mask = ~self.is_measured & (gap > TOLERANCE * largest)
        return kink

    @property
    def errors(self) -> Array:
        """Relative, a number a checked parameter; NaN where a difference cannot tell."""
        off = np.abs(self.backward[self.indices] - self.differences)
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
    def wrong_count(self) -> int:
        """In how many of the checked parameters backward is off by more than the tolerance."""
        return int((self.errors > TOLERANCE).sum())

    @property
    def forms_distance(self) -> float | None:
        """Between the two forms: the largest difference, relative to the largest gradient.

        None where one of them is missing, or not finite.
        Or to a thousandth of the loss, or of one, if that is larger: where all that the samples of
        a batch add cancels out, only its rounding is left, and each form has its own.
        """
        if self.other is None or not np.isfinite([self.other, self.backward]).all():
            return None
        off = np.abs(self.other - self.backward)
        return float(off.max() / max(np.abs(self.backward).max(), 0.001, 0.001 * self.loss))

    @property
    def forms_agree(self) -> bool:
        return self.forms_distance is None or self.forms_distance <= FORMS_TOLERANCE

    @property
    def held_is_the_gradient(self) -> bool:
        """Whether `.grad` is what its name says."""
        return norm(self.held - self.backward) <= FORMS_TOLERANCE * norm(self.backward)

    @property
    def held_times(self) -> float:
        """How many times as long as the gradient `.grad` is; infinite for a gradient of zero."""
        gradient, held = norm(self.backward), norm(self.held)
        if gradient == 0.0:
            return np.inf if held != 0.0 else 1.0
        return held / gradient

    @property
    def held_angle(self) -> float | None:
        """By how many degrees `.grad` points elsewhere; None where one of the two has no length."""
        gradient, held = norm(self.backward), norm(self.held)
        if not all(math.isfinite(length) and length > 0.0 for length in (gradient, held)):
            return None
        cosine = (self.held / held) @ (self.backward / gradient)
        return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))
