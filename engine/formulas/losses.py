"""How wrong the scores are: one number to make smaller, and its derivative.

Each loss is one entry: a function of one score and its target that gives the loss and its
derivative by the score. It is written once and serves single floats and whole arrays. For two
classes the target is -1 or 1; for regression it is a number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from engine.formulas.elementary import Elementary


@dataclass(frozen=True)
class Loss:
    """A loss over a batch: the sum or the mean of what each sample contributes."""

    name: str
    description: str
    function: Callable[[Elementary, Any, Any], tuple[Any, Any]]
    """(loss, d loss/d score) = function(f, score, target), per sample."""
    reduction: Literal["sum", "mean"]
    for_regression: bool
    """Whether the targets may be any numbers, not just -1 and 1."""
    squash: Callable[[Elementary, Any], Any]
    """Maps a score to -1 .. 1 for display: from surely one class to surely the other."""

    def scale(self, batch_size: int) -> float:
        """What one sample's contribution is multiplied by."""
        return 1.0 if self.reduction == "sum" else 1.0 / batch_size


def squared_error(f: Elementary, score: Any, target: Any) -> tuple[Any, Any]:
    """(s - t)²"""
    error = score - target
    return error * error, error + error


def hinge(f: Elementary, score: Any, target: Any) -> tuple[Any, Any]:
    """max(0, 1 - t·s): zero once the score is on the right side by a margin of one."""
    margin = f.maximum(1.0 - target * score, 0.0)
    return margin, -target * f.sign(margin)


def binary_cross_entropy(f: Elementary, score: Any, target: Any) -> tuple[Any, Any]:
    """log(1 + e^(-t·s)): minus the log of the probability given to the right class.

    The score is a logit: the network says class 1 with probability 1 / (1 + e^-s). Arranged so
    that e is never raised to a positive power.
    """
    agreement = target * score
    e = f.exp(-f.absolute(agreement))
    loss = f.log1p(e) + f.maximum(-agreement, 0.0)
    wrong = f.exp(f.minimum(-agreement, 0.0)) / (1.0 + e)
    return loss, -target * wrong


def clip(f: Elementary, score: Any) -> Any:
    return f.minimum(f.maximum(score, -1.0), 1.0)


LOSSES = {
    each.name: each
    for each in (
        Loss("mse", "mean squared error", squared_error, "mean", True, clip),
        Loss("sse", "sum of squared errors, as in the lecture", squared_error, "sum", True, clip),
        Loss("hinge", "max-margin, as in micrograd's demo", hinge, "mean", False, clip),
        Loss(
            "bce",
            "binary cross-entropy on logits",
            binary_cross_entropy,
            "mean",
            False,
            lambda f, score: f.tanh(0.5 * score),
        ),
    )
}
