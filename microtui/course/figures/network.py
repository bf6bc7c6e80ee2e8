"""Figures of the network: what it makes of one sample, and what its layers are."""

from __future__ import annotations

from engine.arrays import Array, quiet
from engine.formulas.elementary import FLOATS
from engine.formulas.losses import LOSSES
from engine.network.flat import by_layer
from engine.network.matrix import MatrixMLP
from engine.run.samples import Samples, load
from microtui.course.figures.figure import Argument, Figure, condition, number, whole
from microtui.course.moment import Moment

SAMPLE = Argument("sample", "number", "0")
LAYER = Argument("layer", "number", "0")
UNIT = Argument("number", "number", "3")


def score(moment: Moment, sample: float) -> float | None:
    """Of a training sample, as the table of samples counts them."""
    row = training_sample(moment, sample)
    return None if row is None else float(outputs_of(moment)[-1][0, row])


def target(moment: Moment, sample: float) -> float | None:
    row = training_sample(moment, sample)
    return None if row is None else float(samples_of(moment).targets[row])


@quiet()
def sample_loss(moment: Moment, sample: float) -> float | None:
    s, t = score(moment, sample), target(moment, sample)
    if s is None or t is None:
        return None
    try:
        return float(LOSSES[moment.snapshot.configuration.loss].function(FLOATS, s, t))
    except OverflowError:
        return float("inf")


def unit(moment: Moment, layer: float, unit: float) -> float | None:
    """What it gives for the sample that is followed; both count from 0, as in `1.3.w[0]`."""
    sizes, at, which = moment.snapshot.sizes, whole(layer), whole(unit)
    if at is None or which is None or moment.sample is None:
        return None
    if not (0 <= at < len(sizes) - 1 and 0 <= which < sizes[at + 1]):
        return None
    outputs = outputs_of(moment)[at][which]
    return float(outputs[moment.sample]) if 0 <= moment.sample < len(outputs) else None


def unit_equal(moment: Moment, layer: float) -> bool | None:
    """Whether all units of it have the same weights and biases, to the last bit."""
    matrices, at = by_layer(moment.snapshot.parameters, moment.snapshot.sizes), whole(layer)
    if at is None or not 0 <= at < len(matrices):
        return None
    return bool((matrices[at] == matrices[at][0]).all())


def units_in(moment: Moment, layer: float) -> int | None:
    sizes, at = moment.snapshot.sizes, whole(layer)
    return sizes[at + 1] if at is not None and 0 <= at < len(sizes) - 1 else None


def training_sample(moment: Moment, sample: float) -> int | None:
    row = whole(sample)
    count = moment.snapshot.configuration.train_count
    return row if row is not None and 0 <= row < count else None


def samples_of(moment: Moment) -> Samples:
    return load(moment.snapshot.configuration)


@quiet()
def outputs_of(moment: Moment) -> list[Array]:
    """What every unit gives for all samples: an array (units, samples) a layer.

    All at once, as a snapshot has it: one by one, the last digit might be another.
    """
    configuration = moment.snapshot.configuration
    model = MatrixMLP(
        configuration.sizes, configuration.activation, configuration.output_activation
    )
    model.parameters = moment.snapshot.parameters
    return model.unit_outputs(samples_of(moment).inputs)


FIGURES: tuple[Figure, ...] = (
    number("score", "what the network says of that training sample", score, SAMPLE),
    number("target", "what it should say of it", target, SAMPLE),
    number("sample_loss", "the loss of that sample alone", sample_loss, SAMPLE),
    number("unit", "what it gives for the sample that is followed", unit, LAYER, UNIT),
    condition("unit_equal", "have all units of that layer the same weights", unit_equal, LAYER),
    number("units_in", "how many units that layer has", units_in, LAYER),
    number(
        "layers", "how many there are, the output included", lambda m: len(m.snapshot.sizes) - 1
    ),
)
