"""The loss of a batch in matrix form, and its way back into the model's gradients."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from engine.arrays import Array
from engine.formulas.losses import LOSSES
from engine.formulas.regularizers import penalty, penalty_gradient


class Scored(Protocol):
    """The model that gave the scores: `engine.network.matrix.MatrixMLP`."""

    parameters: Array
    added: Array

    def backward(self, score_derivatives: Array) -> None:
        """Compute d loss/d parameter into `added`, given d loss/d score of the last batch."""

    def add_to_gradients(self) -> None:
        """Add `added` to the held gradients."""


class MatrixCriterion:
    """A loss on the scores of one model, with penalties on its parameters."""

    def __init__(self, model: Scored, name: str, l1: float, l2: float) -> None:
        self.model = model
        self.loss = LOSSES[name]
        self.l1 = l1
        self.l2 = l2
        self.has_penalty = l1 != 0.0 or l2 != 0.0
        self._shares: dict[int, Array] = {}
        """By batch size: what each sample's contribution is multiplied by."""

    def __call__(self, scores: Array, targets: Array) -> MatrixLoss:
        """The loss of a batch; both arrays have shape (batch,), or (outputs, batch)."""
        width = targets.shape[-1]
        if width not in self._shares:
            self._shares[width] = np.full(width, self.loss.scale(width))
        shares = self._shares[width]
        losses, derivatives = self.loss.losses_and_slopes(scores, targets)
        total = float(losses.dot(shares))
        if self.has_penalty:
            total += penalty(self.model.parameters, self.l1, self.l2)
        derivatives *= shares
        return MatrixLoss(total, self, derivatives)


class MatrixLoss:
    """The loss of one batch, at the end of the matrices that it was computed through.

    It holds d loss/d score, of the shape of the scores.
    """

    __slots__ = ("_criterion", "_score_derivatives", "data")

    def __init__(self, data: float, criterion: MatrixCriterion, score_derivatives: Array) -> None:
        self.data = data
        self._criterion = criterion
        self._score_derivatives = score_derivatives

    def backward(self) -> None:
        """Add d loss/d parameter to the model's gradients."""
        criterion = self._criterion
        model = criterion.model
        model.backward(self._score_derivatives)
        if criterion.has_penalty:
            added = model.added
            added += penalty_gradient(model.parameters, criterion.l1, criterion.l2)
        model.add_to_gradients()
