"""Every setting of a run in the words of its reader: for the command line, the settings screen,
the settings file, and the command line that reproduces a run.

What a setting may be is decided by `engine.run.configuration`; here its text is read and written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from engine.data.datasets import DATASETS
from engine.data.features import FEATURES
from engine.errors import ConfigurationError
from engine.formulas.activations import ACTIVATIONS
from engine.formulas.losses import LOSSES
from engine.formulas.optimizers import OPTIMIZERS
from engine.formulas.schedules import SCHEDULES
from engine.mistakes import MISTAKES
from engine.network.initialization import INITIALIZATIONS
from engine.run.configuration import ENGINES, MOST_SAMPLES, Configuration
from engine.run.outputs import OUTPUT_LAYERS

DEFAULTS = Configuration()


@dataclass(frozen=True)
class Setting:
    """One field of the configuration.

    `read` makes its value of a text, and raises `ConfigurationError` with a sentence that says
    what would be right; `write` makes the text again. `choices` holds all texts there are, where
    they can be counted; of a list, `parts` holds what may stand in it.
    """

    field: str
    flag: str
    label: str
    explanation: str
    metavar: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    choices: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def option(self) -> str:
        """Its name on the command line, without the dashes before it."""
        return self.flag.removeprefix("--")

    def text(self, configuration: Configuration) -> str:
        """What this setting is in a configuration, as one would type it."""
        return self.write(getattr(configuration, self.field))


def whole_number(field: str, flag: str, label: str, explanation: str) -> Setting:
    def read(text: str) -> int:
        try:
            return int(text)
        except ValueError:
            example = getattr(DEFAULTS, field)
            raise ConfigurationError(
                f"{label} must be a whole number, such as {example}, got {text!r}"
            ) from None

    return Setting(field, flag, label, explanation, "N", read, str)


def number(field: str, flag: str, label: str, explanation: str, example: str) -> Setting:
    def read(text: str) -> float:
        try:
            return float(text)
        except ValueError:
            raise ConfigurationError(
                f"{label} must be a number, such as {example}, got {text!r}"
            ) from None

    return Setting(field, flag, label, explanation, "X", read, shortest)


def name(field: str, flag: str, label: str, known: Iterable[str], explanation: str = "") -> Setting:
    choices = tuple(known)
    explanation = f"{explanation}: {', '.join(choices)}."
    return Setting(field, flag, label, explanation, "NAME", str.strip, str, choices)


def names(
    field: str, flag: str, label: str, metavar: str, known: Iterable[str], explanation: str
) -> Setting:
    def read(text: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in text.split(",")) if text.strip() else ()

    parts = tuple(known)
    explanation = f"{explanation}: {', '.join(parts)}."
    return Setting(field, flag, label, explanation, metavar, read, ",".join, parts=parts)


def read_hidden(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in text.split(",")) if text.strip() else ()
    except ValueError:
        raise ConfigurationError(
            f"hidden layers must be whole numbers with commas between, such as 16,16, got {text!r}"
        ) from None


def read_batch_size(text: str) -> int | None:
    if text.strip() == "full":
        return None
    try:
        return int(text)
    except ValueError:
        raise ConfigurationError(
            f"batch size must be a whole number or the word full, got {text!r}"
        ) from None


HUNDREDTH = "lr/100"


def read_rate_end(text: str) -> float | None:
    if text.strip() == HUNDREDTH:
        return None
    try:
        return float(text)
    except ValueError:
        raise ConfigurationError(
            f"learning rate at the end must be a number, such as 0.01, or {HUNDREDTH}, got {text!r}"
        ) from None


def read_switch(name: str) -> Callable[[str], bool]:
    """What reads whether this is on."""

    def read(text: str) -> bool:
        if text.strip().lower() not in ("on", "off"):
            raise ConfigurationError(f"{name} must be on or off, got {text!r}")
        return text.strip().lower() == "on"

    return read


def shortest(number: float) -> str:
    """As few digits as it takes to read the same number again."""
    text = f"{number:g}"
    return text if float(text) == number else repr(number)


LOSSES_OF_ONE, LOSSES_OVER_CLASSES = (
    ", ".join(name for name, loss in LOSSES.items() if loss.is_over_classes == over_classes)
    for over_classes in (False, True)
)

SETTINGS = (
    name("dataset", "--dataset", "dataset", DATASETS, "What to learn"),
    whole_number(
        "samples", "--samples", "samples", f"How many, training and test: 4 to {MOST_SAMPLES:,}."
    ),
    number("noise", "--noise", "noise", "Percent of noise in the samples, 0 to 50.", "10"),
    number(
        "train_share",
        "--train-share",
        "train share",
        "Share to train on, 0.1 to 1; with 1 there is no test set.",
        "0.5",
    ),
    names(
        "features",
        "--features",
        "features",
        "x,y,…",
        FEATURES,
        "What the network is given of a point",
    ),
    Setting(
        "hidden",
        "--hidden",
        "hidden layers",
        "Neurons in each hidden layer, such as 16,16; empty for none.",
        "N,N,…",
        read_hidden,
        lambda units: ",".join(map(str, units)),
    ),
    name("activation", "--activation", "activation", ACTIVATIONS, "Hidden layers"),
    name("output", "--output-layer", "output layer", OUTPUT_LAYERS, "What it applies to its sums"),
    Setting(
        "loss",
        "--loss",
        "loss",
        f"What to make small: {LOSSES_OF_ONE}; of more than two classes {LOSSES_OVER_CLASSES}.",
        "NAME",
        str.strip,
        str,
        tuple(LOSSES),
    ),
    name("optimizer", "--optimizer", "optimizer", OPTIMIZERS, "How to follow the gradient"),
    number(
        "learning_rate",
        "--lr",
        "learning rate",
        "How far an update goes: any positive number, mostly 0.001 to 1.",
        "0.1",
    ),
    name("schedule", "--schedule", "schedule", SCHEDULES, "Learning rate, epoch by epoch"),
    Setting(
        "learning_rate_end",
        "--lr-end",
        "lr at the end",
        f"What the schedule comes to: 0 or more, or {HUNDREDTH}.",
        "X",
        read_rate_end,
        lambda rate: HUNDREDTH if rate is None else shortest(rate),
    ),
    whole_number(
        "schedule_epochs",
        "--schedule-epochs",
        "schedule epochs",
        "After so many epochs it is there, and stays.",
    ),
    Setting(
        "batch_size",
        "--batch-size",
        "batch size",
        "Samples for each update, or full for the whole training set.",
        "N|full",
        read_batch_size,
        lambda size: "full" if size is None else str(size),
    ),
    number("l1", "--l1", "L1", "Penalty on Σ|p| over all parameters, 0 to 10.", "0.001"),
    number("l2", "--l2", "L2", "Penalty on Σp² over all parameters, 0 to 10.", "0.001"),
    whole_number("seed", "--seed", "seed", "Decides all that is random: 0 or more."),
    name("initialization", "--init", "start", INITIALIZATIONS, "What weights are drawn from"),
    name("engine", "--engine", "engine", ENGINES, "Which form of the network computes"),
    names(
        "mistakes",
        "--mistakes",
        "mistakes",
        "NAME,…",
        MISTAKES,
        "Classic mistakes to make on purpose",
    ),
    Setting(
        "zero_grad",
        "--zero-grad",
        "zero_grad",
        "Clear the gradients before each backward (on), or forget to (off).",
        "on|off",
        read_switch("zero_grad"),
        lambda on: "on" if on else "off",
        ("on", "off"),
    ),
)

BY_FIELD = {setting.field: setting for setting in SETTINGS}
