"""What single units do: their pictures, ranges and saturation, made on the worker thread."""

from __future__ import annotations

import numpy as np

from engine.arrays import Array
from engine.formulas.activations import RELU, SIGMOID, TANH
from engine.formulas.elementary import ARRAYS
from engine.formulas.losses import LOSSES
from engine.run.samples import inputs_of
from engine.training import Training, quietly
from microtui.session.histogram import Histogram, histogram_of
from microtui.session.plane import map_points
from microtui.session.snapshot import Place, Units, View

SATURATED = 0.97
"""The |output| of tanh from which on less than 6 % of a gradient gets through."""

SPANS = {TANH.name: (-1.0, 1.0), SIGMOID.name: (0.0, 1.0)}
"""Between what the outputs of an activation lie, where that is bounded."""


@quietly
def units_of(training: Training, view: View) -> Units | None:
    """As much of it as `view` asks for; None if it asks for nothing."""
    if view.units is None and view.activation_bins == 0:
        return None
    model, data = training.model, training.data
    # Copied: the model overwrites its outputs when it is next asked for any.
    outputs = [layer.copy() for layer in model.unit_outputs(data.inputs[: data.train_count])]
    layers = [data.inputs[: data.train_count].T, *outputs]
    names = activation_names(training)
    histograms = [
        histogram_of(layer, view.activation_bins, SPANS.get(name))
        for layer, name in zip(layers, names, strict=True)
        if view.activation_bins > 0
    ]
    return Units(
        pictures=pictures_of(training, view),
        flat_share=tuple(
            is_flat(layer, name).mean(axis=1) for layer, name in zip(layers, names, strict=True)
        ),
        mean=tuple(layer.mean(axis=1) for layer in layers),
        low=tuple(layer.min(axis=1) for layer in layers),
        high=tuple(layer.max(axis=1) for layer in layers),
        activations=tuple[Histogram, ...](histograms),
    )


def activation_names(training: Training) -> list[str]:
    """What each layer applies to its sums; the inputs, which come first, are as they are."""
    configuration = training.configuration
    hidden = [configuration.activation] * len(configuration.hidden)
    return ["linear", *hidden, configuration.output_activation]


def is_flat(outputs: Array, activation: str) -> Array:
    """1.0 where the activation lets next to no gradient through, else 0.0; any shape."""
    if activation == TANH.name:
        flat = np.abs(outputs) > SATURATED
    elif activation == SIGMOID.name:
        # sigmoid(x) = (tanh(x / 2) + 1) / 2: the same place on the same curve.
        flat = np.abs(2.0 * outputs - 1.0) > SATURATED
    elif activation == RELU.name:
        flat = outputs == 0.0
    else:
        flat = np.zeros(outputs.shape, np.bool_)
    return flat.astype(np.float64)


def pictures_of(training: Training, view: View) -> dict[Place, Array]:
    """Levels -1 .. 1 over the map, shape (rows, columns), by the unit that gives them."""
    asked = view.units
    if asked is None or asked.columns < 1 or asked.rows < 1:
        return {}
    inputs = inputs_of(map_points(training, asked.columns, asked.rows), training.configuration)
    layers = [inputs.T, *training.model.unit_outputs(inputs)]
    names = activation_names(training)
    shape = (asked.rows, asked.columns)
    pictures = {}
    for layer, (outputs, name) in enumerate(zip(layers, names, strict=True)):
        for unit, output in enumerate(outputs):
            if asked.only not in (None, (layer, unit)):
                continue
            if layer == len(layers) - 1:
                squash = LOSSES[training.configuration.loss].squash
                levels = squash(ARRAYS, output)
            else:
                levels = levels_of_outputs(output, name)
            pictures[layer, unit] = np.array(levels).reshape(shape)
    return pictures


def levels_of_outputs(outputs: Array, activation: str) -> Array:
    """Outputs of one unit as numbers -1 .. 1; what has no bound is divided by its largest."""
    if activation == TANH.name:
        return outputs
    if activation == SIGMOID.name:
        return 2.0 * outputs - 1.0
    largest = float(np.max(np.abs(outputs)))
    return outputs / largest if largest > 0.0 else outputs
