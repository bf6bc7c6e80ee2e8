"""One run in both forms of the network, side by side, and how far apart they are.

Two correct programs that add in different order differ by rounding, and a run may amplify that:
hinge and relu have kinks, a high rate of learning or piled-up gradients make training chaotic. So
there are two questions, and the second has its own yardstick:

- Is each update the same? Before every one of the 100, a matrix form is put where the scalar form
  stands. Nothing can add up, so there is next to nothing that excuses more than 1e-12: only that
  large terms cancel, which a single rounding of the parameters, too, would blow up.
- Is the whole run the same? The forms run freely. They may drift apart by 1e-12, or by a few times
  as much as the matrix form drifts from itself when a single rounding nudges it at each update.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
from several_outputs import SEVERAL

from engine.arrays import Array
from engine.formulas.activations import ACTIVATIONS
from engine.formulas.losses import LOSSES
from engine.formulas.optimizers import OPTIMIZERS
from engine.run.configuration import Configuration
from engine.training import Training

UPDATES = 100
ROUNDING = float(np.finfo(np.float64).eps)
TOLERANCE = 1e-12
NUDGES = 30.0
"""How many times as far as the nudged run the two forms may drift apart. The worst seen is 9."""

NUDGES_OF_SEVERAL = 300.0
"""The same with several outputs, of a run that has moved thousands away. The worst seen is 134: the
slope p - 1 of a class that is all but certain cancels, and what comes down from several outputs;
no nudge of a parameter does what a rounding does there."""

AIMS: list[dict[str, Any]] = [
    *({"loss": loss} for loss in LOSSES if not LOSSES[loss].is_over_classes),
    *SEVERAL.values(),
]
"""What a network may be trained for: each loss with one output, and with several."""

COMBINATIONS = [
    Configuration(
        samples=14,
        hidden=(3, 2),
        learning_rate=0.02,
        activation=activation,
        **aim,
        optimizer=optimizer,
        zero_grad=zero_grad,
        batch_size=batch_size,
        l1=l1,
        l2=l2,
    )
    for activation, aim, optimizer, zero_grad, batch_size, l1, l2 in product(
        ACTIVATIONS, AIMS, OPTIMIZERS, (True, False), (1, 3, None), (0.0, 0.001), (0.0, 0.002)
    )
]
"""All 3,024. All batches are odd (the seventh sample is one by itself): in a balanced one the terms
of a gradient cancel but for their rounding, which Adam would blow up to a step of full size."""


@dataclass(frozen=True)
class Comparison:
    """Distances over a run: relative to the largest number of their kind, the worst of all."""

    updates: int
    """How many of them, until the run diverged or the 100 were done."""
    moved: float
    """How far the parameters are from where they began."""
    one_update: float
    """Between the forms, after an update from the same state."""
    whole_run: float
    """Between the forms, running freely."""


def compare(configuration: Configuration) -> Comparison:
    scalar = Training(replace(configuration, engine="scalar"))
    matrix, follower = Training(configuration), Training(configuration)
    start = matrix.model.parameters.copy()
    updates, moved, one_update, whole_run = 0, 0.0, 0.0, 0.0
    while updates < UPDATES:
        put(follower, scalar)
        for training in (scalar, matrix, follower):
            training.run_batch()
        if scalar.divergence or matrix.divergence or follower.divergence:
            break
        updates += 1
        moved = float(np.abs(matrix.model.parameters - start).max())
        one_update = max(one_update, distance(scalar, follower))
        whole_run = max(whole_run, distance(scalar, matrix))
    return Comparison(updates, moved, one_update, whole_run)


def nudged_drift(configuration: Configuration, updates: int) -> float:
    """Between the matrix form and itself, nudged by a rounding at each update: the worst."""
    random = np.random.default_rng(0)
    matrix, nudged = Training(configuration), Training(configuration)
    drift = 0.0
    for _ in range(updates):
        matrix.run_batch()
        nudged.run_batch()
        drift = max(drift, distance(nudged, matrix))
        nudge(nudged, random)
    return drift


def nudged_update(configuration: Configuration, updates: int) -> float:
    """What a rounding of its parameters makes of one update of the matrix form: the worst."""
    random = np.random.default_rng(0)
    matrix, nudged = Training(configuration), Training(configuration)
    worst = 0.0
    for _ in range(updates):
        put(nudged, matrix)
        nudge(nudged, random)
        matrix.run_batch()
        nudged.run_batch()
        worst = max(worst, distance(nudged, matrix))
    return worst


def nudge(training: Training, random: np.random.Generator) -> None:
    """Change each parameter by its last bit or so."""
    signs = random.choice([-1.0, 1.0], training.model.parameters.size)
    training.model.parameters = training.model.parameters * (1.0 + ROUNDING * signs)


def put(training: Training, where: Training) -> None:
    """Give it the numbers of another run that stands before the same update."""
    training.model.parameters = where.model.parameters
    training.model.gradients = where.model.gradients
    training.optimizer.slots[:] = where.optimizer.slots


def distance(one: Training, other: Training) -> float:
    """The worst of loss, gradients and parameters.

    A perfect fit leaves of s - t, and so of loss and gradient, only the rounding of scores of about
    one: a hundredth of that is the least that a difference is relative to.
    """
    pairs = zip(numbers(one), numbers(other), strict=True)
    return max(float(np.abs(a - b).max() / max(np.abs(b).max(), 0.01)) for a, b in pairs)


def numbers(training: Training) -> tuple[Array, Array, Array]:
    loss = np.array([training.loss.data])
    return loss, training.model.gradients, training.model.parameters


def name_of(configuration: Configuration) -> str:
    c = configuration
    zero_grad = "zero_grad" if c.zero_grad else "piled-up"
    loss = f"{c.loss}-of-{c.outputs}"
    return f"{c.activation}-{loss}-{c.optimizer}-{zero_grad}-{c.batch_size}-{c.l1}-{c.l2}"


def assert_the_same(configuration: Configuration) -> None:
    result = compare(configuration)
    # That the run went somewhere: all of the way, or away.
    ran_away = result.moved > 1e3
    assert result.updates == UPDATES or ran_away
    assert result.moved > 0.1
    nudges = NUDGES_OF_SEVERAL if configuration.outputs > 1 and ran_away else NUDGES
    if result.one_update > TOLERANCE:
        assert result.one_update <= nudges * nudged_update(configuration, result.updates)
    if result.whole_run > TOLERANCE:
        assert result.whole_run <= nudges * nudged_drift(configuration, result.updates)
