"""What an input or a neuron is called."""

from __future__ import annotations

from microtui.session.snapshot import Snapshot
from microtui.session.view import Place
from microtui.words.samples.data_words import output_name


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
