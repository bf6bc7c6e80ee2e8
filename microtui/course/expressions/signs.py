"""Signs and words that have no place in an expression, and what to write instead."""

from __future__ import annotations

import unicodedata

from engine.graph.scratchpad.reading.signs import STANDS_FOR

COMPARES = {"≤": "<=", "≥": ">=", "≠": "!=", "≈": "abs(a - b) < 0.01", "＜": "<", "＞": ">"}
QUOTES = frozenset("‘’‚‛“”„‟«»`´＂＇「」『』")

OPERATORS = {
    "=": "'=' gives no name here: write == to compare",
    "^": "'^' is no power here: write **, as in h**2",
    "%": "'%' has no place here: write a share of one, such as 0.05",
    "//": "'//' rounds: write / to divide",
    "&": "'&' has no place here: write and",
    "&&": "'&&' has no place here: write and",
    "|": "'|' has no place here: write or",
    "||": "'||' has no place here: write or",
    "!": "'!' has no place here: write not",
    "<>": "'<>' has no place here: write !=",
    "=>": "'=>' has no place here: write >=",
    "=<": "'=<' has no place here: write <=",
    "===": "'===' has no place here: write ==",
    ":=": "':=' gives no name here: write == to compare",
    "[": "'[' has no place here: a sample or a layer stands in ( ), as in score(0)",
    "]": "']' has no place here: a sample or a layer stands in ( ), as in score(0)",
}

WORDS = {
    "True": "'True' is not needed: write the condition alone, as in zero_grad or not zero_grad",
    "False": "'False' is not needed: write the condition alone, as in zero_grad or not zero_grad",
    "None": "'None' cannot be compared: what there is not makes every comparison false",
    "is": "'is' has no place here: write == to compare",
    "in": "'in' has no place here: write a comparison for each, with or between",
    "lambda": "'lambda' has no place here: name a figure",
    "AND": "'AND' has no place here: write and",
    "OR": "'OR' has no place here: write or",
    "NOT": "'NOT' has no place here: write not",
}


def for_sign(sign: str) -> str:
    """For a character, or several that look like one operation."""
    if sign in OPERATORS:
        return OPERATORS[sign]
    if sign in COMPARES:
        return f"'{sign}' is not understood: write {COMPARES[sign]}"
    if sign in QUOTES:
        return f"'{sign}' is no plain quotation mark: write \""
    if sign in STANDS_FOR:
        return f"'{sign}' is not understood: write {STANDS_FOR[sign]}"
    if not sign.isprintable() or sign.isspace():
        code = f"U+{ord(sign[0]):04X}"
        is_blank = unicodedata.category(sign[0]) == "Zs"
        what = "a special blank" if is_blank else "a character that cannot be seen"
        return f"there is {what}, {code}: " + ("write an ordinary one" if is_blank else "remove it")
    return f"'{sign}' has no place here: write figures, numbers and + - * / ** < > == and or not"
