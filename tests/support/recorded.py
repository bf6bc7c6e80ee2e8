"""Expressions and runs of which PyTorch's figures are on record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from several_outputs import of_classes, of_targets

from engine.run.configuration import Configuration

FIGURES = Path(__file__).parents[1] / "engine" / "pytorch_figures.json"

OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "a + b": lambda a, b: a + b,
    "a - b": lambda a, b: a - b,
    "a * b": lambda a, b: a * b,
    "a / b": lambda a, b: a / b,
    "a ** 3": lambda a, b: a**3,
    "b ** -0.5": lambda a, b: b**-0.5,
    "-a": lambda a, b: -a,
    "2 - a": lambda a, b: 2 - a,
    "2 / b": lambda a, b: 2 / b,
    "a.exp()": lambda a, b: a.exp(),
    "b.log()": lambda a, b: b.log(),
    "a.tanh()": lambda a, b: a.tanh(),
    "a.relu()": lambda a, b: a.relu(),
    "a.sigmoid()": lambda a, b: a.sigmoid(),
    "a.sin()": lambda a, b: a.sin(),
    "a.cos()": lambda a, b: a.cos(),
    "b.sqrt()": lambda a, b: b.sqrt(),
    "abs(a)": lambda a, b: abs(a),
    "max(a, b)": lambda a, b: max(a, b),
    "a ** 0": lambda a, b: a**0,
    "a used four times": lambda a, b: a * a * b + a / b + (a * b).tanh(),
    "a value used twice": lambda a, b: (a + b) * (a + b) - (a + b).tanh() / b,
}
"""Functions of two numbers, of which the second is positive."""

POINTS = [(-4.0, 2.0), (0.0, 1.0), (0.3, 0.7), (2.5, 3.0), (-0.001, 12.0), (30.0, 0.01)]

BASE = Configuration(
    samples=40, hidden=(5, 4), loss="hinge", batch_size=8, learning_rate=0.05, l2=0.0
)
RUNS = {
    "defaults": BASE,
    "without zero_grad": replace(BASE, zero_grad=False),
    "momentum, mse, relu": replace(BASE, optimizer="momentum", loss="mse", activation="relu"),
    "adam, bce, sigmoid": replace(BASE, optimizer="adam", loss="bce", activation="sigmoid"),
    "leaky relu": replace(BASE, activation="leaky-relu", loss="mse"),
    "elu, bce": replace(BASE, activation="elu", loss="bce"),
    "adam without zero_grad": replace(BASE, optimizer="adam", zero_grad=False),
    "sse with L1 and L2": replace(BASE, loss="sse", l1=0.001, l2=0.002, learning_rate=0.01),
    "the lecture": replace(
        BASE, dataset="lecture", hidden=(4, 4), loss="sse", batch_size=None, learning_rate=0.2
    ),
    "regression": replace(BASE, dataset="multi-gauss", loss="mse", features=("x", "y", "sinx")),
    "three classes": replace(BASE, loss="cross-entropy", table=of_classes(3, 40)),
    "ten classes, adam, relu": replace(
        BASE,
        loss="cross-entropy",
        table=of_classes(10, 60),
        optimizer="adam",
        activation="relu",
        l2=0.002,
    ),
    "three classes without zero_grad": replace(
        BASE, loss="cross-entropy", table=of_classes(3, 40), zero_grad=False, learning_rate=0.01
    ),
    "two targets": replace(BASE, loss="mse", table=of_targets(2, 40), optimizer="momentum"),
    "five targets, sse": replace(BASE, loss="sse", table=of_targets(5, 40), learning_rate=0.005),
}
UPDATES = 50
