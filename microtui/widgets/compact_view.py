"""What there is room for below 60x16 of all panes: the loss in one line."""

from __future__ import annotations

import numpy as np

from engine.run.history import Curve
from microtui.session.snapshot import Snapshot
from microtui.widgets.drawing.histogram_bars import ASCII_BLOCKS, BLOCKS
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.drawing.plottable import sane
from microtui.widgets.drawing.snapshot_view import SnapshotView


class CompactView(SnapshotView):
    """The loss curve as a sparkline."""

    def draw(self, snapshot: Snapshot) -> None:
        width = self.content_size.width
        curve = sparkline(snapshot.train_curve, width, ascii_only=self.ascii_only)
        self.show_lines([text_strip((curve, None))])


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
