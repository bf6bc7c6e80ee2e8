"""What a neuron does with its weighted sum.

Each activation is a named function y = f(x) with its formula as its docstring, and below it an
entry with all that anybody needs to know of it: its derivative, written in terms of y, which both
forms of the network have at hand after the forward phase; its range; how it can stop learning; its
name in PyTorch. `f` provides exp, tanh and the like (see `engine.formulas.elementary`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from engine.errors import require_name
from engine.formulas.elementary import Elementary

Stuck = Literal["saturated", "dead"]
"""What a unit is called that lets next to no gradient through: at the flat ends of its activation,
or off for all samples, from where no gradient leads back."""

FLAT = 1.0 - 0.97 * 0.97
"""The share of the steepest slope below which next to no gradient gets through: 6 %, where a tanh
is beyond ±0.97."""


@dataclass(frozen=True)
class Activation:
    """A function of one variable and its derivative; elementwise, so any shape goes through."""

    name: str
    function: Callable[..., Any]
    """y = function(f, x), or function(f, x, x) where the array x is to be overwritten by y."""
    derivative: Callable[[Elementary, Any], Any]
    """dy/dx = derivative(f, y): of the *result*, not of x."""
    steepest: float
    """The largest derivative there is."""
    span: tuple[float, float] | None
    """Between what its results lie; None where they have no bound."""
    stuck: Stuck | None
    """How its units stop learning, where they can."""
    pytorch: str
    """The module that does the same in PyTorch, with `nn` for `torch.nn`."""

    def is_flat(self, f: Elementary, y: Any) -> Any:
        """Whether next to no gradient gets through where the result is y; of the shape of y."""
        return self.derivative(f, y) < FLAT * self.steepest


def tanh(f: Elementary, x: Any, *out: Any) -> Any:
    """y = tanh x, dy/dx = 1 - y²"""
    return f.tanh(x, *out)


TANH = Activation(
    "tanh",
    tanh,
    lambda f, y: 1.0 - y * y,
    steepest=1.0,
    span=(-1.0, 1.0),
    stuck="saturated",
    pytorch="nn.Tanh()",
)


def relu(f: Elementary, x: Any, *out: Any) -> Any:
    """y = max(x, 0), dy/dx = 1 for y > 0, else 0"""
    return f.relu(x, *out)


RELU = Activation(
    "relu",
    relu,
    lambda f, y: f.sign(y),
    steepest=1.0,
    span=None,
    stuck="dead",
    pytorch="nn.ReLU()",
)


def leaky_relu(f: Elementary, x: Any, *out: Any) -> Any:
    """y = max(x, x / 100), dy/dx = 1 for y > 0, else 0.01

    A. Maas, A. Hannun and A. Ng, "Rectifier nonlinearities improve neural network acoustic models",
    2013. Off, a unit still lets a hundredth of the gradient through, and so is never dead.
    """
    return f.maximum(x, 0.01 * x, *out)


LEAKY_RELU = Activation(
    "leaky-relu",
    leaky_relu,
    lambda f, y: f.maximum(f.sign(y), 0.01),
    steepest=1.0,
    span=None,
    stuck=None,
    pytorch="nn.LeakyReLU()",
)


def elu(f: Elementary, x: Any, *out: Any) -> Any:
    """y = x for x > 0, else eˣ - 1; dy/dx = 1 for y > 0, else y + 1

    D.-A. Clevert, T. Unterthiner and S. Hochreiter, "Fast and accurate deep network learning by
    exponential linear units (ELUs)", 2016, with α = 1.
    """
    return f.maximum(x, f.expm1(f.minimum(x, 0.0)), *out)


ELU = Activation(
    "elu",
    elu,
    lambda f, y: f.minimum(y, 0.0) + 1.0,
    steepest=1.0,
    span=None,
    stuck="saturated",
    pytorch="nn.ELU()",
)


def sigmoid(f: Elementary, x: Any, *out: Any) -> Any:
    """y = 1 / (1 + e⁻ˣ), dy/dx = y·(1 - y)

    Arranged so that e is never raised to a positive power.
    """
    return f.divide(f.exp(f.minimum(x, 0.0)), 1.0 + f.exp(-f.absolute(x)), *out)


SIGMOID = Activation(
    "sigmoid",
    sigmoid,
    lambda f, y: y * (1.0 - y),
    steepest=0.25,
    span=(0.0, 1.0),
    stuck="saturated",
    pytorch="nn.Sigmoid()",
)


def linear(f: Elementary, x: Any, *out: Any) -> Any:
    """y = x, dy/dx = 1"""
    return x


LINEAR = Activation(
    "linear",
    linear,
    lambda f, y: y * 0.0 + 1.0,
    steepest=1.0,
    span=None,
    stuck=None,
    pytorch="nn.Identity()",
)

ACTIVATIONS = {each.name: each for each in (TANH, RELU, LEAKY_RELU, ELU, SIGMOID, LINEAR)}


def activation_named(name: str) -> Activation:
    """Raises `ConfigurationError` for a name that is not there."""
    require_name("activation", name, ACTIVATIONS)
    return ACTIVATIONS[name]
