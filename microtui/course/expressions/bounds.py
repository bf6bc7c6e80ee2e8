"""How much may be written in one expression: more than a person reads at once."""

from __future__ import annotations

MOST_CHARACTERS = 400

MOST_SIGNS = 100
"""Names, numbers and operations; it is gone through recursively, one level for each at most."""

MOST_BRACKETS = 20
"""One within the other."""

MOST_DIGITS = 15
"""Of a whole number: so many a float holds exactly."""
