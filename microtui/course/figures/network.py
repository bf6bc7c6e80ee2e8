"""Figures of the network: what it makes of one sample, and what its layers are."""

from __future__ import annotations

import numpy as np

from engine.arrays import Array, quiet
from engine.formulas.losses import LOSSES
from engine.formulas.softmax import softmax
from engine.network.flat import by_layer
from engine.network.matrix import MatrixMLP
from engine.network.model import scores_of
from engine.run.confusion import confusion_of
from engine.run.evaluation import predicted_classes, true_classes
from engine.run.samples import Samples, load
from microtui.course.figures.figure import Argument, Figure, condition, number, whole
from microtui.course.moment import Moment

SAMPLE = Argument("sample", "number", "0")
OUTPUT = Argument("output", "number", "2")
TRUE_CLASS = Argument("class", "number", "0")
OTHER = Argument("other", "number", "1")
LAYER = Argument("layer", "number", "0")
UNIT = Argument("number", "number", "3")


def score(moment: Moment, sample: float) -> float | None:
    """Of a training sample, as the table of samples counts them."""
    return score_of(moment, sample, 0) if has_one_output(moment) else None


def target(moment: Moment, sample: float) -> float | None:
    return target_of(moment, sample, 0) if has_one_output(moment) else None


def score_of(moment: Moment, sample: float, output: float) -> float | None:
    """The score that one of the outputs gives, counted from 0."""
    row, which = training_sample(moment, sample), output_within(moment, output)
    return None if row is None or which is None else float(outputs_of(moment)[-1][which, row])


def target_of(moment: Moment, sample: float, output: float) -> float | None:
    row, which = training_sample(moment, sample), output_within(moment, output)
    if row is None or which is None:
        return None
    return float(np.atleast_1d(samples_of(moment).targets[row])[which])


@quiet()
def probability(moment: Moment, sample: float, output: float) -> float | None:
    """None where there are not more than two classes: then no score is made one of."""
    row, which = training_sample(moment, sample), output_within(moment, output)
    has_classes = moment.snapshot.configuration.data.has_several_classes
    if row is None or which is None or not has_classes:
        return None
    return float(softmax(outputs_of(moment)[-1])[which, row])


@quiet()
def sample_loss(moment: Moment, sample: float) -> float | None:
    row, loss = training_sample(moment, sample), LOSSES[moment.snapshot.configuration.loss]
    if row is None:
        return None
    scores, targets = scores_of(outputs_of(moment)), samples_of(moment).targets
    return float(loss.sample_losses(scores, targets.T)[row])


def taken_for(moment: Moment, true_class: float, other: float) -> int | None:
    """None where there are no such classes, and where some score is not a number."""
    configuration, samples = moment.snapshot.configuration, samples_of(moment)
    scores, count = scores_of(outputs_of(moment)), configuration.train_count
    classes = max(configuration.outputs, 2)
    numbers = whole(true_class), whole(other)
    if configuration.task == "regression" or np.isnan(scores).any():
        return None
    if not all(number is not None and 0 <= number < classes for number in numbers):
        return None
    truth, predicted = true_classes(samples.targets), predicted_classes(scores)
    return int(confusion_of(truth[:count], predicted[:count], classes)[numbers])


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


def has_one_output(moment: Moment) -> bool:
    return moment.snapshot.sizes[-1] == 1


def output_within(moment: Moment, output: float) -> int | None:
    which = whole(output)
    return which if which is not None and 0 <= which < moment.snapshot.sizes[-1] else None


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
    number("outputs", "how many scores a sample has", lambda m: m.snapshot.sizes[-1]),
    number("score_of", "what that one of several outputs says of it", score_of, SAMPLE, OUTPUT),
    number("target_of", "what that one should say of it", target_of, SAMPLE, OUTPUT),
    number(
        "probability", "the softmax of that score among the others", probability, SAMPLE, OUTPUT
    ),
    number(
        "taken_for", "how many of one class are put into the other", taken_for, TRUE_CLASS, OTHER
    ),
    number("unit", "what it gives for the sample that is followed", unit, LAYER, UNIT),
    condition("unit_equal", "have all units of that layer the same weights", unit_equal, LAYER),
    number("units_in", "how many units that layer has", units_in, LAYER),
    number(
        "layers", "how many there are, the output included", lambda m: len(m.snapshot.sizes) - 1
    ),
)
