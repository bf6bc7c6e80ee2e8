"""The numbers in a text: where they stand, and the same text with others in their place."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from engine.errors import ConfigurationError

BINDS_CLOSER = re.compile(r"\s*(?:#[^\r\n]*\s*)*(?:\*\*|\.)")
"""What belongs to a number before the minus sign of that number does."""


@dataclass(frozen=True)
class Leaf:
    """A number as typed, its sign included: `-3.0` in `b = -3.0`."""

    name: str
    """Of its value; empty for a number within a formula."""
    data: float
    start: int
    end: int
    """It is `text[start:end]`, in characters."""


def with_numbers(text: str, leaves: Sequence[Leaf], numbers: Sequence[float]) -> str:
    """The same text with these numbers in place of its leaves; they read back bit for bit.

    A leaf that keeps its number stays as it was typed. The leaves are those of the text, or some
    of them. Raises `ConfigurationError` for a number that cannot be typed, infinity or NaN.
    """
    for leaf, number in zip(leaves, numbers, strict=True):
        if not math.isfinite(number):
            what = leaf.name or f"the number {leaf.data!r}"
            raise ConfigurationError(f"{what} must be a finite number to be typed, got {number}")
    changes = zip(leaves, map(float, numbers), strict=True)
    # From the end, so that what comes before stays where it is.
    for leaf, number in sorted(changes, key=lambda change: change[0].start, reverse=True):
        typed = repr(number)
        if typed == repr(leaf.data):
            continue
        if typed.startswith("-") and BINDS_CLOSER.match(text, leaf.end):
            typed = f"({typed})"
        text = text[: leaf.start] + typed + text[leaf.end :]
    return text
