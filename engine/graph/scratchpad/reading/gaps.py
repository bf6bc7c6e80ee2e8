"""What to say where something is missing, or where one thing too many stands."""

from __future__ import annotations

from engine.graph.scratchpad.functions import FUNCTIONS
from engine.graph.scratchpad.reading.refusals import shown
from engine.graph.scratchpad.reading.tokens import NAMING, OPERATIONS, Token, name_of


def for_missing_value(before: str, after: str, function: str) -> str:
    """`after` stands where a value is due; `function` is the one whose brackets are open."""
    if before == "(" and after == ")":
        of_function = f"'{function}' needs a value: write {function}(x)"
        return of_function if function else "these brackets are empty: type a formula in them"
    if not before and after in NAMING:
        return f"a name is missing before '{after}', as in e = a*b"
    if not after:
        return f"the line is not finished: a name, number or formula follows '{before}'"
    place = f"between '{before}' and" if before else "before"
    example = f", as in a {after} b" if after in OPERATIONS else ""
    return f"a name or number is missing {place} '{after}'{example}"


def for_missing_operation(before: Token, after: Token, next_typed: str) -> str:
    """A value follows a value."""
    left, right = shown(before.typed), shown(after.typed)
    if before.kind == "number" and left.endswith(".") and name_of(right) in FUNCTIONS:
        return f"'{left}' is a number: write {name_of(right)}({left}0)"
    if next_typed in NAMING:
        return f"a new line begins with '{right}': type ';' or a line end before it"
    remedy = "write *" if right == "(" or left == ")" else f"write {left}*{right}"
    return f"an operation is missing between '{left}' and '{right}': {remedy} to multiply"


def for_comma(function: str) -> str:
    if function:
        return f"'{function}' takes one value: write {function}(x)"
    return "',' has no place here: give one value a line, as in a = 2.0, or put ';' between"


def for_naming_within(sign: str, function: str) -> str:
    """`=` and the like within brackets."""
    if function:
        return f"'{function}' takes a value without a name: write {function}(x)"
    return f"'{sign}' cannot stand in brackets: write e = a*b in a line of its own"
