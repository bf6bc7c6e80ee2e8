"""From what was written to an expression whose every name is known, and whose parts go together."""

from __future__ import annotations

import ast
import re

from microtui.course.expressions.expression import Expression
from microtui.course.expressions.kinds import Kinds
from microtui.course.expressions.order import check_order
from microtui.course.expressions.refusal import Written
from microtui.course.expressions.tokens import tokens_of
from microtui.course.figures.figure import Kind

BLANKS = re.compile(r"[ \t\r\n]+")
"""Those that are typed; any other is refused."""


def read_expression(text: str, *, file: str, line: int) -> Expression:
    """Raises `LessonError` for anything that is no expression; nothing is ever executed."""
    text = BLANKS.sub(" ", text).strip(" ")
    written = Written(text, file, line)
    tokens = tokens_of(written)
    check_order(written, tokens)
    python = ""
    for token in tokens:
        is_close = token.kind == "moment" or token.written in "(.)," or python.endswith((".", "("))
        python += token.written if is_close and python else f" {token.written}"
    python = python.strip()
    try:
        tree = ast.parse(python, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        # What gets here is rare, such as `a == not b`: the rest is refused before.
        raise written.refused("the order of the words is not understood: use brackets") from None
    Kinds(written, python).of(tree)
    return Expression(text, tree, line)


def kind_of(expression: Expression) -> Kind:
    """What it comes to."""
    return Kinds(Written(expression.text, "", expression.line), "").of(expression.tree)
