"""What can be called, as `tanh(x)` or `x.tanh()`: every function that a Value has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.value import Value


@dataclass(frozen=True)
class Function:
    of: Callable[[Value], Value]
    nodes: int = 1
    """How many it adds to the graph at most."""


FUNCTIONS = {
    "exp": Function(Value.exp),
    "log": Function(Value.log),
    "sqrt": Function(Value.sqrt),
    "sin": Function(Value.sin),
    "cos": Function(Value.cos),
    "tanh": Function(Value.tanh),
    "relu": Function(Value.relu),
    "sigmoid": Function(Value.sigmoid),
    "softplus": Function(Value.softplus, 6),
    "abs": Function(abs),
}
