"""The figures of an expression with what they come to, so that one sees why it does not hold."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from microtui.course.expressions.computing import Computing
from microtui.course.expressions.expression import Expression
from microtui.course.expressions.kinds import MOMENTS, figure_of
from microtui.course.figures.figure import Worth
from microtui.course.figures.table import FIGURES
from microtui.course.moment import Moments
from microtui.words.course.figure_text import figure_text


class FigureRead(NamedTuple):
    """`loss at start`, and what it was."""

    text: str
    worth: Worth


def figures_read(expression: Expression, moments: Moments) -> list[FigureRead]:
    """Each once, in the order in which they are written."""
    computing = Computing(moments, moments.now)
    nodes = figures_in(expression.tree)
    return list(dict.fromkeys(FigureRead(text_of(node), computing.of(node)) for node in nodes))


def numbers_text(expression: Expression, moments: Moments) -> str:
    """`loss is 0.31, loss at start is 0.62`; empty where it is a figure and nothing else."""
    read = figures_read(expression, moments)
    return ", ".join(f"{text} is {worth_text(worth)}" for text, worth in read)


def worth_text(worth: Worth) -> str:
    return "not there" if worth is None else figure_text(worth)


def figures_in(node: ast.expr) -> Iterator[ast.expr]:
    is_at_moment = isinstance(node, ast.Attribute) and node.attr in MOMENTS
    if is_at_moment or figure_of(node)[0] in FIGURES:
        yield node
        return
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.expr):
            yield from figures_in(inner)


def text_of(node: ast.expr) -> str:
    """As it may be written in a lesson."""
    text = ast.unparse(node).replace("'", '"')
    return text.replace(f".{MOMENTS[0]}", " at start").replace(f".{MOMENTS[1]}", " before")
