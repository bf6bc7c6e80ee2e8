"""How a pane of curves can be looked at, by the same keys in each."""

from __future__ import annotations

from microtui.keys import key

CURVE_KEYS = [
    key("g", "toggle_scale", "log scale", "Loss on a logarithmic scale", "looking", footer=True),
    key("k", "smooth", "smooth", "Curves smoothed, more, or not", "looking", footer=True),
]

SMOOTHINGS = (1, 5, 15)
"""How many neighbouring points of a curve are drawn as their mean."""


def next_smoothing(smoothing: int) -> int:
    """After the strongest comes none."""
    return SMOOTHINGS[(SMOOTHINGS.index(smoothing) + 1) % len(SMOOTHINGS)]
