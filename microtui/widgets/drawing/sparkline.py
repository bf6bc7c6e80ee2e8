"""A loss curve in one line, for terminals too small for a plot."""

from __future__ import annotations

import numpy as np

from engine.run.history import Curve
from microtui.widgets.drawing.plottable import sane

BLOCKS = "▁▂▃▄▅▆▇█"
ASCII_BLOCKS = "_.-=*#"


def sparkline(curve: Curve, columns: int, *, ascii_only: bool = False) -> str:
    """At most `columns` characters: the largest loss that falls into each, lowest to highest."""
    blocks = ASCII_BLOCKS if ascii_only else BLOCKS
    losses = sane(curve.high, logarithmic=False)
    losses = losses[np.isfinite(losses)]
    if len(losses) == 0 or columns < 1:
        return ""
    parts = np.array_split(losses, min(columns, len(losses)))
    heights = np.array([part.max() for part in parts])
    span = heights.max() - heights.min()
    scaled = (heights - heights.min()) / span if span > 0.0 else np.zeros(len(heights))
    return "".join(blocks[round(height * (len(blocks) - 1))] for height in scaled.tolist())
