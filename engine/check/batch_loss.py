"""The loss of one batch in a few lines of NumPy, as a function of the parameters alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from engine.arrays import Array
from engine.check.branches import Branches
from engine.check.finite_differences import slope_at
from engine.formulas.activations import Activation
from engine.formulas.elementary import ARRAYS, FLOATS, Elementary
from engine.formulas.losses import LOSSES, Loss
from engine.network.flat import by_layer
from engine.network.model import scores_of
from engine.run.configuration import Configuration


@dataclass(frozen=True, eq=False)
class Forward:
    """One way through the network, layer by layer, up to the loss of each sample."""

    weights: list[Array]
    """A matrix (units, inputs + 1) a layer, biases last."""
    inputs: list[Array]
    """What each layer is given, (inputs + 1, batch), ones last."""
    sums: list[Array]
    """(units, batch), before the activation."""
    branches: list[Branches]
    """Those of each layer whose activation has a kink, and, last, those of the loss."""
    scores: Array
    """(batch,), or (outputs, batch) of several outputs."""
    losses: Array
    """(batch,), before they are added up."""


@dataclass(frozen=True, eq=False)
class BatchLoss:
    """The samples of one batch, and what a network is to make of them; penalties are left out.

    `x` has shape (inputs + 1, batch) and ends in ones; `targets` has shape (batch,), or (outputs,
    batch) of several outputs.
    """

    configuration: Configuration
    x: Array
    targets: Array

    def forward(self, parameters: Array) -> Forward:
        inputs, sums, branches = [self.x], [], []
        weights = by_layer(parameters, self.configuration.sizes)
        layers = zip(weights, self.activations, self.has_kink, strict=True)
        for matrix, activation, has_kink in layers:
            sums.append(matrix @ inputs[-1])
            branches.append(Branches())
            f = branches[-1].noted if has_kink else ARRAYS
            inputs.append(with_ones(activation.function(f, sums[-1])))
        scores, at_end = scores_of([inputs.pop()[:-1]]), Branches()
        losses = self.losses_at(scores, at_end.noted)
        return Forward(weights, inputs, sums, [*branches, at_end], scores, losses)

    def losses_at(self, scores: Array, f: Elementary = ARRAYS) -> Array:
        """Of each sample, for these scores."""
        return self.loss.sample_losses(scores, self.targets, f)

    @cached_property
    def activations(self) -> tuple[Activation, ...]:
        return self.configuration.activations

    @cached_property
    def has_kink(self) -> tuple[bool, ...]:
        """Whether the activation of a layer has one."""
        return tuple(map(has_kink, self.activations))

    @cached_property
    def loss(self) -> Loss:
        return LOSSES[self.configuration.loss]

    @cached_property
    def scale(self) -> float:
        """What one sample's contribution is multiplied by."""
        return self.loss.scale(self.targets.shape[-1])


def has_kink(activation: Activation) -> bool:
    """Whether its slope is another to the left of 0 than to the right."""
    slope = slope_at(partial(activation.function, FLOATS), 0.0)
    return abs(slope.right - slope.left) > 0.1


def with_ones(outputs: Array) -> Array:
    """[Y; 1], shape (units + 1, batch)."""
    units, width = outputs.shape
    stacked = np.ones((units + 1, width))
    stacked[:-1] = outputs
    return stacked
