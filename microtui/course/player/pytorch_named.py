"""Whether a step has figures that PyTorch computes; importing it takes seconds, once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass

from engine.network.pytorch import presence
from microtui.course.expressions.expression import Expression
from microtui.course.lesson import Lesson, Step

FIGURES = {"torch_grad", "torch_result"}


def names_pytorch(part: Lesson | Step) -> bool:
    """Only a figure of it: that it is installed is known without importing it."""
    return any(
        isinstance(node, ast.Name) and node.id in FIGURES
        for expression in expressions_in(part)
        for node in ast.walk(expression.tree)
    )


def expressions_in(part: object) -> Iterator[Expression]:
    """All that stand anywhere in it."""
    if isinstance(part, Expression):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from expressions_in(each)
    elif is_dataclass(part):
        for field in fields(part):
            yield from expressions_in(getattr(part, field.name))


def is_to_be_imported(part: Lesson | Step) -> bool:
    return not presence.is_imported() and presence.is_installed() and names_pytorch(part)


def import_pytorch() -> None:
    """On whichever thread this is called. One that cannot be imported is as none: its figures say
    so."""
    with suppress(ImportError, OSError):
        import microtui.course.figures.pytorch_graph  # noqa: F401
