"""What an expression comes to, found before anything is computed: number, condition or text."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from microtui.course.expressions.refusal import Written
from microtui.course.expressions.tokens import AT_START, BEFORE
from microtui.course.figures.figure import Argument, Figure, Kind
from microtui.course.figures.table import ATTRIBUTES, FIGURES
from microtui.course.lesson_error import LessonError
from microtui.settings.near_name import nearest

ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
FUNCTIONS = {"abs": 1, "min": 2, "max": 2}
"""How many numbers each takes; of the last two at least so many."""
MOMENTS = (AT_START.removeprefix("."), BEFORE.removeprefix("."))


def figure_of(node: ast.expr) -> tuple[str, list[ast.expr] | None]:
    """The name of what may be a figure, `node.grad`, and what stands in its brackets, if it has
    any; no name where it can be none."""
    match node:
        case ast.Name(id=name):
            return name, None
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return name, arguments
        case ast.Attribute(value=inner, attr=attribute) if attribute not in MOMENTS:
            of, given = figure_of(inner)
            return (f"{of}.{attribute}" if of else ""), given
    return "", None


def now(node: ast.expr) -> ast.expr:
    """The same without `at start` or `before`."""
    if isinstance(node, ast.Attribute) and node.attr in MOMENTS:
        return node.value
    return node


@dataclass(frozen=True)
class Kinds:
    """Finds the kind of each part of what was written, and refuses what does not go together."""

    written: Written
    python: str
    """The same in Python's own syntax."""

    def of(self, node: ast.expr) -> Kind:
        match node:
            case ast.Constant(value=str()):
                return "text"
            case ast.Constant(value=int() | float()):
                return "number"
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self._needs(operand, "condition", "behind not")
            case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
                return self._needs(operand, "number", "behind a sign")
            case ast.BinOp(left=left, op=op, right=right) if isinstance(op, ARITHMETIC):
                self._needs(left, "number", "beside + - * / and **")
                return self._needs(right, "number", "beside + - * / and **")
            case ast.BoolOp(values=values):
                for value in values:
                    self._needs(value, "condition", "beside and and or")
                return "condition"
            case ast.Compare():
                return self._comparison(node)
            case ast.Attribute(value=inner, attr=attribute) if attribute in MOMENTS:
                return self._at_moment(inner)
            case ast.Call(func=ast.Name(id=name), args=numbers) if name in FUNCTIONS:
                return self._function(name, numbers)
        name, arguments = figure_of(node)
        if not name:
            raise self._refused(
                node, "is not understood: write one such as loss > 2 * loss at start"
            )
        return self._figure(name, arguments)

    def _needs(self, node: ast.expr, kind: Kind, where: str) -> Kind:
        found = self.of(node)
        if found != kind:
            raise self._refused(node, f"is a {found}, but a {kind} is due {where}")
        return found

    def _comparison(self, node: ast.Compare) -> Kind:
        parts = [node.left, *node.comparators]
        kinds = [self.of(part) for part in parts]
        for part, kind in zip(parts, kinds, strict=True):
            if kind == "condition":
                raise self._refused(
                    part, "is a condition by itself: write it alone, or with not before it"
                )
            if kind != kinds[0]:
                first = self._shown(parts[0])
                raise self._refused(
                    part, f"is a {kind}, but {first} is a {kinds[0]}: compare what is alike"
                )
            if kind == "text" and any(isinstance(op, ORDER) for op in node.ops):
                raise self._refused(part, "is a text: compare it with == or !=")
        for figure in filter(None, (FIGURES.get(figure_of(now(part))[0]) for part in parts)):
            for part in parts:
                self._check_choice(part, figure.name, figure.choices)
        return "condition"

    def _at_moment(self, inner: ast.expr) -> Kind:
        if figure_of(inner)[0] == "answer":
            raise self.written.refused("'answer' is of no moment: write it alone")
        return self.of(inner)

    def _function(self, name: str, numbers: list[ast.expr]) -> Kind:
        count = FUNCTIONS[name]
        if len(numbers) < count or (name == "abs" and len(numbers) > count):
            raise self.written.refused(f"'{name}' takes other numbers: write {example_of(name)}")
        for each in numbers:
            self._needs(each, "number", f"within {name}")
        return "number"

    def _figure(self, name: str, arguments: list[ast.expr] | None) -> Kind:
        figure = FIGURES.get(name)
        if figure is None:
            raise self.written.refused(for_unknown(name))
        given = arguments or []
        if len(given) != len(figure.arguments) or (arguments is not None and not given):
            raise self.written.refused(f"'{name}' is written as {figure.example}")
        for node, argument in zip(given, figure.arguments, strict=True):
            self._check_argument(figure, node, argument)
        return figure.kind

    def _check_argument(self, figure: Figure, node: ast.expr, argument: Argument) -> None:
        if isinstance(node, ast.Name) and argument.kind == "text" and node.id not in FIGURES:
            raise self.written.refused(f"'{node.id}' is meant as a text: write \"{node.id}\"")
        if self.of(node) != argument.kind:
            raise self._refused(
                node, f"stands where a {argument.kind} is due, as in {figure.example}"
            )
        self._check_choice(node, argument.name, argument.choices)

    def _check_choice(self, node: ast.expr, what: str, choices: Sequence[str]) -> None:
        """A text that it can never be is a mistake."""
        if not (isinstance(node, ast.Constant) and choices) or node.value in choices:
            return
        given = str(node.value)
        near = nearest(given, choices)
        meant = f"did you mean {near}?" if near else f"there are {', '.join(choices)}"
        raise self.written.refused(f"there is no {what} '{given}': {meant}")

    def _shown(self, node: ast.expr) -> str:
        part = ast.get_source_segment(self.python, node) or self.python
        return f"'{part.replace(AT_START, ' at start').replace(BEFORE, ' before')}'"

    def _refused(self, node: ast.expr, why: str) -> LessonError:
        return self.written.refused(f"{self._shown(node)} {why}")


def for_unknown(name: str) -> str:
    """What is wrong with the name of a figure that there is not."""
    base, _, attribute = name.partition(".")
    if base in ATTRIBUTES:
        ways = ATTRIBUTES[base]
        example = FIGURES[f"{base}.{ways[0]}"].arguments[0].example
        if not attribute:
            return f"'{base}' is more than one figure: write such as {base}({example}).{ways[0]}"
        near = nearest(attribute, ways)
        meant = f"did you mean .{near}?" if near else f"it has {', '.join(ways)}"
        return f"there is no .{attribute} of '{base}': {meant}"
    if attribute and base in FIGURES:
        return f"'{base}' has no .{attribute}: write {FIGURES[base].example}"
    if base in FUNCTIONS:
        return f"'{base}' takes numbers: write {example_of(base)}"
    near = nearest(base, {each.replace("_", "-"): each for each in KNOWN})
    meant = f"did you mean {near}?" if near else "README.md lists all that there are"
    return f"there is no figure '{base}': {meant}"


def example_of(function: str) -> str:
    return "abs(a)" if function == "abs" else f"{function}(a, b)"


KNOWN = tuple(dict.fromkeys([*(name.partition(".")[0] for name in FIGURES), *FUNCTIONS]))
