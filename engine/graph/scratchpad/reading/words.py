"""Words that have no place here, and what to type instead: one clause for each."""

from __future__ import annotations

from collections.abc import Collection

from engine.graph.scratchpad.functions import FUNCTIONS
from engine.graph.scratchpad.reading.signs import ONE_A_LINE, THE_LABEL

*FIRST, LAST = FUNCTIONS
ALL = f"{', '.join(FIRST)} and {LAST}"
ANY_FUNCTION = f"the functions are {ALL}"

KEYWORDS = {
    **dict.fromkeys(
        ("import", "from"),
        f"nothing needs to be imported: leave this line out, for {ALL} are there",
    ),
    "return": "the last line is the result: leave 'return' out",
    "del": "a value cannot be deleted: leave this line out, or give the name anew, as in a = 2.0",
    "lambda": "'lambda' is a word of Python's own: " + ONE_A_LINE + ", or use lam as a name",
    "True": "'True' is no number: write 1.0",
    "False": "'False' is no number: write 0.0",
    "None": "'None' is no number: write one, such as 0.0",
}


def for_keyword(word: str) -> str:
    return KEYWORDS.get(word, f"'{word}' is a word of Python's own: {ONE_A_LINE}")


CONSTANTS = {"pi": "3.141592653589793", "e": "2.718281828459045"}
MODULES = frozenset({"math", "cmath", "np", "numpy", "torch", "F", "nn", "jnp", "jax", "tf"})


def for_module(module: str, member: str) -> str:
    """For `math.exp` and the like."""
    called = CONSTANTS | {"pow": "a**2"}
    called |= dict.fromkeys(("tensor", "Tensor", "array"), "a = 2.0")
    called |= {name: f"{name}(x)" for name in FUNCTIONS}
    if member in called:
        return f"'{module}.' is not needed: write {called[member]}"
    return f"'{module}.{member}' is not there: {ANY_FUNCTION}"


CALLS = {
    **dict.fromkeys(("Value", "Tensor", "tensor"), f"no call is needed: {THE_LABEL}"),
    **dict.fromkeys(("float", "int"), "no call is needed: write the number, as in a = 2.0"),
    **dict.fromkeys(
        ("print", "draw_dot", "trace", "display"),
        "the last line is shown by itself: write its name or formula alone",
    ),
    "pow": "write the power with **, as in a**2",
    "max": "'max' is not there: write relu(x), which is max(x, 0)",
    **dict.fromkeys(
        ("MLP", "Layer", "Neuron"),
        "networks are not built here: write a neuron out, as in o = tanh(x1*w1 + x2*w2 + b)",
    ),
    "min": "'min' is not there: write -relu(-x), which is min(x, 0)",
    "sum": "'sum' is not there: write the sum out, as in a + b + c",
}


def for_call(name: str) -> str:
    """For the call of what is no function."""
    near = near_name(name, FUNCTIONS)
    otherwise = f"did you mean {near}?" if near else ANY_FUNCTION
    return CALLS.get(name, f"there is no function '{name}': {otherwise}")


ATTRIBUTES = {
    **dict.fromkeys(
        ("backward", "grad", "zero_grad"),
        "is not needed: leave it out, for all gradients are computed at once",
    ),
    **dict.fromkeys(("data", "item"), "is not needed: write the name alone"),
    "label": f"is not needed: {THE_LABEL}",
    "pow": "is not there: write the power with **, as in a**2",
}


def for_attribute(name: str) -> str:
    near = near_name(name, FUNCTIONS)
    otherwise = f"did you mean .{near}()?" if near else ANY_FUNCTION
    return f"'.{name}' " + ATTRIBUTES.get(name, f"is not there: {otherwise}")


def for_unknown_name(name: str, known: Collection[str]) -> str:
    if name in {"inf", "nan"}:
        return f"'{name}' cannot be typed: write a finite number, such as 2.0"
    near = near_name(name, known)
    line = f"{name} = {CONSTANTS.get(name, '2.0')}"
    if near:
        return f"'{name}' has no value yet: did you mean {near}, or is a line {line} missing above?"
    return f"'{name}' has no value yet: type {line} in a line above"


def near_name(name: str, known: Collection[str]) -> str | None:
    """The one of these names that was probably meant, if any looks like it."""
    # It takes a while to import, and most never mistype.
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    return near[0] if near else None
