"""One of PyTorch's own optimisers at work on a model."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
import torch

from engine.arrays import Array
from engine.formulas.optimizers import Rule
from engine.network.pytorch import phases, text
from engine.network.pytorch.layout import flat_of, weights_and_biases


class Stepped(Protocol):
    """The model that it moves: `engine.network.pytorch.model.PyTorchMLP`."""

    network: Any
    sizes: tuple[int, ...]

    @property
    def parameters(self) -> Array:
        """All of them, flat."""


class PyTorchOptimizer:
    """What `engine.network.optimizer.Optimizer` is to the other forms; its numbers are the same.

    - SGD: p ← p - lr·g.
    - Momentum: v ← 0.9·v + g, p ← p - lr·v. PyTorch begins with v = g, which is this from v = 0.
    - Adam: as in the paper, with ε beside √v̂, and the same β₁, β₂, ε unless told otherwise.
    - `maximize=True` turns the gradient round before all that, and with it the running sums of g:
      v and m have the other sign there, and squares the same.
    """

    def __init__(self, model: Stepped, rule: Rule, learning_rate: float, *, ascends: bool) -> None:
        self.model = model
        self.rule = rule
        self.ascends = ascends
        mistakes = ["maximize=True"] if ascends else []
        self.optimizer = eval(
            text.optimizer(rule, learning_rate, mistakes),
            {"torch": torch, "model": model.network},
        )
        size = model.parameters.size
        self.before: Array = np.zeros(size)
        """The parameters before the last step; NaN where they have been set by hand since."""
        self.steps = 0
        self.slots = np.zeros((len(rule.slots), size))

    @property
    def learning_rate(self) -> float:
        return float(self.optimizer.param_groups[0]["lr"])

    @learning_rate.setter
    def learning_rate(self, learning_rate: float) -> None:
        self.optimizer.param_groups[0]["lr"] = learning_rate

    @property
    def steps(self) -> int:
        """How many it has taken."""
        return self._steps

    @steps.setter
    def steps(self, steps: int) -> None:
        self._steps = steps
        if self.rule.counts_steps:
            for parameter in self.model.network.parameters():
                # A tensor of its own for each: PyTorch counts them up one by one.
                self.optimizer.state[parameter]["step"] = torch.tensor(steps, dtype=torch.float64)

    @property
    def slots(self) -> Array:
        """What it remembers, shape (slots of the rule, parameters): a copy, to be assigned back."""
        model, state = self.model, self.optimizer.state
        slots = np.zeros((len(self.rule.slots), self.before.size))
        for slot, name in zip(slots, self.rule.slots, strict=True):
            remembered = (state[each][name] for each in model.network.parameters())
            slot[:] = flat_of(remembered, model.sizes)
        return self._turned(slots)

    @slots.setter
    def slots(self, slots: Array) -> None:
        model, state = self.model, self.optimizer.state
        for name, slot in zip(self.rule.slots, self._turned(slots.copy()), strict=True):
            views = weights_and_biases(slot, model.sizes)
            for parameter, data in zip(model.network.parameters(), views, strict=True):
                state[parameter][name] = torch.tensor(data)

    def step(self) -> None:
        """Move the model's parameters once, along the gradients that it holds."""
        self.before = self.model.parameters
        self._steps += 1
        phases.update(self.optimizer)

    def _turned(self, slots: Array) -> Array:
        """The running sums of gradients round, where those are turned round first."""
        if self.ascends:
            slots[:1] *= -1.0
        return slots
