"""All there is room for below 60x16: the loss in one line, and what is going on in words."""

from __future__ import annotations

import numpy as np

from engine.run.history import Curve
from microtui.session.snapshot import Snapshot
from microtui.widgets.drawing.histogram_bars import ASCII_BLOCKS, BLOCKS
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.drawing.plottable import sane
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.words.situations.table import explain


class CompactView(SnapshotView):
    """The loss curve as a sparkline, over the explanation."""

    def draw(self, snapshot: Snapshot) -> None:
        width, height = self.content_size
        if width < 1:
            return
        curve = sparkline(snapshot.train_curve, width, ascii_only=self.ascii_only)
        words = explain(snapshot).lines(width, height - 1)
        self.show_lines([text_strip((line, None)) for line in [curve, *words][:height]])


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
