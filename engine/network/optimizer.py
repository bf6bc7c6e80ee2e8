"""A rule at work: the gradients that a model holds become a move of its parameters."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from engine.arrays import Array
from engine.formulas.optimizers import Rule


class Moved(Protocol):
    """The model that is moved: one in matrix or in scalar form."""

    parameters: Array

    @property
    def gradients(self) -> Array:
        """What it holds for each parameter."""


class Optimizer:
    """A rule at work on one model; guards the rule's slots and its count of steps.

    One that `ascends` has the sign of its update wrong.
    """

    def __init__(
        self, model: Moved, rule: Rule, learning_rate: float, *, ascends: bool = False
    ) -> None:
        self.model = model
        self.rule = rule
        self.learning_rate = learning_rate
        self.ascends = ascends
        self.slots: Array = np.zeros((len(rule.slots), model.parameters.size))
        self.steps = 0
        self.before: Array = np.zeros(model.parameters.size)
        """The parameters before the last step; NaN where they have been set by hand since."""

    def step(self) -> None:
        """Move the model's parameters once, along the gradients that it holds."""
        model = self.model
        self.steps += 1
        direction = self.rule.direction(model.gradients, self.slots, self.steps)
        parameters = model.parameters
        self.before = parameters.copy()
        if self.ascends:
            parameters += self.learning_rate * direction
        else:
            parameters -= self.learning_rate * direction
        model.parameters = parameters
