"""The network in PyTorch, behind the trainer: one form of `engine.network.model.Model`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from torch import nn

from engine.arrays import Array, Indices
from engine.formulas.activations import ACTIVATIONS
from engine.formulas.losses import LOSSES
from engine.formulas.optimizers import Rule
from engine.network.flat import parameter_count
from engine.network.model import scores_of
from engine.network.pytorch import phases, text
from engine.network.pytorch.layout import flat_of, weights_and_biases
from engine.network.pytorch.loss import PyTorchCriterion
from engine.network.pytorch.optimizer import PyTorchOptimizer
from engine.network.pytorch.threads import one_thread


class PyTorchMLP:
    """A multilayer perceptron of PyTorch's modules; `sizes` counts the units per layer.

    Its gradients are what PyTorch leaves in `.grad`: None, which counts as zeros, once they are
    cleared, and a sum where they are not.
    """

    def __init__(self, sizes: Sequence[int], activation: str, output_activation: str) -> None:
        self.sizes = tuple(sizes)
        names = [activation] * (len(sizes) - 2) + [output_activation]
        self.network = network_from(text.network(sizes, [ACTIVATIONS[name] for name in names]))
        self.added: Array = np.zeros(parameter_count(sizes))
        """What the last backward added to the gradients."""
        self.carried: Array = np.zeros(parameter_count(sizes))
        """What the gradients held when it did."""
        views = weights_and_biases(self.added, sizes)
        for parameter, added in zip(self.network.parameters(), views, strict=True):
            parameter.register_hook(noting_in(added))

    @property
    def parameters(self) -> Array:
        """All of them, flat: a copy, to be assigned back."""
        return flat_of(self.network.parameters(), self.sizes)

    @parameters.setter
    def parameters(self, parameters: Array) -> None:
        views = weights_and_biases(parameters, self.sizes)
        with torch.no_grad():
            for parameter, data in zip(self.network.parameters(), views, strict=True):
                parameter.copy_(torch.tensor(data))

    @property
    def gradients(self) -> Array:
        grads = [each.grad for each in self.network.parameters()]
        # They are cleared all together, and come about all together.
        if grads[0] is None:
            return np.zeros_like(self.added)
        # Whether a zero is -0.0 depends on whether it was added to None or to zeros, which are the
        # same to a run: so it must not show.
        return flat_of(grads, self.sizes) + 0.0

    @gradients.setter
    def gradients(self, gradients: Array) -> None:
        views = weights_and_biases(gradients, self.sizes)
        for parameter, grad in zip(self.network.parameters(), views, strict=True):
            parameter.grad = torch.tensor(grad)

    def set_data(self, points: Array, targets: Array) -> None:
        self._points = torch.tensor(points)
        self._targets = torch.tensor(targets)

    def batches(self, order: Indices, batch_size: int) -> Sequence[tuple[Any, Any]]:
        """Pairs (x, y): tensors (batch, inputs), and (batch,) or, of several outputs, (batch,
        outputs)."""
        cuts = torch.tensor(order).split(batch_size)
        return [(self._points[cut], self._targets[cut]) for cut in cuts]

    def __call__(self, x: Any) -> Any:
        """The scores, shape (batch,), or (batch, outputs) of several."""
        with one_thread():
            return phases.scores_of(self.network, x)

    def zero_grad(self) -> None:
        phases.zero_grad(self.network)

    def criterion(self, name: str, l1: float, l2: float) -> PyTorchCriterion:
        return PyTorchCriterion(self, LOSSES[name], l1, l2)

    def optimizer(self, rule: Rule, rate: float, *, ascends: bool) -> PyTorchOptimizer:
        return PyTorchOptimizer(self, rule, rate, ascends=ascends)

    def predict(self, points: Array) -> Array:
        return scores_of(self.unit_outputs(points))

    def unit_outputs(self, points: Array) -> Sequence[Array]:
        outputs: list[Array] = []
        x = torch.tensor(points)
        with one_thread(), torch.no_grad():
            for module in self.network:
                x = module(x)
                # An activation is of the layer before it.
                if not isinstance(module, nn.Linear):
                    outputs.pop()
                outputs.append(x.T.numpy())
        return outputs


def network_from(source: str) -> Any:
    """The modules that this text makes. What numbers they begin with is of no account: the random
    numbers of whoever uses PyTorch beside this stay what they would have been."""
    with torch.random.fork_rng(devices=[]):
        return eval(source, {"nn": nn})


def noting_in(array: Array) -> Callable[[Any], None]:
    """What a tensor calls with the gradient that a backward is about to add to its `.grad`."""

    def note(gradient: Any) -> None:
        array[...] = gradient.numpy()

    return note
