"""Figures of the run as a whole: what the header and the lines of an update show."""

from __future__ import annotations

import numpy as np

from engine.arrays import norm
from engine.formulas.activations import ACTIVATIONS
from engine.formulas.losses import LOSSES
from engine.formulas.optimizers import OPTIMIZERS
from engine.formulas.regularizers import penalty
from engine.mistakes import MISTAKES
from engine.run.configuration import ENGINES
from microtui.course.figures.figure import Argument, Figure, chosen_text, condition, number, text
from microtui.course.moment import Moment

MISTAKE = Argument("mistake", "text", '"ascend"', tuple(MISTAKES))


def objective(moment: Moment) -> float:
    snapshot, of = moment.snapshot, moment.snapshot.configuration
    return snapshot.loss + penalty(snapshot.parameters, of.l1, of.l2)


def carried_norm(moment: Moment) -> float:
    return norm(moment.snapshot.carried)


def largest_parameter(moment: Moment) -> float:
    return float(np.abs(moment.snapshot.parameters).max())


def hidden(moment: Moment) -> str:
    return ",".join(map(str, moment.snapshot.configuration.hidden))


def makes(moment: Moment, mistake: str) -> bool:
    return mistake in moment.snapshot.configuration.mistakes


def twin_loss(moment: Moment) -> float | None:
    twin = moment.snapshot.twin
    return None if twin is None else twin.loss


def changes(moment: Moment) -> int:
    """The first says what the run began with."""
    return len(moment.snapshot.changes) - 1


FIGURES: tuple[Figure, ...] = (
    number("loss", "over the training set, without penalties", lambda m: m.snapshot.loss),
    number("test_loss", "the same over the test set", lambda m: m.snapshot.test_loss),
    number("accuracy", "share of the training set, 0 to 1", lambda m: m.snapshot.accuracy),
    number("test_accuracy", "share of the test set, 0 to 1", lambda m: m.snapshot.test_accuracy),
    number(
        "batch_loss", "what the last forward gave, with penalties", lambda m: m.snapshot.batch_loss
    ),
    number("objective", "the loss with its penalties", objective),
    number("grad_norm", "size of all held gradients, ‖grad‖", lambda m: m.snapshot.gradient_norm),
    number("added_norm", "size of what the last backward added", lambda m: m.snapshot.added_norm),
    number("carried_norm", "size of what it was added to", carried_norm),
    number("parameter_norm", "size of all parameters", lambda m: norm(m.snapshot.parameters)),
    number("largest_parameter", "the largest, without its sign", largest_parameter),
    number(
        "backwards_summed",
        "how many backwards the held gradient is the sum of",
        lambda m: m.snapshot.backwards_summed,
    ),
    number("epoch", "how many are finished", lambda m: m.snapshot.epoch),
    number("batch", "updates finished in the epoch under way", lambda m: m.snapshot.batch),
    number("batches", "updates per epoch", lambda m: m.snapshot.batches),
    number(
        "phase",
        "comes next: 0 forward, 1 zero_grad, 2 backward, 3 update",
        lambda m: m.snapshot.phase,
    ),
    number("updates", "how many are finished", lambda m: m.snapshot.updates),
    number("parameters", "how many there are", lambda m: len(m.snapshot.parameters)),
    number("samples", "how many are trained on", lambda m: m.snapshot.configuration.train_count),
    number("learning_rate", "the one in force", lambda m: m.snapshot.learning_rate),
    number(
        "batch_size", "samples per update", lambda m: m.snapshot.configuration.samples_per_update
    ),
    number("hidden_units", "in all hidden layers", lambda m: m.snapshot.health.hidden),
    number("stuck_units", "hidden ones, saturated or dead", lambda m: m.snapshot.health.stuck),
    number("silent_samples", "those with no gradient at all", lambda m: m.snapshot.health.silent),
    number("seed", "of all that is random", lambda m: m.snapshot.configuration.seed),
    number("changes", "how many were made on the way", changes),
    number("twin_loss", "that of the second network", twin_loss),
    condition("zero_grad", "is it on", lambda m: m.snapshot.configuration.zero_grad),
    condition("mistake", "is it made", makes, MISTAKE),
    condition(
        "diverged", "has a number ceased to be finite", lambda m: m.snapshot.divergence is not None
    ),
    condition("playing", "is it running by itself", lambda m: m.snapshot.progress.playing),
    condition("twin", "is there a second network", lambda m: m.snapshot.twin is not None),
    text("dataset", "what is learned", lambda m: m.snapshot.configuration.data.name),
    text("hidden", 'units of the hidden layers, "16,16"', hidden),
    chosen_text(
        "activation",
        "of the hidden layers",
        lambda m: m.snapshot.configuration.activation,
        ACTIVATIONS,
    ),
    chosen_text(
        "loss_function", "how wrong a score is", lambda m: m.snapshot.configuration.loss, LOSSES
    ),
    chosen_text(
        "optimizer",
        "what moves the parameters",
        lambda m: m.snapshot.configuration.optimizer,
        OPTIMIZERS,
    ),
    chosen_text(
        "engine", "the form that trains", lambda m: m.snapshot.configuration.engine, ENGINES
    ),
)
