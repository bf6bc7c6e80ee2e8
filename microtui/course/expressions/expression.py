"""An expression of a lesson, read but not computed yet."""

from __future__ import annotations

import ast
from dataclasses import dataclass


@dataclass(frozen=True)
class Expression:
    """What stands in a condition, a question or between `[[` and `]]`."""

    text: str
    """As it was written."""
    tree: ast.expr
    """Of nodes that are allowed, and of figures that there are."""
    line: int
    """In the file of the lesson, from 1."""
