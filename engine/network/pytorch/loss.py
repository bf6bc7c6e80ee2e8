"""The loss of a batch in PyTorch, and its way back into `.grad`."""

from __future__ import annotations

from typing import Any, Protocol

import torch
from torch import nn

from engine.arrays import Array
from engine.formulas.losses import Loss
from engine.network.pytorch import phases, text
from engine.network.pytorch.threads import one_thread


class Scored(Protocol):
    """The model that gave the scores: `engine.network.pytorch.model.PyTorchMLP`."""

    network: Any
    carried: Array

    @property
    def gradients(self) -> Array:
        """What its parameters hold in `.grad`."""


class PyTorchCriterion:
    """A loss on the scores of one model, with penalties on its parameters: the function that an
    exported script has, made of the same text."""

    def __init__(self, model: Scored, loss: Loss, l1: float, l2: float) -> None:
        self.model = model
        names: dict[str, Any] = {"torch": torch, "nn": nn, "model": model.network}
        exec(text.criterion(loss, l1, l2), names)
        self.function = names["criterion"]

    def __call__(self, scores: Any, targets: Any) -> PyTorchLoss:
        """The loss of a batch; both tensors have shape (batch,), or (batch, outputs)."""
        with one_thread():
            return PyTorchLoss(*phases.loss_of(self.function, scores, targets), self.model)


class PyTorchLoss:
    """The loss of one batch, at the end of the graph that PyTorch has kept of its forward."""

    def __init__(self, tensor: Any, data: float, model: Scored) -> None:
        self.tensor = tensor
        self.data = data
        self._model = model

    def backward(self) -> None:
        """Add d loss/d parameter to the `.grad` of each parameter."""
        self._model.carried = self._model.gradients
        with one_thread():
            phases.backward(self.tensor)
