"""From the scores of one sample to its loss, in numbers that a reader can compute with."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np

from engine.arrays import Array, quiet
from engine.formulas.elementary import FLOATS
from engine.formulas.losses import LOSSES
from engine.formulas.softmax import cross_entropy_of, softmax
from engine.run.configuration import Configuration
from microtui.words.results import DIGITS, factor, read, result, shown, significant

Form = list[str]
"""Pieces of a line, which is broken between them."""

LARGEST_POWER = 700.0
"""Of e: one to a larger exponent is more than a float can count, to a smaller one nothing."""

SMALLEST_PROBABILITY = 1e-290
"""Smaller ones lose their digits, and in the end are 0, whose logarithm is infinite."""


def loss_formula(loss: str) -> str:
    """The loss of one sample by its score s and its target t: `(s - t)²`; of several classes, by
    the probability p of the right one."""
    return documented(loss)[0].split(", with ")[0]


def probability_formula() -> str:
    """`p = e^s / Σ e^s`"""
    return documented("cross-entropy")[0].split(", with ")[1]


def documented(loss: str) -> list[str]:
    """The formula of the loss, and that of its derivative."""
    documentation = LOSSES[loss].function.__doc__ or ""
    return re.split(r"[,;]  d/ds", documentation.split("\n")[0])


def sample_loss_formula(configuration: Configuration) -> str:
    """The same of all outputs together: `the mean of (s - t)²`."""
    loss = LOSSES[configuration.loss]
    formula = loss_formula(loss.name)
    if configuration.outputs == 1 or loss.is_over_classes:
        return formula
    return f"the {loss.reduction} of {formula}"


def as_typed(formula: str) -> str:
    """A formula as one types it, where there are only the characters that one types."""
    return formula.replace("·", "*").replace("²", "^2").replace("Σ ", "sum of ")


def loss_pieces(loss: str, score: float, target: float) -> list[str]:
    """`loss (s - t)² = (0.5055 - 1)² = 0.2446`"""
    numbers = {"s": factor(score), "t": factor(target)}
    formula = loss_formula(loss)
    with_numbers = re.sub(r"\b[st]\b", lambda letter: numbers[letter[0]], formula)
    true, of_shown = loss_of(loss, score, target), loss_of(loss, read(score), read(target))
    return [f"loss {formula}", f"= {with_numbers}", result(true, of_shown)]


def loss_of(loss: str, score: float, target: float) -> float:
    try:
        return float(LOSSES[loss].function(FLOATS, score, target))
    except OverflowError:
        return float("inf")


def column(scores: Sequence[float]) -> Array:
    """As the scores of one sample among others: shape (classes, 1)."""
    return np.array(scores)[:, np.newaxis]


def probability(scores: Sequence[float], output: int) -> float:
    return float(softmax(column(scores))[output, 0])


@quiet()
def probability_forms(scores: Sequence[float], output: int) -> list[Form]:
    """`p = e^s / Σ e^s = e^1.2 / (e^1.2 + e^(-0.5) + e^0.3) = 0.6221`, and the same in less room:
    with what the sum comes to, and with what p comes to alone."""
    true = probability(scores, output)
    of_all_shown = probability([read(score) for score in scores], output)
    powers = [f"e^{factor(score)}" for score in scores]
    first, *others = powers
    formula, own = probability_formula(), powers[output]
    whole = [formula, f"= {own} / ({first}", *(f"+ {other}" for other in others)]
    whole[-1] += ")"
    forms = [[*whole, result(true, of_all_shown)]]
    if abs(max(scores)) < LARGEST_POWER:
        total = float(np.exp(np.array(scores)).sum())
        of_shown = math.exp(read(scores[output])) / read(total)
        forms.append([formula, f"= {own} / {shown(total)}", result(true, of_shown)])
    return [*forms, [formula, f"= {significant(true, DIGITS[0])}"]]


@quiet()
def cross_entropy_pieces(scores: Sequence[float], right: int, name: str) -> list[str]:
    """`loss -log p of the right class, setosa = -log 0.6221 = 0.4747`"""
    p = probability(scores, right)
    loss = float(cross_entropy_of(column(scores), np.eye(len(scores))[:, [right]])[0])
    title = [f"loss {loss_formula('cross-entropy')},", name]
    if p < SMALLEST_PROBABILITY:
        # Then all of the sum that counts is its largest power.
        largest, own = max(scores), scores[right]
        difference = f"= {factor(largest)} - {factor(own)}"
        of_shown = read(largest) - read(own)
        return [*title, "≈ the largest s - its s", difference, result(loss, of_shown)]
    text = significant(p, DIGITS[0])
    of_shown = -math.log(float(text)) if p == p else math.nan
    return [*title, f"= -log {text}", result(loss, of_shown)]


def part_pieces(loss: str, score: float, target: float) -> list[str]:
    """`its part (s - t)² = (0.5055 - 1)² = 0.2446`"""
    formula, *rest = loss_pieces(loss, score, target)
    return [formula.replace("loss", "its part", 1), *rest]


@quiet()
def total_forms(loss: str, scores: Sequence[float], targets: Sequence[float]) -> list[Form]:
    """`loss, the mean of 3 parts = (0.2446 + 0.1 + 0.02) / 3 = 0.1215`; and without the parts."""
    how = LOSSES[loss]
    parts = [loss_of(loss, score, target) for score, target in zip(scores, targets, strict=True)]
    share = how.scale(len(parts))
    title = f"loss, the {how.reduction} of {len(parts)} parts"
    true = sum(parts, 0.0) * share
    of_shown = sum(map(read, parts), 0.0) * share
    first, *others = map(factor, parts)
    opening, closing = ("(", f") / {len(parts)}") if how.reduction == "mean" else ("", "")
    whole = [title, f"= {opening}{first}", *(f"+ {other}" for other in others)]
    whole[-1] += closing
    return [[*whole, result(true, of_shown)], [title, f"= {significant(true, DIGITS[0])}"]]
