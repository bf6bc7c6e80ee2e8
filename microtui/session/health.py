"""Whether a network can still learn: found in the pass that tells how good it is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.arrays import Array, Mask
from engine.formulas.activations import ACTIVATIONS, Activation
from engine.formulas.elementary import ARRAYS
from engine.formulas.losses import LOSSES
from engine.network.model import scores_of
from engine.run.evaluation import Evaluation
from engine.training import Training
from microtui.session.snapshot import Health

NEARLY_ALL = 0.95
"""The share of the training set from which on a unit counts as saturated."""


def is_stuck(flat_share: Array, activation: Activation) -> Mask:
    """By unit: whether it is saturated for nearly all of the training set, or dead, that is, off
    for all of it; given the share of the set for which next to no gradient gets through it."""
    if activation.stuck is None:
        return np.zeros(len(flat_share), np.bool_)
    return flat_share >= (1.0 if activation.stuck == "dead" else NEARLY_ALL)


def examined(
    training: Training, outputs: Sequence[Array]
) -> tuple[Health, tuple[Evaluation, Evaluation | None]]:
    """The network as it is now: what gets through it, and how good it is on both sets.

    `outputs` is what every unit gives for all samples: an array (units, samples) a layer.
    """
    configuration, data = training.configuration, training.data
    *hidden, _ = outputs
    scores = scores_of(outputs)
    train = slice(data.train_count)
    activation = ACTIVATIONS[configuration.activation]
    stuck = 0
    if activation.stuck is not None:
        for layer in hidden:
            flat_share = activation.is_flat(ARRAYS, layer[:, train]).mean(axis=1)
            stuck += int(is_stuck(flat_share, activation).sum())
    health = Health(
        stuck=stuck,
        hidden=sum(configuration.hidden),
        silent=silent_count(training, scores[..., train]),
    )
    return health, training.evaluate(scores)


def silent_count(training: Training, scores: Array) -> int:
    """Of how many training samples the loss has no slope at all.

    All gradients of a sample are sums of multiples of d loss/d(the sums that make its scores):
    where these are exactly zero, so are they.
    """
    configuration = training.configuration
    targets = training.data.targets[: training.data.train_count]
    slopes = LOSSES[configuration.loss].score_slopes(scores, targets.T)
    output = ACTIVATIONS[configuration.output_activation]
    is_flat = slopes * output.derivative(ARRAYS, scores) == 0.0
    return int(np.count_nonzero(np.atleast_2d(is_flat).all(axis=0)))
