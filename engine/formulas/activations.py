"""What a neuron does with its weighted sum.

Each activation is one entry: y = f(x), and its derivative written in terms of y, which both forms
of the network have at hand after the forward phase. `f` provides exp, tanh and the like, for floats
or for arrays (see `engine.formulas.elementary`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engine.errors import require_name
from engine.formulas.elementary import Elementary


@dataclass(frozen=True)
class Activation:
    """A function of one variable and its derivative; elementwise, so any shape goes through."""

    name: str
    function: Callable[..., Any]
    """y = function(f, x), or function(f, x, x) where the array x is to be overwritten by y."""
    derivative: Callable[[Elementary, Any], Any]
    """dy/dx = derivative(f, y): of the *result*, not of x."""


TANH = Activation(
    "tanh",
    lambda f, x, *out: f.tanh(x, *out),
    lambda f, y: 1.0 - y * y,
)
RELU = Activation(
    "relu",
    lambda f, x, *out: f.maximum(x, 0.0, *out),
    lambda f, y: f.sign(y),
)
SIGMOID = Activation(
    "sigmoid",
    # 1 / (1 + e^-x), arranged so that e is never raised to a positive power.
    lambda f, x, *out: f.divide(f.exp(f.minimum(x, 0.0)), 1.0 + f.exp(-f.absolute(x)), *out),
    lambda f, y: y * (1.0 - y),
)
LINEAR = Activation(
    "linear",
    lambda f, x, *out: x,
    lambda f, y: y * 0.0 + 1.0,
)

ACTIVATIONS = {each.name: each for each in (TANH, RELU, SIGMOID, LINEAR)}


def activation_named(name: str) -> Activation:
    """Raises `ConfigurationError` for a name that is not there."""
    require_name("activation", name, ACTIVATIONS)
    return ACTIVATIONS[name]
