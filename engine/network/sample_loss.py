"""What one sample contributes to the loss: the end of the lecture's graph, behind its scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.formulas.losses import Loss
from engine.value import Value

SMALLEST_POWER = 1e-290
"""Below it, powers of e have fewer and fewer digits, and in the end none."""


def sample_loss(loss: Loss, scores: Any, targets: Any) -> Value:
    """`scores` and `targets` are one each, or lists of as many as there are outputs.

    Of several numbers it is the mean or the sum of what each is wrong by. The targets of classes
    are floats; others may be values.
    """
    if loss.is_over_classes:
        return cross_entropy(scores, targets)
    if not isinstance(scores, list):
        value: Value = loss.function(Value, scores, targets)
        return value
    parts = [loss.function(Value, *pair) for pair in zip(scores, targets, strict=True)]
    total: Value = sum(parts[1:], parts[0])
    return total * loss.scale(len(parts)) if loss.reduction == "mean" else total


def cross_entropy(scores: Sequence[Value], targets: Sequence[float]) -> Value:
    """-log p of the class whose target is 1, where p is its share of all e^score.

    Less the largest score, which changes no share, e is raised to nothing above 0.
    """
    right = targets.index(1.0)
    largest = Value(max(score.data for score in scores), label="largest")
    shifted = [score - largest for score in scores]
    powers = [each.exp() for each in shifted]
    total = sum(powers[1:], powers[0])
    total.label = "total"
    for number, power in enumerate(powers):
        power.label = f"e[{number}]"
    if powers[right].data < SMALLEST_POWER:
        # The quotient would be 0, or nearly, and its log infinite: so it is taken apart.
        return total.log() - shifted[right]
    p = powers[right] / total
    p.label = f"p[{right}]"
    return -p.log()
