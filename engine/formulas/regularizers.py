"""Penalties on large parameters, added to the loss: l1·Σ|p| + l2·Σp².

Over all parameters, biases included, and without a factor of one half, as in micrograd's demo
(https://github.com/karpathy/micrograd/blob/master/demo.ipynb). PyTorch's `weight_decay` is twice
this l2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.arrays import Array


def penalty(parameters: Array, l1: float, l2: float) -> float:
    """l1·Σ|p| + l2·Σp²"""
    of_squares = l2 * float(parameters.dot(parameters))
    return of_squares + l1 * float(np.abs(parameters).sum()) if l1 else of_squares


def penalty_one_by_one(parameters: Sequence[Any], l1: float, l2: float) -> Any:
    """The same of single numbers, such as Values: then their graph shows where it comes from."""
    of_squares = l2 * sum(p * p for p in parameters)
    return of_squares + l1 * sum(abs(p) for p in parameters) if l1 else of_squares


def penalty_gradient(parameters: Array, l1: float, l2: float) -> Array:
    """d penalty/dp = l1·sign(p) + 2·l2·p, one number a parameter."""
    of_squares = (2.0 * l2) * parameters
    return of_squares + l1 * np.sign(parameters) if l1 else of_squares
