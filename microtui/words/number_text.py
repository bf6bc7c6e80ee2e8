"""Numbers as text of a fixed width, so that nothing jumps while they change."""

from __future__ import annotations

import math


def signed(number: float) -> str:
    """Seven characters: `+0.7312`, `-12.346`, ` +1.2e9`, `   +inf`."""
    if not math.isfinite(number):
        return (f"{number:+}" if number == number else "nan").rjust(7)
    size = abs(number)
    if number == 0.0 or 0.0005 <= size < 9.99995:
        return f"{number:+.4f}"
    if 9.99995 <= size < 99.9995:
        return f"{number:+.3f}"
    if 99.9995 <= size < 9999.95:
        return f"{number:+.{1 if size >= 999.95 else 2}f}".rjust(7)
    text = scientific(number, 1)
    return (text if len(text) <= 7 else scientific(number, 0)).rjust(7)


def with_four_decimals(number: float) -> str:
    """`+138.8338`, as long as that takes nine characters at most; else as `signed` has it."""
    text = f"{number:+.4f}"
    return text if abs(number) >= 0.0005 and len(text) <= 9 else signed(number)


def scientific(number: float, digits: int) -> str:
    """With as few characters as it takes: `+1.2e9`, `-3e-12`."""
    mantissa, exponent = f"{number:+.{digits}e}".split("e")
    return f"{mantissa}e{int(exponent)}"


def short(number: float | None) -> str:
    """As few characters as four digits take: `0.0123`, `412`, `1.2e+09`; a dash for None."""
    if number is None:
        return "–"
    if not math.isfinite(number):
        return str(number)
    if number == 0.0 or 0.001 <= abs(number) < 1000.0:
        # Zero has no sign, whatever it came of.
        return f"{number + 0.0:.4f}"[: 6 + (number < 0.0)].rstrip(".")
    return f"{number:.3g}"


def as_float(number: float) -> str:
    """As Python shows it, but with four decimals, or four digits, at most: `2.0`, `0.0123`."""
    if not math.isfinite(number):
        return str(number)
    if number == 0.0 or 0.001 <= abs(number) < 1e6:
        text = f"{number:.4f}".rstrip("0")
        return f"{text}0" if text.endswith(".") else text
    return f"{number:.4g}"


def percent(share: float | None) -> str:
    """A share 0 .. 1 as `98%`; a dash for None."""
    return "–" if share is None else f"{share:.0%}"
