"""A result beside the numbers that it comes from: they bear it out as they stand there.

Numbers are shown with few digits, and so a result is shown with no more digits than they bear out:
whoever computes with what stands there gets it, to its last digit. Where they bear out none, `≈`
says so.
"""

from __future__ import annotations

import math
from decimal import Decimal

from microtui.words.number_text import signed

DIGITS = (4, 3, 2)
"""How many digits of a result are shown: the first of these that the numbers bear out."""

MOST_WHOLE = 10_000

SMALLEST_EXACT = 1e-300
"""Towards the smallest floats, numbers no longer have the digits that they are shown with."""


def shown(number: float) -> str:
    """With the digits that it has in the tables: `0.7312`, `-12.346`, `1.2e9`; whole ones whole."""
    if number.is_integer() and abs(number) < MOST_WHOLE:
        return str(int(number))
    return signed(number).strip().removeprefix("+")


def read(number: float) -> float:
    """What a reader takes the number for."""
    return float(shown(number))


def factor(number: float) -> str:
    """As it stands in a product or a sum: below zero in brackets."""
    text = shown(number)
    return f"({text})" if text.startswith("-") else text


def result(true: float, of_shown: float) -> str:
    """`= 0.557`, where what is shown comes to `of_shown`, or `≈ 0.557`."""
    for digits in DIGITS:
        text = significant(true, digits)
        if is_rounded(of_shown, text):
            return f"= {text}"
    return f"≈ {significant(true, DIGITS[1])}"


def significant(number: float, digits: int) -> str:
    """With so many significant digits: `0.5570`, `12.35`, `4.1e-6`."""
    if not math.isfinite(number):
        return str(number)
    mantissa, _, exponent = f"{number + 0.0:#.{digits}g}".partition("e")
    mantissa = mantissa.removesuffix(".")
    return f"{mantissa}e{int(exponent)}" if exponent else mantissa


def is_rounded(number: float, text: str) -> bool:
    """Whether this text is that number, rounded to the digits that the text has."""
    if not math.isfinite(float(text)) or not math.isfinite(number):
        return str(number) == text
    if 0.0 < abs(number) < SMALLEST_EXACT:
        return False
    exponent = Decimal(text).as_tuple().exponent
    assert isinstance(exponent, int)
    # A hair more than a half: a number in the middle is rounded either way.
    return abs(number - float(text)) <= 0.500001 * 10.0**exponent
