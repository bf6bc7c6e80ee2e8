"""How wrong the scores are: one number to make smaller.

Each loss is a named function of one score and its target, with its formula as its docstring, and an
entry with all that anybody needs to know of it. The formula is written once: with f = ARRAYS it
takes whole batches, with f = `engine.value.Value` it builds the end of the lecture's graph. For two
classes the target is -1 or 1; for regression it is a number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from engine.formulas.elementary import Elementary


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
    squash: Callable[[Elementary, Any], Any]
    """Maps a score to -1 .. 1 for display: from surely one class to surely the other."""
    pytorch: str
    """The loss of all `scores` and `targets` in PyTorch's words, reduction included."""

    def scale(self, batch_size: int) -> float:
        """What one sample's contribution is multiplied by."""
        return 1.0 if self.reduction == "sum" else 1.0 / batch_size


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


def clip(f: Elementary, score: Any) -> Any:
    """As it is, within -1 .. 1."""
    return f.minimum(f.maximum(score, -1.0), 1.0)


def certainty(f: Elementary, logit: Any) -> Any:
    """The probability of class 1 less that of the other."""
    return f.tanh(0.5 * logit)


LOSSES = {
    each.name: each
    for each in (
        Loss(
            "mse",
            squared_error,
            squared_error_derivative,
            reduction="mean",
            for_regression=True,
            squash=clip,
            pytorch="((scores - targets) ** 2).mean()",
        ),
        Loss(
            "sse",
            squared_error,
            squared_error_derivative,
            reduction="sum",
            for_regression=True,
            squash=clip,
            pytorch="((scores - targets) ** 2).sum()",
        ),
        Loss(
            "hinge",
            hinge,
            hinge_derivative,
            reduction="mean",
            for_regression=False,
            squash=clip,
            pytorch="torch.relu(1 - targets * scores).mean()",
        ),
        Loss(
            "bce",
            binary_cross_entropy,
            binary_cross_entropy_derivative,
            reduction="mean",
            for_regression=False,
            squash=certainty,
            pytorch="-nn.functional.logsigmoid(targets * scores).mean()",
        ),
    )
}
