"""The elementary functions twice: for floats and for NumPy arrays, with one behaviour.

Activations, losses and penalties are written once, against `Elementary`, and so serve the scalar
and the matrix form alike. Both follow IEEE 754 and never raise: overflow is inf, what is
undefined is NaN.
"""

from __future__ import annotations

import math
import operator
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
    log1p: Callable[..., Any]
    tanh: Callable[..., Any]
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


def sign(x: float) -> float:
    """-1.0, 0.0 or 1.0; NaN for NaN."""
    return x if x == 0.0 or x != x else math.copysign(1.0, x)


FLOATS = Elementary(
    exp=exponential,
    log1p=math.log1p,
    tanh=math.tanh,
    absolute=abs,
    divide=operator.truediv,
    maximum=max,
    minimum=min,
    sign=sign,
)

ARRAYS = Elementary(
    exp=np.exp,
    log1p=np.log1p,
    tanh=np.tanh,
    absolute=np.abs,
    divide=np.divide,
    maximum=lambda x, y, out=None: np.maximum(x, y, out=out),
    minimum=lambda x, y, out=None: np.minimum(x, y, out=out),
    sign=np.sign,
)
