"""What there is room for below 60x16 of all panes: the loss of a watched loop in one line."""

from __future__ import annotations

from microtui.widgets.compact_view import sparkline
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.watch.backward_plot import BackwardCurve
from microtui.widgets.watch.sighting_view import SightingView
from microtui.words.watch.sighting import Sighting


class LossLine(SightingView):
    """The loss curve as a sparkline."""

    def draw(self, sighting: Sighting) -> None:
        curve = BackwardCurve("loss", "train", sighting.reading.losses).as_curve()
        width = self.content_size.width
        self.show_lines([text_strip((sparkline(curve, width, ascii_only=self.ascii_only), None))])
