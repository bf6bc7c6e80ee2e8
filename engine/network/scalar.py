"""The network of `Value`s behind the trainer: one form of `engine.network.model.Model`."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from engine.arrays import Array, Indices
from engine.formulas.losses import LOSSES
from engine.formulas.optimizers import Rule
from engine.formulas.regularizers import penalty, penalty_gradient
from engine.network.matrix import MatrixMLP
from engine.network.model import scores_of
from engine.network.optimizer import Optimizer
from engine.network.sample_loss import sample_loss
from engine.nn import MLP
from engine.value import Value


class ScalarMLP:
    """A multilayer perceptron of `Value`s; `sizes` counts the units per layer, inputs first."""

    def __init__(self, sizes: Sequence[int], activation: str, output_activation: str) -> None:
        self.network = MLP(sizes[0], sizes[1:], activation, output_activation)
        self.values = self.network.parameters()
        self._matrix_form = MatrixMLP(sizes, activation, output_activation)
        self.added: Array = np.zeros(len(self.values))
        """What the last backward added to the gradients, to within rounding."""
        self.carried: Array = np.zeros(len(self.values))
        """What the gradients held when it did."""
        self.walk_backwards: Callable[[Value], None] = Value.backward
        """How the chain rule goes through the graph; another one by mistake."""

    @property
    def parameters(self) -> Array:
        """All of them, flat: a copy, to be assigned back."""
        return np.array([value.data for value in self.values])

    @parameters.setter
    def parameters(self, parameters: Array) -> None:
        for value, data in zip(self.values, parameters.tolist(), strict=True):
            value.data = data

    @property
    def gradients(self) -> Array:
        return np.array([value.grad for value in self.values])

    @gradients.setter
    def gradients(self, gradients: Array) -> None:
        for value, grad in zip(self.values, gradients.tolist(), strict=True):
            value.grad = grad

    def set_data(self, points: Array, targets: Array) -> None:
        self._points = [[Value(number) for number in point] for point in points.tolist()]
        self._targets = targets.tolist()

    def batches(
        self, order: Indices, batch_size: int
    ) -> Sequence[tuple[list[list[Value]], list[Any]]]:
        """Pairs (x, y): x a list of points, each a list of `inputs` values; y as many targets, or
        lists of them where there are several outputs."""
        indices = order.tolist()
        cuts = [indices[start : start + batch_size] for start in range(0, len(order), batch_size)]
        return [([self._points[i] for i in cut], [self._targets[i] for i in cut]) for cut in cuts]

    def __call__(self, x: Sequence[Sequence[Value]]) -> list[Any]:
        """The score of each point of a batch, or the list of its scores."""
        with paused_garbage_collector():
            return [self.network(point) for point in x]

    def zero_grad(self) -> None:
        self.network.zero_grad()

    def optimizer(self, rule: Rule, rate: float, *, ascends: bool) -> Optimizer:
        return Optimizer(self, rule, rate, ascends=ascends)

    def predict(self, points: Array) -> Array:
        """The scores of many points, in matrix form: to draw a map with scalars takes seconds."""
        return scores_of(self.unit_outputs(points))

    def unit_outputs(self, points: Array) -> Sequence[Array]:
        self._matrix_form.parameters = self.parameters
        return self._matrix_form.unit_outputs(points)

    def criterion(self, name: str, l1: float, l2: float) -> ScalarCriterion:
        return ScalarCriterion(self, name, l1, l2)


class ScalarCriterion:
    """A loss on the scores of one model, with penalties on its parameters."""

    def __init__(self, model: ScalarMLP, name: str, l1: float, l2: float) -> None:
        self.model = model
        self.loss = LOSSES[name]
        self.l1 = l1
        self.l2 = l2

    def __call__(self, scores: Sequence[Any], targets: Sequence[Any]) -> ScalarLoss:
        """The loss of a batch: a score and a target for each sample, or a list of each."""
        with paused_garbage_collector():
            losses = [
                sample_loss(self.loss, score, target)
                for score, target in zip(scores, targets, strict=True)
            ]
            total = sum(losses[1:], losses[0])
            if self.loss.reduction == "mean":
                total *= self.loss.scale(len(losses))
        if self.l1 != 0.0 or self.l2 != 0.0:
            parameters = self.model.parameters
            total += Value(
                penalty(parameters, self.l1, self.l2),
                tuple(self.model.values),
                tuple(penalty_gradient(parameters, self.l1, self.l2).tolist()),
                "penalty",
            )
        return ScalarLoss(total, self.model)


class ScalarLoss:
    """The loss of one batch, at the end of the graph that it was computed through."""

    def __init__(self, value: Value, model: ScalarMLP) -> None:
        self.value = value
        self.data = value.data
        self._model = model

    def backward(self) -> None:
        """Add d loss/d parameter to the `grad` of each parameter."""
        model = self._model
        model.carried = model.gradients
        with paused_garbage_collector():
            model.walk_backwards(self.value)
        model.added = model.gradients - model.carried


@contextmanager
def paused_garbage_collector() -> Iterator[None]:
    """Keep Python's cycle collector out of the way while a graph grows.

    Values point only at what they were made from, never in a circle, so reference counts free
    them all; walking every graph in search of cycles takes several times as long as making it.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
