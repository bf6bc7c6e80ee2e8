"""The options that describe a run, the same for every command that has one.

What they accept is decided by `Configuration`, not here: an option only reads its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from engine.activations import ACTIVATIONS
from engine.configuration import ENGINES, Configuration
from engine.datasets import DATASETS
from engine.features import FEATURES
from engine.losses import LOSSES
from engine.optimizers import OPTIMIZERS

DEFAULTS = Configuration()


def whole_numbers(text: str) -> tuple[int, ...]:
    """Whole numbers with commas between, such as 16,16; none at all from an empty text."""
    try:
        return tuple(int(part) for part in text.split(",")) if text.strip() else ()
    except ValueError:
        raise click.BadParameter(f"{text!r} is not a list of whole numbers such as 16,16") from None


def names(text: str) -> tuple[str, ...]:
    """Names with commas between, such as x,y,x2."""
    return tuple(part.strip() for part in text.split(","))


def whole_number_or_full(text: str) -> int | None:
    """A whole number, or `full` for the whole training set."""
    if text == "full":
        return None
    try:
        return int(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is neither a whole number nor full") from None


def text_option(
    flag: str, convert: Callable[[str], Any], default: str, metavar: str, description: str
) -> Callable[[Any], Any]:
    """An option whose text goes through a function of ours."""
    return click.option(
        flag,
        metavar=metavar,
        default=default,
        show_default=True,
        help=description,
        callback=lambda context, parameter, text: convert(text),
    )


def name_option(flag: str, known: Iterable[str], default: str, what: str) -> Callable[[Any], Any]:
    """An option that takes one of several names."""
    description = f"{what}: {', '.join(known)}."
    return click.option(flag, metavar="NAME", default=default, show_default=True, help=description)


def number_option(
    flag: str, field: str, kind: type[int] | type[float], metavar: str, description: str
) -> Callable[[Any], Any]:
    """An option that takes a number, and sets this field of the configuration."""
    return click.option(
        flag,
        field,
        type=kind,
        metavar=metavar,
        default=getattr(DEFAULTS, field),
        show_default=True,
        help=description,
    )


RUN_OPTIONS = (
    name_option("--dataset", DATASETS, DEFAULTS.dataset, "What to learn"),
    number_option("--samples", "samples", int, "N", "How many samples, training and test."),
    number_option("--noise", "noise", float, "X", "Percent of noise in the samples, 0 to 50."),
    number_option("--train-share", "train_share", float, "X", "Share to train on, 0.1 to 0.9."),
    text_option(
        "--features",
        names,
        ",".join(DEFAULTS.features),
        "x,y,…",
        f"What the network is given of a point: {', '.join(FEATURES)}.",
    ),
    text_option(
        "--hidden",
        whole_numbers,
        ",".join(map(str, DEFAULTS.hidden)),
        "N,N,…",
        "Neurons in each hidden layer; empty for none.",
    ),
    name_option("--activation", ACTIVATIONS, DEFAULTS.activation, "Of the hidden layers"),
    name_option("--loss", LOSSES, DEFAULTS.loss, "What to make small"),
    name_option("--optimizer", OPTIMIZERS, DEFAULTS.optimizer, "How to follow the gradient"),
    number_option("--lr", "learning_rate", float, "X", "Learning rate."),
    text_option(
        "--batch-size",
        whole_number_or_full,
        str(DEFAULTS.batch_size),
        "N|full",
        "Samples for each update.",
    ),
    number_option("--l1", "l1", float, "X", "Penalty on Σ|p| over all parameters."),
    number_option("--l2", "l2", float, "X", "Penalty on Σp² over all parameters."),
    number_option("--seed", "seed", int, "N", "Decides all that is random."),
    name_option("--engine", ENGINES, DEFAULTS.engine, "Which form of the network computes"),
    click.option(
        "--zero-grad/--no-zero-grad",
        default=DEFAULTS.zero_grad,
        help="Clear the gradients before each backward, or forget to.",
    ),
)


def run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command all the options that describe a run."""
    for option in reversed(RUN_OPTIONS):
        command = option(command)
    return command
