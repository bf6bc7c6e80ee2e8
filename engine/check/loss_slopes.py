"""The slopes of the loss of a batch, parameter by parameter, measured, on both sides of its kinks.

One parameter feeds one unit. What lies before it, and beside it, need not be computed again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.check.batch_loss import BatchLoss, Forward, with_ones
from engine.check.branches import Branches
from engine.check.finite_differences import sides, slope_at
from engine.check.sized import OF_A_FUNCTION
from engine.formulas.elementary import Elementary
from engine.network.flat import first_index, neuron_at
from engine.network.model import scores_of


@dataclass(frozen=True)
class LossSlope:
    """The slope of the loss by one parameter."""

    left: float
    right: float
    """One-sided differences of the loss itself."""
    slope: float
    """That of the smooth piece of the loss that it is on: see `engine.check.branches`."""
    uncertainty: float
    """How far `slope` may be off."""
    step: float
    """The step to each side."""
    is_kink: bool
    """Whether the loss leaves its piece within the step."""


@dataclass(frozen=True, eq=False)
class LossSlopes:
    """Measures the slopes of one loss at one point, where a forward has been."""

    batch: BatchLoss
    here: Forward
    rounding: float
    """How far the loss may be off."""

    def of(self, index: int) -> LossSlope:
        """By the parameter at this index; of all penalties its own only, for the others stay."""
        configuration = self.batch.configuration
        layer, unit = neuron_at(index, configuration.sizes)
        column = index - first_index(configuration.sizes, layer, unit)
        l1, l2 = configuration.l1, configuration.l2
        present = float(self.here.weights[layer][unit, column])
        side = float(np.sign(present))
        of_unit, *others = self.here.branches[layer:]
        branches = [of_unit.of_unit(unit), *(Branches(each.taken) for each in others)]
        watched = [each.watched for each in branches]
        kept = [each.kept for each in branches]

        def loss_at(number: float) -> float:
            return self._loss(layer, unit, column, number, watched) + penalty(number, abs(number))

        def piece_at(number: float) -> float:
            return self._loss(layer, unit, column, number, kept) + penalty(number, side * number)

        def penalty(number: float, size: float) -> float:
            return l1 * size + l2 * number * number

        rounding = self.rounding + OF_A_FUNCTION * penalty(present, abs(present))
        slope = slope_at(loss_at, present, rounding)
        left, right, is_kink = slope.left, slope.right, False
        crosses_zero = l1 > 0.0 and abs(present) <= slope.step
        if crosses_zero or any(each.were_left for each in branches):
            slope = slope_at(piece_at, present, rounding)
            left, right = sides(loss_at, present, loss_at(present), slope.step)
            apart = max(abs(left - slope.left), abs(right - slope.right))
            is_kink = apart > 4.0 * rounding / slope.step
        return LossSlope(left, right, slope.central, slope.uncertainty, slope.step, is_kink)

    def _loss(
        self, layer: int, unit: int, column: int, number: float, functions: list[Elementary]
    ) -> float:
        """With one number in place of what the unit has there; by a family of functions a layer,
        from this one up, and one for the loss."""
        batch, here = self.batch, self.here
        row = here.weights[layer][unit].copy()
        row[column] = number
        output = batch.activations[layer].function(functions[0], row @ here.inputs[layer])
        if layer == len(here.weights) - 1:
            outputs = np.atleast_2d(here.scores).copy()
            outputs[unit] = output
            scores = scores_of([outputs])
        else:
            inputs = here.inputs[layer + 1].copy()
            inputs[unit] = output
            scores = self._scores(layer + 1, inputs, functions[1:])
        return batch.scale * float(batch.losses_at(scores, functions[-1]).sum())

    def _scores(self, layer: int, inputs: Array, functions: list[Elementary]) -> Array:
        """Those of a layer that is given these inputs, and of what lies above it."""
        weights, activations = self.here.weights[layer:], self.batch.activations[layer:]
        *below, (last, at_end, f_end) = zip(weights, activations, functions, strict=False)
        for matrix, activation, f in below:
            inputs = with_ones(activation.function(f, matrix @ inputs))
        return scores_of([at_end.function(f_end, last @ inputs)])
