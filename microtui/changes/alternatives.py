"""All that is one step away from a configuration, for the command palette."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.data.features import FEATURES
from engine.errors import ConfigurationError
from engine.mistakes import MISTAKES
from engine.run.configuration import Configuration
from microtui.changes.consequence import consequence
from microtui.changes.revisions import LEARNING_RATES, with_dataset, with_mistake_switched
from microtui.session.commands import Configure, Revision
from microtui.settings.run_settings import BY_FIELD, SETTINGS

SAMPLES = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
PENALTIES = (0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
EPOCHS = (10, 20, 50, 100, 200, 500, 1000)
BATCH_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True)
class Alternative:
    """One setting set otherwise: what it would be, what that does, and the command that does it."""

    title: str
    explanation: str
    command: Configure


def alternatives(configuration: Configuration) -> Iterator[Alternative]:
    """Every choice that is not taken, and the next value up and down of every number."""
    for setting in SETTINGS:
        for choice in setting.choices:
            if choice != setting.text(configuration):
                yield set_to(configuration, setting.field, setting.read(choice))
    for field, offered in offered_numbers(configuration).items():
        for number in neighbours(offered, getattr(configuration, field)):
            yield set_to(configuration, field, number)
    for feature in FEATURES:
        yield switched(configuration, "features", feature, with_feature_switched(feature))
    for mistake in MISTAKES:
        yield switched(configuration, "mistakes", mistake, with_mistake_switched(mistake))


def set_to(configuration: Configuration, field: str, value: Any) -> Alternative:
    """The alternative in which this field has this value."""
    setting = BY_FIELD[field]

    def revision(old: Configuration) -> Configuration:
        if field == "dataset":
            return with_dataset(old, value)
        return replace(old, **{field: value})

    return alternative(f"{setting.label}: {setting.write(value)}", configuration, revision)


def switched(
    configuration: Configuration, field: str, name: str, revision: Revision
) -> Alternative:
    """The alternative in which a field that holds names holds this one, or no longer."""
    word = "without" if name in getattr(configuration, field) else "with"
    return alternative(f"{BY_FIELD[field].label}: {word} {name}", configuration, revision)


def alternative(title: str, configuration: Configuration, revision: Revision) -> Alternative:
    try:
        explanation = consequence(configuration, revision(configuration))
    except ConfigurationError as error:
        # It stays in the list: whoever looks for it reads here why it cannot be.
        explanation = str(error)
    return Alternative(title, explanation, Configure(revision))


def with_feature_switched(feature: str) -> Revision:
    """With this feature, or without it, in the order in which features are listed."""

    def revision(old: Configuration) -> Configuration:
        taken = {*old.features} ^ {feature}
        return replace(old, features=tuple(each for each in FEATURES if each in taken))

    return revision


def offered_numbers(configuration: Configuration) -> dict[str, Sequence[float | None]]:
    """By field, the numbers to choose from, in order; None is a full batch."""
    return {
        "samples": SAMPLES,
        "noise": tuple(float(percent) for percent in range(0, 51, 5)),
        "train_share": tuple(tenths / 10 for tenths in range(1, 11)),
        "learning_rate": LEARNING_RATES,
        "batch_size": (*(n for n in BATCH_SIZES if n < configuration.train_count), None),
        "l1": PENALTIES,
        "l2": PENALTIES,
        "schedule_epochs": EPOCHS,
        "seed": (max(configuration.seed - 1, 0), configuration.seed + 1),
    }


def neighbours(offered: Iterable[float | None], number: float | None) -> Iterator[float | None]:
    """The next smaller and the next larger number that is offered, as far as there are any."""
    smaller = [each for each in offered if magnitude(each) < magnitude(number)]
    larger = [each for each in offered if magnitude(each) > magnitude(number)]
    yield from smaller[-1:]
    yield from larger[:1]


def magnitude(number: float | None) -> float:
    """To compare by: no batch is larger than a full one."""
    return math.inf if number is None else number
