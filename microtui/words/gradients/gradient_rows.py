"""A check of gradients as lines of a table: one for each parameter that was checked."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.check.gradient_comparison import GradientCheck
from engine.network.flat import parameter_names

HEADINGS = (".grad", "backward", "difference")

OTHER = "other form"
"""Heads the one other form of the network; where there are more, they have their names."""


@dataclass(frozen=True)
class GradientRow:
    """The numbers of one parameter."""

    name: str
    grad: float
    """What `.grad` holds."""
    backward: float
    """The gradient of this batch alone, by backward."""
    difference: float
    """The same by a central difference of the loss."""
    left: float
    right: float
    """The one-sided differences that it is the mean of."""
    others: tuple[float | None, ...]
    """What backward gives in the other forms of the network."""
    error: float | None
    """Of backward against the difference, relative; at a kink, against that of its own side of it.

    None where that cannot be said.
    """
    remark: str
    """Why not, in a word; or that there is a kink."""


def other_headings(check: GradientCheck) -> tuple[str, ...]:
    """What stands above the numbers of the other forms."""
    return (OTHER,) if len(check.others) == 1 else tuple(check.others)


def rows_of(check: GradientCheck) -> list[GradientRow]:
    """In the flat order of all parameters."""
    names = parameter_names(check.configuration.sizes)
    others = check.others.values()
    columns = zip(
        check.indices.tolist(),
        check.differences.tolist(),
        check.left.tolist(),
        check.right.tolist(),
        check.errors.tolist(),
        (check.is_kink & ~check.is_wrong).tolist(),
        strict=True,
    )
    return [
        GradientRow(
            name=names[index],
            grad=float(check.held[index]),
            backward=float(check.backward[index]),
            difference=difference,
            left=left,
            right=right,
            others=tuple(None if each is None else float(each[index]) for each in others),
            error=None if math.isnan(error) else error,
            remark=remark_on(difference, error, is_kink),
        )
        for index, difference, left, right, error, is_kink in columns
    ]


def remark_on(difference: float, error: float, is_kink: bool) -> str:
    """What keeps a difference from judging backward; empty where nothing does."""
    if not math.isfinite(difference):
        return "not finite"
    if is_kink:
        return "kink"
    return "too small" if math.isnan(error) else ""
