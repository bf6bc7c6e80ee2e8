"""What single units do: their pictures, ranges and saturation, made on the worker thread."""

from __future__ import annotations

import numpy as np

from engine.arrays import Array
from engine.formulas.activations import LINEAR, Activation
from engine.formulas.elementary import ARRAYS
from engine.formulas.losses import LOSSES
from engine.run.samples import inputs_of
from engine.training import Training
from microtui.session.histogram import Histogram, histogram_of
from microtui.session.plane import map_points
from microtui.session.snapshot import Units
from microtui.session.view import Place, View


def units_of(training: Training, view: View) -> Units | None:
    """As much of it as `view` asks for; None if it asks for nothing."""
    if view.units is None and view.activation_bins == 0:
        return None
    model, data = training.model, training.data
    # Copied: the model overwrites its outputs when it is next asked for any.
    outputs = [layer.copy() for layer in model.unit_outputs(data.inputs[: data.train_count])]
    layers = [data.inputs[: data.train_count].T, *outputs]
    activations = activations_of(training)
    histograms = [
        histogram_of(layer, view.activation_bins, activation.span)
        for layer, activation in zip(layers, activations, strict=True)
        if view.activation_bins > 0
    ]
    return Units(
        pictures=pictures_of(training, view),
        flat_share=tuple(
            activation.is_flat(ARRAYS, layer).mean(axis=1)
            for layer, activation in zip(layers, activations, strict=True)
        ),
        mean=tuple(layer.mean(axis=1) for layer in layers),
        low=tuple(layer.min(axis=1) for layer in layers),
        high=tuple(layer.max(axis=1) for layer in layers),
        activations=tuple[Histogram, ...](histograms),
    )


def activations_of(training: Training) -> list[Activation]:
    """What each layer applies to its sums; the inputs, which come first, are as they are."""
    return [LINEAR, *training.configuration.activations]


def pictures_of(training: Training, view: View) -> dict[Place, Array]:
    """Levels -1 .. 1 over the map, shape (rows, columns), by the unit that gives them."""
    asked = view.units
    if asked is None or asked.columns < 1 or asked.rows < 1:
        return {}
    inputs = inputs_of(map_points(training, asked.columns, asked.rows), training.configuration)
    layers = [inputs.T, *training.model.unit_outputs(inputs)]
    shape = (asked.rows, asked.columns)
    pictures = {}
    squash = LOSSES[training.configuration.loss].squash
    for layer, (outputs, activation) in enumerate(
        zip(layers, activations_of(training), strict=True)
    ):
        is_last = layer == len(layers) - 1
        certain = squash(ARRAYS, outputs) if is_last else outputs
        for unit, output in enumerate(certain):
            if asked.only not in (None, (layer, unit)):
                continue
            levels = output if is_last else levels_of_outputs(output, activation)
            pictures[layer, unit] = np.array(levels).reshape(shape)
    return pictures


def levels_of_outputs(outputs: Array, activation: Activation) -> Array:
    """Outputs of one unit as numbers -1 .. 1; what has no bound is divided by its largest."""
    if activation.span is not None:
        low, high = activation.span
        return (2.0 * outputs - (low + high)) / (high - low)
    largest = float(np.max(np.abs(outputs)))
    return outputs / largest if largest > 0.0 else outputs
