"""What may be wrong with a run: one mistake or none, each made by settings that there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.network.flat import by_layer
from engine.network.initialization import initial_parameters
from engine.run.configuration import Configuration
from engine.run.starting_parameters import StartingParameters

Make = Callable[[Configuration, np.random.Generator], Configuration]
"""Makes the mistake in a run that is right; where there is a choice, it is drawn."""

TOO_LARGE = (40.0, 60.0, 90.0)
TOO_SMALL = (1 / 500, 1 / 1000, 1 / 2000)
"""Times the learning rate that is right."""

LARGE_WEIGHTS = (60.0, 80.0, 100.0)
"""Times the weights that are right."""


@dataclass(frozen=True)
class Kind:
    """Something that one does wrong, and how a run comes to have it."""

    key: str
    called: str
    """As it stands among the answers to choose from."""
    make: Make


def unchanged(right: Configuration, drawn: np.random.Generator) -> Configuration:
    return right


def without_zero_grad(right: Configuration, drawn: np.random.Generator) -> Configuration:
    return replace(right, zero_grad=False)


def with_mistake(name: str) -> Make:
    return lambda right, drawn: replace(right, mistakes=(name,))


def with_rate(factors: Sequence[float]) -> Make:
    return lambda right, drawn: replace(
        right, learning_rate=float(f"{right.learning_rate * drawn.choice(factors):.3g}")
    )


def with_large_weights(right: Configuration, drawn: np.random.Generator) -> Configuration:
    """All but those of the output, which would make nothing but the loss large."""
    values = initial_parameters(right.sizes, right.seed, right.initialization)
    factor = drawn.choice(LARGE_WEIGHTS)
    for layer in by_layer(values, right.sizes)[:-1]:
        layer *= factor
    return replace(right, parameters=StartingParameters("large weights", values))


KINDS = {
    each.key: each
    for each in (
        Kind("none", "nothing is wrong", unchanged),
        Kind("zero_grad", "zero_grad is forgotten", without_zero_grad),
        Kind(
            "overwrite",
            "backward sets gradients with =, where += belongs",
            with_mistake("overwrite"),
        ),
        Kind("ascend", "the update has the wrong sign", with_mistake("ascend")),
        Kind("equal-start", "all parameters start equal", with_mistake("equal-start")),
        Kind("large-start", "the weights start far too large", with_large_weights),
        Kind("rate-large", "the learning rate is far too large", with_rate(TOO_LARGE)),
        Kind("rate-small", "the learning rate is far too small", with_rate(TOO_SMALL)),
    )
}
