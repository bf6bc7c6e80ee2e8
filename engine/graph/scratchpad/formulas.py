"""What the lines compute: a walk through Python's syntax tree, over a list of what is allowed."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field

from engine.graph.scratchpad.functions import FUNCTIONS
from engine.graph.scratchpad.reading.bounds import MOST_NAMES, MOST_NODES
from engine.graph.scratchpad.reading.refusals import ScratchpadError, refusal, shown
from engine.graph.scratchpad.reading.syntax import Places
from engine.graph.scratchpad.reading.words import for_unknown_name
from engine.value import Value

OPERATIONS: dict[type[ast.operator], Callable[[Value, Value], Value]] = {
    ast.Add: Value.__add__,
    ast.Sub: Value.__sub__,
    ast.Mult: Value.__mul__,
    ast.Div: Value.__truediv__,
}
EXACT = 2**53
"""Up to here each whole number is a float."""


@dataclass
class Formulas:
    """The values so far, by the names that they have now."""

    text: str
    places: Places
    values: dict[str, Value] = field(default_factory=dict)
    names: dict[Value, list[str]] = field(default_factory=dict)
    literals: list[tuple[Value, int, int]] = field(default_factory=list)
    """Each number typed, and from where to where it stands in the text."""
    nodes: int = 0

    def compute(self, statement: ast.stmt) -> Value:
        """The value of one line, which gets its names."""
        match statement:
            case ast.Expr(value=formula):
                return self.value_of(formula)
            case ast.Assign(targets=targets, value=formula):
                value = self.value_of(formula)
                for target in targets:
                    self.give_name(target, value)
                return value
            case ast.AugAssign(target=ast.Name() as target, op=operator, value=formula):
                value = self.operation(operator, target, formula, statement)
                self.give_name(target, value)
                return value
        raise self.not_allowed(statement)

    def give_name(self, target: ast.expr, value: Value) -> None:
        if not isinstance(target, ast.Name):
            raise self.not_allowed(target)
        self.values[target.id] = value
        names = self.names.setdefault(value, [])
        if target.id not in names:
            names.append(target.id)
        more = ["…"] if len(names) > MOST_NAMES else []
        value.label = " = ".join(names[:MOST_NAMES] + more)

    def named(self, name: ast.Name) -> Value:
        if name.id not in self.values:
            raise self.error(name, for_unknown_name(name.id, self.values))
        return self.values[name.id]

    def value_of(self, formula: ast.expr) -> Value:
        number = number_of(formula)
        if number is not None:
            return self.literal(formula, number)
        match formula:
            case ast.Name():
                return self.named(formula)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                value = -self.value_of(operand)
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.value_of(operand)
            case ast.BinOp(left=left, op=operator, right=right):
                return self.operation(operator, left, right, formula)
            case ast.Call(func=ast.Name(id=name), args=[x], keywords=[]) if name in FUNCTIONS:
                return self.function(name, x, formula)
            case ast.Call(func=ast.Attribute(value=x, attr=name), args=[], keywords=[]) if (
                name in FUNCTIONS
            ):
                return self.function(name, x, formula)
            case _:
                raise self.not_allowed(formula)
        return self.counted(value, formula)

    def literal(self, formula: ast.expr, number: float) -> Value:
        value = self.counted(Value(number), formula)
        self.literals.append((value, self.places.start(formula), self.places.end(formula)))
        return value

    def function(self, name: str, x: ast.expr, formula: ast.expr) -> Value:
        function = FUNCTIONS[name]
        return self.counted(function.of(self.value_of(x)), formula, function.nodes)

    def operation(
        self, operator: ast.operator, left: ast.expr, right: ast.expr, formula: ast.AST
    ) -> Value:
        a = self.value_of(left)
        if isinstance(operator, ast.Pow):
            return self.counted(a ** self.exponent(right, left), formula)
        operation = OPERATIONS.get(type(operator))
        if operation is None:
            raise self.not_allowed(formula)
        return self.counted(operation(a, self.value_of(right)), formula)

    def exponent(self, formula: ast.expr, base: ast.expr) -> float:
        number = number_of(formula)
        if number is None:
            typed = shown(self.typed(formula))
            x = shown(self.typed(base)) if isinstance(base, ast.Name | ast.Constant) else "x"
            n = typed if isinstance(formula, ast.Name) else "n"
            other = f"write ({n} * log({x})).exp()" + (f" with n = {typed}" if n != typed else "")
            what = f"an exponent is one number, as in {x}**2, and not {typed}"
            raise self.error(formula, f"{what}: {other}")
        is_exact = isinstance(number, int) and abs(number) <= EXACT
        return number if is_exact else float(number)

    def typed(self, formula: ast.expr) -> str:
        return self.text[self.places.start(formula) : self.places.end(formula)]

    def counted(self, value: Value, formula: ast.AST, nodes: int = 1) -> Value:
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            many = f"this is more than {MOST_NODES:,} numbers and operations: type less"
            raise self.error(formula, many)
        return value

    def error(self, node: ast.AST, sentence: str) -> ScratchpadError:
        return refusal(self.text, self.places.start(node), sentence)

    def not_allowed(self, node: ast.AST) -> ScratchpadError:
        return self.error(node, "this is no formula: write one such as e = a*b or L = tanh(e + 1)")


def number_of(formula: ast.expr) -> float | None:
    """A number typed, with all signs before it; None for any other formula."""
    sign = 1
    while isinstance(formula, ast.UnaryOp) and isinstance(formula.op, ast.USub | ast.UAdd):
        sign = -sign if isinstance(formula.op, ast.USub) else sign
        formula = formula.operand
    if not isinstance(formula, ast.Constant):
        return None
    number = formula.value
    return sign * number if type(number) is int or type(number) is float else None
