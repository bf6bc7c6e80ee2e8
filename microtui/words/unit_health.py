"""Units that no longer learn: saturated and dead ones, found, counted and put into words."""

from __future__ import annotations

import numpy as np

from engine.arrays import Mask
from engine.formulas.activations import ACTIVATIONS
from microtui.session.health import is_stuck
from microtui.session.snapshot import Place, Snapshot
from microtui.words.samples.data_words import output_name


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


def unit_name(snapshot: Snapshot, place: Place) -> str:
    """`input x`, or as the parameters are named: `neuron 1.3` is `model.layers[1].neurons[3]`; of
    several outputs, also by what each is for: `neuron 2.0 (setosa)`."""
    layer, unit = place
    configuration = snapshot.configuration
    if layer == 0:
        return f"input {configuration.input_names[unit]}"
    name = f"neuron {layer - 1}.{unit}"
    is_output = layer == len(snapshot.sizes) - 1
    purpose = output_name(configuration, unit) if is_output else ""
    return f"{name} ({purpose})" if purpose else name
