"""What a network is to say of a sample: how many scores, by which loss, through which last layer.

Two classes have one score, and so has a number to be fitted; of more classes each has its own, and
of several numbers.
"""

from __future__ import annotations

from engine.data.datasets import Dataset
from engine.errors import ConfigurationError
from engine.formulas.losses import LOSSES

MOST_CLASSES = 10
"""As many as there are colours that everybody can tell apart."""

MOST_TARGETS = 10
"""Numbers to be fitted at once."""

OUTPUT_LAYERS = ("auto", "linear", "tanh", "sigmoid")
"""What the output layer applies to its sums: "auto" is what goes with the task and the loss."""


def losses_for(data: Dataset) -> tuple[str, ...]:
    """The names of the losses that go with it; the first is the most usual."""
    if data.has_several_classes:
        return tuple(name for name, loss in LOSSES.items() if loss.is_over_classes)
    return tuple(
        name
        for name, loss in LOSSES.items()
        if not loss.is_over_classes and (loss.for_regression or data.task == "classification")
    )


def output_layers_for(task: str, loss: str) -> tuple[str, ...]:
    """Those of `OUTPUT_LAYERS` that go with both: a loss for classes alone squashes the score
    itself, and a sigmoid reaches no target of -1."""
    if not LOSSES[loss].for_regression:
        return "auto", "linear"
    return tuple(name for name in OUTPUT_LAYERS if task == "regression" or name != "sigmoid")


def require_count(data: Dataset) -> None:
    """Refuse data with more classes or targets than there can be."""
    if data.has_several_classes and data.outputs > MOST_CLASSES:
        raise ConfigurationError(
            f"{data.name} has {data.outputs} classes: {MOST_CLASSES} at most can be told apart on "
            "the screen, so keep the rows of some of them"
        )
    if data.outputs > MOST_TARGETS:
        raise ConfigurationError(
            f"{data.name} has {data.outputs} targets: {MOST_TARGETS} at most can be fitted"
        )


def require_loss(loss: str, data: Dataset) -> None:
    """Refuse a loss that does not go with these data."""
    if loss in losses_for(data):
        return
    fitting = " or ".join(losses_for(data))
    if data.task == "regression":
        wanted = "more than two" if LOSSES[loss].is_over_classes else "two"
        reason = f"needs {wanted} classes, but the targets of {data.name} are numbers"
    elif data.has_several_classes:
        reason = f"tells two classes apart, but {data.name} has {data.outputs}"
    else:
        reason = f"is for more than two classes, but {data.name} has two"
    raise ConfigurationError(f"loss {loss} {reason}: choose {fitting}")


def require_output_layer(name: str, task: str, loss: str) -> None:
    """Refuse an output layer that does not go with these."""
    if name in output_layers_for(task, loss):
        return
    if not LOSSES[loss].for_regression:
        reason = f"loss {loss} takes the score as it is"
    else:
        reason = "two classes are fitted as -1 and 1, and it gives nothing below 0"
    fitting = " or ".join(output_layers_for(task, loss))
    raise ConfigurationError(
        f"output layer {name} does not go with this: {reason}, so choose {fitting}"
    )
