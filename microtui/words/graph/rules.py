"""The rule of an operation: the line of the engine's own source that has its derivative."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from engine.formulas.activations import ACTIVATIONS
from engine.formulas.regularizers import penalty_gradient
from engine.mistakes import backward_overwriting
from engine.value import Value, topological_order
from microtui.words.update.listing import listing

RULES: dict[str, Callable[..., Any]] = {
    "+": Value.__add__,
    "-": Value.__sub__,
    "*": Value.__mul__,
    "/": Value.__truediv__,
    "**": Value.__pow__,
    "neg": Value.__neg__,
    "abs": Value.__abs__,
    "exp": Value.exp,
    "log": Value.log,
    "sqrt": Value.sqrt,
    "sin": Value.sin,
    "cos": Value.cos,
    "penalty": penalty_gradient,
    **{name: activation.function for name, activation in ACTIVATIONS.items()},
}
"""By operation, the function in the source that says what is computed, and its derivative."""


def rule_of(operation: str) -> Callable[..., Any] | None:
    """None for a leaf, which nothing was computed for."""
    return RULES["**"] if operation.startswith("**") else RULES.get(operation)


@lru_cache(maxsize=64)
def rule_line(operation: str) -> str:
    """The line that matters of it: `return Value(self.data * b.data, …)`, or its formula."""
    function = rule_of(operation)
    if function is None:
        return ""
    where = function.__qualname__
    returned = [
        line.strip().removeprefix("return ")
        for line in listing(function).text.split("\n")
        if line.strip().startswith("return Value(")
    ]
    if returned:
        return f"{where}: {returned[-1]}"
    formula = (inspect.getdoc(function) or "").split("\n")[0]
    return f"{where}: {formula}"


def functions_of_walk(operation: str, *, overwrites: bool) -> list[Callable[..., Any]]:
    """What computes a node and its derivatives, and what goes through the graph with them."""
    function = rule_of(operation)
    activation = [Value.activate] if operation in ACTIVATIONS else []
    walk = backward_overwriting if overwrites else Value.backward
    return [*activation, *([function] if function else []), walk, topological_order]
