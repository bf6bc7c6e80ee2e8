"""How wrong the scores are: one number to make smaller.

Each loss is a named function of one score and its target, with its formula as its docstring, and an
entry with all that anybody needs to know of it. The formula is written once: with f = ARRAYS it
takes whole batches, with f = `engine.value.Value` it builds the end of the lecture's graph. For two
classes the target is -1 or 1; for regression it is a number. A network with several outputs has as
many scores for a sample and as many targets: numbers, each with a loss of its own; or, of more than
two classes, 1 for the right one and 0 for the others, with one loss for all together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np

from engine.arrays import Array
from engine.formulas.elementary import ARRAYS, Elementary
from engine.formulas.softmax import cross_entropy_of, softmax


class Rectifiers(Protocol):
    """What a loss asks of a family of functions: `FLOATS`, `ARRAYS` or `Value` have it."""

    def relu(self, x: Any, /) -> Any: ...

    def softplus(self, x: Any, /) -> Any: ...


@dataclass(frozen=True)
class Loss:
    """A loss over a batch: the sum or the mean of what each sample contributes."""

    name: str
    function: Callable[[Rectifiers, Any, Any], Any]
    """loss = function(f, score, target), per sample."""
    derivative: Callable[[Elementary, Any, Any, Any], Any]
    """d loss/d score = derivative(f, loss, score, target), per sample."""
    reduction: Literal["sum", "mean"]
    for_regression: bool
    """Whether the targets may be any numbers, not just -1 and 1."""
    is_over_classes: bool
    """Whether it takes all scores of a sample at once, one for each of more than two classes."""
    squash: Callable[[Elementary, Any], Any]
    """Maps a score to -1 .. 1 for display: from surely one class to surely the other."""
    pytorch: str
    """The loss of all `scores` and `targets` in PyTorch's words, reduction included."""

    def scale(self, batch_size: int) -> float:
        """What one sample's contribution is multiplied by."""
        return 1.0 if self.reduction == "sum" else 1.0 / batch_size

    def sample_losses(self, scores: Array, targets: Array, f: Elementary = ARRAYS) -> Array:
        """What each sample contributes, shape (samples,); of several outputs the mean or the sum.

        Both arrays have shape (samples,), or (outputs, samples) for several outputs.
        """
        return self._over_outputs(self.function(f, scores, targets))

    def score_slopes(self, scores: Array, targets: Array) -> Array:
        """The derivative of each sample's loss by its score, or by each of its scores.

        Of the shape of both arrays, as `sample_losses` takes them.
        """
        return self.losses_and_slopes(scores, targets)[1]

    def losses_and_slopes(self, scores: Array, targets: Array) -> tuple[Array, Array]:
        """`sample_losses` and `score_slopes` at once."""
        losses = self.function(ARRAYS, scores, targets)
        slopes: Array = self.derivative(ARRAYS, losses, scores, targets)
        if losses.ndim == 1:
            return losses, slopes
        slopes *= self.scale(len(losses))
        return self._over_outputs(losses), slopes

    def _over_outputs(self, losses: Array) -> Array:
        """Where each output has a loss of its own, what they come to."""
        return losses if losses.ndim == 1 else self.scale(len(losses)) * losses.sum(axis=0)


def squared_error(f: Rectifiers, score: Any, target: Any) -> Any:
    """(s - t)²,  d/ds = 2·(s - t)"""
    return (score - target) ** 2


def squared_error_derivative(f: Elementary, loss: Any, score: Any, target: Any) -> Any:
    error = score - target
    return error + error


def hinge(f: Rectifiers, score: Any, target: Any) -> Any:
    """max(0, 1 - t·s),  d/ds = -t while that is positive, else 0

    Zero once the score is on the right side by a margin of one.
    """
    return f.relu(1.0 - target * score)


def hinge_derivative(f: Elementary, loss: Any, score: Any, target: Any) -> Any:
    return -target * f.sign(loss)


def binary_cross_entropy(f: Rectifiers, score: Any, target: Any) -> Any:
    """log(1 + e^(-t·s)),  d/ds = -t·(1 - e^-loss)

    Minus the log of the probability given to the right class: the score is a logit, the network
    says class 1 with probability 1 / (1 + e^-s). So e^-loss is that probability.
    """
    return f.softplus(-target * score)


def binary_cross_entropy_derivative(f: Elementary, loss: Any, score: Any, target: Any) -> Any:
    return target * f.expm1(-loss)


def cross_entropy(f: Rectifiers, scores: Any, targets: Any) -> Any:
    """-log p of the right class, with p = e^s / Σ e^s;  d/ds = p - t

    p is the softmax of the scores: probabilities that add up to 1. The target t is 1 for the right
    class and 0 for the others. Of whole batches only: with values it is spelled out in
    `engine.network.sample_loss`.
    """
    return cross_entropy_of(scores, targets)


def cross_entropy_derivative(f: Elementary, loss: Any, scores: Any, targets: Any) -> Any:
    return softmax(scores) - targets


def clip(f: Elementary, score: Any) -> Any:
    """As it is, within -1 .. 1."""
    return f.minimum(f.maximum(score, -1.0), 1.0)


def certainty(f: Elementary, logit: Any) -> Any:
    """The probability of class 1 less that of the other."""
    return f.tanh(0.5 * logit)


def probability(f: Elementary, scores: Any) -> Any:
    """The softmax of several scores, from -1 for surely not this class to 1 for surely this."""
    return 2.0 * softmax(np.asarray(scores)) - 1.0


LOSSES = {
    each.name: each
    for each in (
        Loss(
            "mse",
            squared_error,
            squared_error_derivative,
            reduction="mean",
            for_regression=True,
            is_over_classes=False,
            squash=clip,
            pytorch="((scores - targets) ** 2).mean()",
        ),
        Loss(
            "sse",
            squared_error,
            squared_error_derivative,
            reduction="sum",
            for_regression=True,
            is_over_classes=False,
            squash=clip,
            pytorch="((scores - targets) ** 2).sum()",
        ),
        Loss(
            "hinge",
            hinge,
            hinge_derivative,
            reduction="mean",
            for_regression=False,
            is_over_classes=False,
            squash=clip,
            pytorch="torch.relu(1 - targets * scores).mean()",
        ),
        Loss(
            "bce",
            binary_cross_entropy,
            binary_cross_entropy_derivative,
            reduction="mean",
            for_regression=False,
            is_over_classes=False,
            squash=certainty,
            pytorch="-nn.functional.logsigmoid(targets * scores).mean()",
        ),
        Loss(
            "cross-entropy",
            cross_entropy,
            cross_entropy_derivative,
            reduction="mean",
            for_regression=False,
            is_over_classes=True,
            squash=probability,
            pytorch="nn.functional.cross_entropy(scores, targets)",
        ),
    )
}
