"""What the trainer asks of a network, whichever form it has: the small interface between
`engine.training` above and `engine.network.matrix`, `engine.network.scalar` and
`engine.network.pytorch` below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from engine.arrays import Array, Indices
from engine.formulas.optimizers import Rule


class DifferentiableLoss(Protocol):
    """The loss of one batch, at the end of the graph that it was computed through."""

    data: float

    def backward(self) -> None:
        """Add d loss/d parameter to the gradient of each parameter."""


class Criterion(Protocol):
    def __call__(self, scores: Any, targets: Any) -> DifferentiableLoss:
        """The loss of these scores, penalties included. Both arguments are in the model's form."""


class Optimizing(Protocol):
    """A rule at work on one model, whose gradients become a move of its parameters."""

    rule: Rule
    learning_rate: float
    ascends: bool
    slots: Array
    """What the rule remembers, shape (slots of the rule, parameters)."""
    steps: int
    before: Array
    """The parameters before the last step; NaN where they have been set by hand since."""

    def step(self) -> None:
        """Move the model's parameters once."""


class Model(Protocol):
    """A multilayer perceptron.

    With one output there is a score and a target for each sample; with several, as many of each.
    Arrays of scores have shape (samples,) or (outputs, samples), arrays of targets (samples,) or
    (samples, outputs).
    """

    parameters: Array
    """All of them, in the order of `engine.network.flat`. Assigning moves the network there."""

    @property
    def gradients(self) -> Array:
        """The held gradient of each parameter, in the same order."""

    @gradients.setter
    def gradients(self, gradients: Array) -> None: ...

    added: Array
    """What the last backward added to each held gradient."""

    carried: Array
    """What each gradient held when the last backward ran, and added to it."""

    def set_data(self, points: Array, targets: Array) -> None:
        """Train on these points of shape (samples, inputs), and their targets."""

    def batches(self, order: Indices, batch_size: int) -> Sequence[tuple[Any, Any]]:
        """The training samples in this order, cut into (x, y) pairs in the model's own form."""

    def __call__(self, x: Any) -> Any:
        """The scores of a batch: the forward phase."""

    def criterion(self, name: str, l1: float, l2: float) -> Criterion:
        """The loss of that name on this model's scores, with penalties on its parameters."""

    def optimizer(self, rule: Rule, rate: float, *, ascends: bool) -> Optimizing:
        """What moves this model's parameters by that rule; uphill where it `ascends`."""

    def predict(self, points: Array) -> Array:
        """The scores of inputs of shape (samples, inputs); no graph is kept, and an update under
        way is left untouched."""

    def unit_outputs(self, points: Array) -> Sequence[Array]:
        """What every unit gives for these inputs: an array (units, samples) a layer."""

    def zero_grad(self) -> None:
        """Set all held gradients to zero."""


def scores_of(outputs: Sequence[Array]) -> Array:
    """The scores among what all units give: that of a single output comes unwrapped."""
    last = outputs[-1]
    return last[0] if len(last) == 1 else last
