"""A line of the user's own code, as a report calls it."""

from __future__ import annotations

import linecache

from microtui.watch.events import Place

LONGEST = 48
"""Characters of a line that are worth repeating."""


def line_of(place: Place) -> str:
    """`line 31, loss.backward()`; `line 31` where the line is long or cannot be read."""
    text = linecache.getline(place.file, place.line).strip()
    return f"line {place.line}, {text}" if 0 < len(text) <= LONGEST else f"line {place.line}"
