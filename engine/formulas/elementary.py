"""The elementary functions, for floats and for NumPy arrays, with one behaviour.

Activations and losses are written once, as `formula(f, x)` with f a family of functions: `FLOATS`,
`ARRAYS`, or the class `engine.value.Value` itself, whose methods have the same names. All follow
IEEE 754 and never raise: overflow is inf, what is undefined is NaN.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Elementary:
    """A family of functions over one kind of number; each takes and returns that kind.

    Those over arrays take, as a last argument, an array for the result.
    """

    exp: Callable[..., Any]
    expm1: Callable[..., Any]
    """e**x - 1, exact for small x, too."""
    tanh: Callable[..., Any]
    relu: Callable[..., Any]
    """The larger of x and 0; NaN for NaN."""
    softplus: Callable[..., Any]
    """log(1 + e**x), arranged so that e is never raised to a positive power."""
    absolute: Callable[..., Any]
    divide: Callable[..., Any]
    maximum: Callable[..., Any]
    """The larger of two; NaN when the first is NaN."""
    minimum: Callable[..., Any]
    """The smaller of two; NaN when the first is NaN."""
    sign: Callable[..., Any]


def exponential(x: float) -> float:
    """e**x, or inf where Python's own would raise OverflowError."""
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def logarithm(x: float) -> float:
    """The natural logarithm: -inf at 0 and NaN below, where Python's own would raise ValueError."""
    if x > 0.0:
        return math.log(x)
    return -math.inf if x == 0.0 else math.nan


def power(x: float, n: float) -> float:
    """x**n as C's pow has it: no exception, no complex number."""
    try:
        return math.pow(x, n)
    except OverflowError:
        return -math.inf if x < 0.0 and n % 2.0 == 1.0 else math.inf
    except ValueError:
        if x != 0.0:
            return math.nan
        return math.copysign(math.inf, x) if n % 2.0 == 1.0 else math.inf


def quotient(x: float, y: float) -> float:
    """x / y, correctly rounded; infinite, or NaN for 0 / 0, where Python's own would raise."""
    try:
        return x / y
    except ZeroDivisionError:
        if x == 0.0 or x != x:
            return math.nan
        return math.copysign(math.inf, x) * math.copysign(1.0, y)


def sine(x: float) -> float:
    """sin x; NaN for an infinite x, where Python's own would raise ValueError."""
    return math.sin(x) if math.isfinite(x) else math.nan


def cosine(x: float) -> float:
    """cos x; NaN for an infinite x."""
    return math.cos(x) if math.isfinite(x) else math.nan


def square_root(x: float) -> float:
    """√x; NaN below zero."""
    return math.nan if x < 0.0 else math.sqrt(x)


def sign(x: float) -> float:
    """-1.0, 0.0 or 1.0; NaN for NaN."""
    return x if x == 0.0 or x != x else math.copysign(1.0, x)


FLOATS = Elementary(
    exp=exponential,
    expm1=math.expm1,
    tanh=math.tanh,
    relu=lambda x: max(x, 0.0),
    softplus=lambda x: max(x, 0.0) + math.log1p(math.exp(-abs(x))),
    absolute=abs,
    divide=quotient,
    maximum=max,
    minimum=min,
    sign=sign,
)

ARRAYS = Elementary(
    exp=np.exp,
    expm1=np.expm1,
    tanh=np.tanh,
    relu=lambda x, out=None: np.maximum(x, 0.0, out=out),
    softplus=lambda x: np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x))),
    absolute=np.abs,
    divide=np.divide,
    maximum=lambda x, y, out=None: np.maximum(x, y, out=out),
    minimum=lambda x, y, out=None: np.minimum(x, y, out=out),
    sign=np.sign,
)
