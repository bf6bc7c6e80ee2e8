"""Signs that have no place here, and what to type instead: one clause for each."""

from __future__ import annotations

import unicodedata

ONE_A_LINE = "type one formula a line, such as e = a*b"
THE_LABEL = "write a = 2.0, for the name is the label"

STANDS_FOR = {
    **dict.fromkeys("·⋅∙•×∗✕✖＊", "*"),
    **dict.fromkeys("−–—‒―‐‑﹣－", "-"),
    **dict.fromkeys("÷∕⁄／", "/"),
    **dict.fromkeys("＋﹢", "+"),
    **dict.fromkeys("＝", "="),
    **dict.fromkeys("（﹙", "("),
    **dict.fromkeys("）﹚", ")"),
    **dict.fromkeys("；", ";"),
    **dict.fromkeys("．。", "."),
    **dict.fromkeys("＾ˆ", "**"),
    **{sign: f"**{digit}" for digit, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
    **{sign: str(digit) for digit, sign in enumerate("₀₁₂₃₄₅₆₇₈₉")},
    "⁻": "**-1",
    "√": "sqrt(x)",
    "½": "0.5",
    "¼": "0.25",
    "¾": "0.75",
    "∞": "a number that is finite",
}
"""Signs that look right on paper, and what is typed for them."""

QUOTES = frozenset("'\"‘’‚‛“”„‟«»`´")

OPERATORS = {
    "^": "'^' is no power here: write **, as in a**2",
    "^=": "'^' is no power here: write **=, as in a **= 2",
    "//": "'//' rounds, which has no slope: write / to divide",
    "//=": "'//' rounds, which has no slope: write /= to divide",
    "%": "'%' is not among the operations: write + - * / or **",
    "@": "'@' is for matrices: write * to multiply two numbers",
    "==": "'==' compares: write = to give a value its name, as in e = a*b",
    ":=": "':=' names a part of a formula: name it in a line of its own, as in e = a*b",
    ":": "':' has no place here: write a = 2.0, without a type, and one formula a line",
    "[": "lists and numbered parts do not exist here: give each value a name, as in x1 = 2.0",
    "{": "'{' has no place here: give each value a name, as in x1 = 2.0",
    "...": "'...' stands for nothing here: write the formula out",
    "\\": "a formula goes on in the next line within brackets, ( and ), without '\\'",
    "!": "'!' is not among the operations: write + - * / or **",
    "$": "'$' is not among the operations: write the name alone",
    "?": "'?' has no place here: " + ONE_A_LINE,
}
OPERATORS |= {"]": OPERATORS["["], "}": OPERATORS["{"]}
COMPARISONS = frozenset({"<", ">", "<=", ">=", "!="})


def for_sign(sign: str) -> str:
    """For a character, or several that are one operator of Python's."""
    if sign in OPERATORS:
        return OPERATORS[sign]
    if sign in COMPARISONS:
        return f"'{sign}' compares, which gives no number: write a formula, such as e = a - b"
    if sign in QUOTES:
        return f"quoted text has no place here: {THE_LABEL}"
    if sign in STANDS_FOR:
        return f"'{sign}' is not understood: write {STANDS_FOR[sign]}"
    if len(sign) == 1 and not sign.isprintable():
        code = f"U+{ord(sign):04X}"
        if unicodedata.category(sign) == "Zs":
            return f"this is a special blank, {code}: type an ordinary one"
        return f"here is a character that cannot be seen, {code}: remove it"
    return f"'{sign}' is not among the operations: write + - * / or **"
