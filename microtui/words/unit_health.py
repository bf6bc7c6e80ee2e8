"""Units that no longer learn: saturated and dead ones, found, counted and put into words."""

from __future__ import annotations

import numpy as np

from engine.arrays import Mask
from microtui.session.snapshot import Place, Snapshot

NEARLY_ALL = 0.95
"""The share of the training set from which on a unit counts as saturated."""

WORDS = {"tanh": "saturated", "sigmoid": "saturated", "relu": "dead"}
"""What a unit is called that lets next to no gradient through."""


def stuck_units(snapshot: Snapshot) -> list[Mask]:
    """By layer, inputs first, and by unit: whether it is saturated for nearly all of the training
    set, or, with relu, off for all of it.

    Only hidden units can be: an output of ±1 is what training is for.
    """
    activation = snapshot.configuration.activation
    threshold = 1.0 if activation == "relu" else NEARLY_ALL
    stuck = [np.zeros(size, np.bool_) for size in snapshot.sizes]
    if snapshot.units is not None and activation in WORDS:
        for layer in range(1, len(snapshot.sizes) - 1):
            stuck[layer] = snapshot.units.flat_share[layer] >= threshold
    return stuck


def stuck_count(snapshot: Snapshot) -> int:
    return sum(int(layer.sum()) for layer in stuck_units(snapshot))


def health_text(snapshot: Snapshot) -> str:
    """`2 of 6 tanh units saturated`; empty where no unit can be."""
    activation = snapshot.configuration.activation
    hidden = sum(snapshot.sizes[1:-1])
    if activation not in WORDS or hidden == 0:
        return ""
    count = stuck_count(snapshot)
    return f"{count or 'none'} of {hidden} {activation} units {WORDS[activation]}"


def unit_name(snapshot: Snapshot, place: Place) -> str:
    """`input x`, or as the parameters are named: `neuron 1.3` is `model.layers[1].neurons[3]`."""
    layer, unit = place
    if layer == 0:
        return f"input {snapshot.configuration.input_names[unit]}"
    return f"neuron {layer - 1}.{unit}"
