"""Whether names, numbers and signs follow one another as they must."""

from __future__ import annotations

from collections.abc import Sequence

from microtui.course.expressions.refusal import Written, shown
from microtui.course.expressions.tokens import AT_START, BEFORE, Token

AS_WRITTEN = {AT_START: "at start", BEFORE: "before"}
WORDS = frozenset({"and", "or", "not"})
BETWEEN = frozenset({"+", "-", "*", "/", "**", "<", "<=", ">", ">=", "==", "!=", "and", "or", ","})
LAST = Token("sign", "")


def check_order(written: Written, tokens: Sequence[Token]) -> None:
    """Raises `LessonError` at the first that is missing, or one too many."""
    if not tokens:
        raise written.refused("there is nothing: write one such as loss > 2 * loss at start")
    depth = 0
    before = LAST
    is_value_due = True
    for place, token in enumerate([*tokens, LAST]):
        after = tokens[place + 1] if place + 1 < len(tokens) else LAST
        if is_value_due:
            is_value_due = due(written, before, token)
        else:
            is_value_due = following(written, before, token, after, depth)
        depth += (token.written == "(") - (token.written == ")")
        before = token
    if depth > 0:
        raise written.refused("a bracket is not closed: write ) where it ends")


def due(written: Written, before: Token, token: Token) -> bool:
    """A value is due where this token stands; whether it still is behind it."""
    if token.written in {"(", "-", "+", "not"}:
        return True
    if token.kind in {"number", "text"} or (token.kind == "name" and token.written not in WORDS):
        return False
    if before.written == "(" and token.written == ")":
        raise written.refused("brackets are empty: leave them out, or write what belongs in them")
    if token.kind == "moment":
        raise written.refused(
            f"a figure is missing before {AS_WRITTEN[token.written]!r}, as in loss at start"
        )
    left = f" behind {before.written!r}" if before.written else ""
    right = f" before {token.written!r}" if token.written else ""
    raise written.refused(f"a figure or a number is missing{left or right}")


def following(written: Written, before: Token, token: Token, after: Token, depth: int) -> bool:
    """A value has just ended where this token stands; whether another is due behind it."""
    if token.written in BETWEEN:
        if token.written == "," and depth == 0:
            raise written.refused("',' has no place here: a point parts decimals, as in 0.5")
        return True
    if token.written == ")":
        if depth == 0:
            raise written.refused("a bracket is closed that was not opened: remove the )")
        return False
    if token.written == ".":
        if before.written == "." or after.kind != "name" or before.kind in {"number", "text"}:
            raise written.refused(
                "'.' stands between a figure and what of it is meant, as in node(\"b\").grad"
            )
        return True
    if token.written == "(" and before.kind == "name":
        return True
    if token.kind == "moment":
        if before.kind == "moment":
            raise written.refused("a figure is either 'at start' or 'before': write one of them")
        if before.kind in {"number", "text"}:
            raise written.refused(
                f"{shown(before.written)!r} is the same at any time: 'at start' and 'before' stand "
                "behind a figure"
            )
        return False
    if token == LAST:
        return False
    if token.written == "at":
        raise written.refused("'at' is followed by 'start', as in loss at start")
    left, right = AS_WRITTEN.get(before.written, before.written), token.written
    raise written.refused(
        f"an operation is missing between {shown(left)!r} and {shown(right)!r}: write one such as "
        "* or and"
    )
