"""The ways in which the numbers of a column may be written, decided over the whole column."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from microtui.tables.rows.cell_kinds import EXPONENT

SIGN = r"[-+]? ?"


@dataclass(frozen=True)
class NumberFormat:
    """What stands between thousands, if anything, and in front of the decimals."""

    thousands: str
    decimal: str

    @property
    def pattern(self) -> re.Pattern[str]:
        between, point = re.escape(self.thousands), re.escape(self.decimal)
        # Nobody ends a number with a comma.
        decimals = rf"(?:{point}\d*)?" if self.decimal == "." else "(?:,\\d+)?"
        plain = rf"\d+{decimals}|{point}\d+"
        if not self.thousands:
            return compiled(f"(?:{plain}){EXPONENT}")
        # Whoever puts a comma or point between thousands does so in each number.
        ungrouped = r"\d{1,3}" if self.thousands in ".," else r"\d+"
        grouped = rf"[1-9]\d{{0,2}}(?:{between}\d{{3}})+{decimals}"
        in_pairs = rf"[1-9]\d?(?:{between}\d{{2}})+{between}\d{{3}}{decimals}"
        return compiled(rf"{grouped}|{in_pairs}|{ungrouped}{decimals}|{point}\d+")

    def value(self, text: str) -> float:
        """Of a text that fits."""
        digits = text.replace(" ", "")
        if self.thousands:
            digits = digits.replace(self.thousands, "")
        return float(digits.replace(self.decimal, ".").replace("D", "e").replace("d", "e"))


def compiled(body: str) -> re.Pattern[str]:
    return re.compile(f"{SIGN}(?:{body})", re.ASCII)


PLAIN = NumberFormat("", ".")
COMMA = NumberFormat("", ",")
FORMATS = (
    PLAIN,
    COMMA,
    NumberFormat(",", "."),
    NumberFormat(".", ","),
    NumberFormat(" ", "."),
    NumberFormat(" ", ","),
    NumberFormat("'", "."),
    NumberFormat("'", ","),
)
PATTERNS = {each: each.pattern for each in FORMATS}


def fitting(texts: Collection[str]) -> tuple[NumberFormat, ...]:
    """The formats that all these numbers could be in; of those that make the same numbers of them
    the first alone. None where there is none."""
    found: dict[tuple[float, ...], NumberFormat] = {}
    for each, pattern in PATTERNS.items():
        if all(pattern.fullmatch(text) for text in texts):
            try:
                values = tuple(map(each.value, texts))
            except ValueError:
                continue
            found.setdefault(values, each)
    return tuple(found.values())


def fits_any(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in PATTERNS.values())


def certain_decimal(formats: Collection[NumberFormat], texts: Collection[str]) -> str | None:
    """The mark in front of decimals, where these numbers leave no doubt about it."""
    marks = {each.decimal for each in formats}
    if len(marks) != 1:
        return None
    (mark,) = marks
    thousands = {each.thousands for each in formats}
    other = "," if mark == "." else "."
    is_used = any(mark in text for text in texts)
    is_opposed = thousands == {other} and any(other in text for text in texts)
    return mark if is_used or is_opposed else None
