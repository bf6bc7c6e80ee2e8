"""A figure of a lesson in words."""

from __future__ import annotations

from microtui.words.number_text import as_float

NOTHING = "–"
"""For a figure that does not exist now."""


def figure_text(value: float | bool | str | None) -> str:
    """As the program writes it elsewhere: a count without a point, any other number with one."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    return as_float(value) if isinstance(value, float) else str(value)
