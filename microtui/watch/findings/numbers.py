"""Numbers as text, in as few characters as they take."""

from __future__ import annotations

import math


def short(number: float) -> str:
    """`0.0123`, `3.1`, `412`, `1.2e+09`."""
    if math.isfinite(number):
        return f"{number:.3g}"
    return "NaN" if math.isnan(number) else "infinite"


def counted(number: int, what: str) -> str:
    """`1 step`, `1,200 steps`."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
