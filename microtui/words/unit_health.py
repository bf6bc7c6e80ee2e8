"""Units that no longer learn: saturated and dead ones, found, counted and put into words."""

from __future__ import annotations

import numpy as np

from engine.arrays import Mask
from engine.formulas.activations import ACTIVATIONS
from microtui.session.health import is_stuck
from microtui.session.snapshot import Snapshot


def stuck_units(snapshot: Snapshot) -> list[Mask]:
    """By layer, inputs first, and by unit: whether it is saturated for nearly all of the training
    set, or dead: off for all of it.

    Only hidden units can be: an output of ±1 is what training is for.
    """
    activation = ACTIVATIONS[snapshot.configuration.activation]
    stuck = [np.zeros(size, np.bool_) for size in snapshot.sizes]
    if snapshot.units is not None:
        for layer in range(1, len(snapshot.sizes) - 1):
            stuck[layer] = is_stuck(snapshot.units.flat_share[layer], activation)
    return stuck


def stuck_count(snapshot: Snapshot) -> int:
    return sum(int(layer.sum()) for layer in stuck_units(snapshot))


def health_text(snapshot: Snapshot) -> str:
    """`2 of 6 tanh units saturated`; empty where no unit can be."""
    activation = ACTIVATIONS[snapshot.configuration.activation]
    hidden = sum(snapshot.sizes[1:-1])
    if activation.stuck is None or hidden == 0:
        return ""
    count = stuck_count(snapshot)
    return f"{count or 'none'} of {hidden} {activation.name} units {activation.stuck}"
