"""The next choice of this and that, for the keys that step through them."""

from __future__ import annotations

from dataclasses import replace

from engine.configuration import Configuration
from engine.datasets import DATASETS
from engine.losses import LOSSES

LEARNING_RATES = (
    *(1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03),
    *(0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0),
)


def neighbouring_learning_rate(learning_rate: float, direction: int) -> float:
    """The next learning rate up (1) or down (-1) the list; the ends are as far as it goes."""
    if direction > 0:
        return min((rate for rate in LEARNING_RATES if rate > learning_rate), default=learning_rate)
    return max((rate for rate in LEARNING_RATES if rate < learning_rate), default=learning_rate)


def with_next_dataset(configuration: Configuration) -> Configuration:
    """The same with the dataset after this one; with a loss that suits its targets."""
    names = list(DATASETS)
    name = names[(names.index(configuration.dataset) + 1) % len(names)]
    fits = DATASETS[name].task == "classification" or LOSSES[configuration.loss].for_regression
    return replace(configuration, dataset=name, loss=configuration.loss if fits else "mse")
