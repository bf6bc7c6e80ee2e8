"""Where the loss of a batch has a kink so near that a difference steps across it, and whose.

Exactly on one, a unit's sum is 0: it has a slope to each side, and backward gives that of one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.check.batch_loss import BatchLoss


@dataclass(frozen=True)
class Kinks:
    """How many there are of each kind."""

    units: int = 0
    """Whose weighted sum is at the kink of the activation, for one sample of the batch at least."""
    samples: int = 0
    """Whose score is at the kink of the loss."""
    parameters: int = 0
    """That are so near 0 that |p| has its kink there, with L1."""


def kinks_within(batch: BatchLoss, parameters: Array, steps: Iterable[tuple[int, float]]) -> Kinks:
    """What changes sides when the parameter at an index makes a step, either way."""
    here = batch.forward(parameters)
    at_loss = here.branches[-1].taken
    kinked = np.flatnonzero(batch.has_kink).tolist()
    units: set[tuple[int, int]] = set()
    samples: set[int] = set()
    at_zero: set[int] = set()
    for index, step in steps:
        for change in (-step, step):
            moved = parameters.copy()
            moved[index] += change
            there = batch.forward(moved)
            for layer in kinked:
                crosses = (here.sums[layer] > 0.0) != (there.sums[layer] > 0.0)
                units.update((layer, unit) for unit in np.flatnonzero(crosses.any(axis=1)).tolist())
            for before, after in zip(at_loss, there.branches[-1].taken, strict=True):
                samples.update(np.flatnonzero(before != after).tolist())
            if np.sign(moved[index]) != np.sign(parameters[index]):
                at_zero.add(index)
    has_l1 = batch.configuration.l1 > 0.0
    return Kinks(len(units), len(samples), len(at_zero) if has_l1 else 0)
