"""When a run counts as solved."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.errors import ConfigurationError, require_number
from engine.run.configuration import Configuration
from engine.run.evaluation import Evaluation


@dataclass(frozen=True)
class Goal:
    """A loss or an accuracy of the training set to stop at, or both: then both are to be reached.

    Raises `ConfigurationError` for a number that neither can be.
    """

    loss: float | None = None
    """At most this, penalties left out."""
    accuracy: float | None = None
    """At least this, 0 .. 1."""

    def __post_init__(self) -> None:
        if self.loss is not None and not (math.isfinite(self.loss) and self.loss >= 0.0):
            raise ConfigurationError(
                f"the loss to stop at must be 0 or more, such as 0.05, got {self.loss}"
            )
        if self.accuracy is not None:
            require_number("the accuracy to stop at", self.accuracy, 0.0, 1.0)

    @property
    def text(self) -> str:
        """What is to be reached, such as `loss at most 0.05`."""
        parts = []
        if self.loss is not None:
            parts.append(f"loss at most {self.loss:g}")
        if self.accuracy is not None:
            parts.append(f"accuracy at least {self.accuracy:g}")
        return " and ".join(parts)

    def require_fitting(self, configuration: Configuration) -> None:
        """Raises `ConfigurationError` where the goal is an accuracy and there is none."""
        if self.accuracy is not None and configuration.task == "regression":
            raise ConfigurationError(
                f"the targets of {configuration.data.name} are numbers, of which none is right or "
                "wrong: stop at a loss in place of an accuracy"
            )

    def is_reached(self, train: Evaluation) -> bool:
        """Whether the training set does as well as that; never where a number is NaN."""
        if self.loss is not None and not train.loss <= self.loss:
            return False
        return self.accuracy is None or (
            train.accuracy is not None and train.accuracy >= self.accuracy
        )
