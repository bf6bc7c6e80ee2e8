"""All there is room for below 60x16: the loss in one line, and what is going on in words."""

from __future__ import annotations

import textwrap

import numpy as np
from textual.app import RenderResult
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from engine.run.history import Curve
from microtui.session.snapshot import Snapshot
from microtui.terminal.characters import is_ascii_only
from microtui.widgets.drawing.drawn_lines import DrawnLines, text_strip
from microtui.widgets.drawing.histogram_bars import ASCII_BLOCKS, BLOCKS
from microtui.widgets.drawing.plottable import sane
from microtui.words.explanations import explain


class CompactView(Widget):
    """The loss curve as a sparkline, over the explanation."""

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines = DrawnLines()

    def watch_snapshot(self) -> None:
        self._draw()

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda theme: self._draw())

    def on_resize(self) -> None:
        self._draw()

    def render(self) -> RenderResult:
        return ""

    def render_line(self, y: int) -> Strip:
        return self._lines.line(self, y)

    def _draw(self) -> None:
        snapshot = self.snapshot
        width, height = self.content_size
        if snapshot is None or width < 1:
            return
        curve = sparkline(snapshot.train_curve, width, ascii_only=is_ascii_only(self.app))
        words = textwrap.wrap(explain(snapshot).brief, width)
        self._lines.show(self, [text_strip((line, None)) for line in [curve, *words][:height]])


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
