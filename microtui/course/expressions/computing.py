"""What an expression comes to at some moments: a walk through its tree, and nothing else."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.arrays import quiet
from microtui.course.expressions.expression import Expression
from microtui.course.expressions.kinds import MOMENTS, figure_of
from microtui.course.figures.figure import Worth
from microtui.course.figures.screen import ANSWER
from microtui.course.figures.table import FIGURES
from microtui.course.moment import Moment, Moments

ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
FUNCTIONS: dict[str, Callable[..., Any]] = {"abs": np.abs, "min": np.min, "max": np.max}
EXACT = 2**53
"""Up to here each whole number is a float."""


@quiet()
def value_of(expression: Expression, moments: Moments) -> Worth:
    """A number, a text or a condition; None where there is no such number or text now.

    Division by zero and the like give infinity or NaN. What there is not makes every comparison
    false, and a condition that there is not is false itself.
    """
    return Computing(moments, moments.now).of(expression.tree)


@dataclass(frozen=True)
class Computing:
    """All figures are read at this moment but those that say otherwise."""

    moments: Moments
    moment: Moment

    def of(self, node: ast.expr) -> Worth:
        match node:
            case ast.Constant(value=value):
                assert isinstance(value, str | int | float)
                return value
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return not self.of(operand)
            case ast.UnaryOp(op=op, operand=operand):
                number = self.of(operand)
                return called(np.negative, [number]) if isinstance(op, ast.USub) else number
            case ast.BinOp(left=left, op=op, right=right):
                return computed(ARITHMETIC[type(op)], self.of(left), self.of(right))
            case ast.BoolOp(op=ast.And(), values=values):
                return all(self.of(value) for value in values)
            case ast.BoolOp(values=values):
                return any(self.of(value) for value in values)
            case ast.Compare(left=left, ops=ops, comparators=others):
                return self._holds(left, ops, others)
            case ast.Attribute(value=inner, attr=attribute) if attribute in MOMENTS:
                return Computing(self.moments, self._moment_called(attribute)).of(inner)
            case ast.Call(func=ast.Name(id=name), args=numbers) if name in FUNCTIONS:
                return called(FUNCTIONS[name], [self.of(number) for number in numbers])
        return self._figure(node)

    def _holds(self, left: ast.expr, ops: list[ast.cmpop], others: list[ast.expr]) -> bool:
        before = self.of(left)
        for op, other in zip(ops, others, strict=True):
            after = self.of(other)
            if before is None or after is None or not COMPARISONS[type(op)](before, after):
                return False
            before = after
        return True

    def _moment_called(self, attribute: str) -> Moment:
        return self.moments.start if attribute == MOMENTS[0] else self.moments.before

    def _figure(self, node: ast.expr) -> Worth:
        name, given = figure_of(node)
        figure = FIGURES[name]
        if name == ANSWER:
            return self.moments.answer
        arguments = [self.of(argument) for argument in given or []]
        worth = None if None in arguments else figure.of(self.moment, *arguments)
        return bool(worth) if figure.kind == "condition" else worth


def computed(operation: Callable[[Any, Any], Any], left: Worth, right: Worth) -> Worth:
    """With NumPy's doubles, for which nothing is an error."""
    return called(lambda numbers: operation(*numbers), [left, right])


def called(function: Callable[..., Any], numbers: list[Worth]) -> Worth:
    if any(number is None for number in numbers):
        return None
    doubles = [doubled(number) for number in numbers]
    result = plain(function(doubles if len(doubles) > 1 else doubles[0]))
    is_counted = all(type(number) is int for number in numbers) and result == result // 1
    return int(result) if is_counted and abs(result) < EXACT else result


def doubled(number: Worth) -> Any:
    return np.float64(number)


def plain(number: Any) -> float:
    return float(number)
