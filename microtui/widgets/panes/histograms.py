"""Histograms of the weights, the gradients and the activations of each layer."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from rich.style import Style
from textual.binding import BindingType
from textual.reactive import reactive
from textual.strip import Strip

from engine.arrays import Array
from engine.network.flat import by_layer
from microtui.keys import key
from microtui.session.histogram import Histogram, histogram_of
from microtui.session.snapshot import Snapshot
from microtui.session.view import View
from microtui.widgets.drawing.cell_canvas import CellCanvas
from microtui.widgets.drawing.colors.palette import palette_of
from microtui.widgets.drawing.histogram_bars import bar_strips, ends_text
from microtui.widgets.drawing.snapshot_view import SnapshotView

HEADINGS = ("weights", "gradients", "activations")
SPACING = 2
"""Columns between two histograms."""
HIGHEST = 8
"""Lines of the bars of one layer at most."""


class Histograms(SnapshotView, can_focus=True):
    """A row for each layer, the first on top; where not all fit, the keys go on to the others."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"histograms--heading", "histograms--label"}
    BINDINGS: ClassVar[list[BindingType]] = [
        key("up", "scroll_layers(-1)", "earlier layers", "Histograms of earlier layers", "looking"),
        key("down", "scroll_layers(1)", "later layers", "Histograms of later layers", "looking"),
    ]
    BORDER_TITLE = "Histograms"

    first_layer: reactive[int] = reactive(0, repaint=False)
    """The uppermost layer shown, where not all are."""

    watch_first_layer = SnapshotView.redraw

    @property
    def bins(self) -> int:
        """Bins of the histograms of activations, one a column; zero while nobody sees them."""
        if not self.is_seen or self.content_size.height < 2:
            return 0
        return max((self.content_size.width - self._label_width) // 3 - SPACING, 0)

    @property
    def _label_width(self) -> int:
        return 8 if self.content_size.width >= 50 else 3

    def add_to(self, view: View) -> View:
        return replace(view, activation_bins=self.bins)

    def action_scroll_layers(self, layers: int) -> None:
        if self.snapshot is not None:
            most = len(self.snapshot.sizes) - 1 - self._rows_shown(self.snapshot)[0]
            self.first_layer = min(max(min(self.first_layer, most) + layers, 0), most)

    def _rows_shown(self, snapshot: Snapshot) -> tuple[int, int]:
        """How many layers are shown, and with how many lines each, the one of numbers included."""
        layers = len(snapshot.sizes) - 1
        room = self.content_size.height - 1
        shown = max(min(layers, room // 2), 1)
        return shown, max(min(room // shown, HIGHEST + 1), 1)

    def draw(self, snapshot: Snapshot) -> None:
        bins = self.bins
        if snapshot.units is None or not snapshot.units.activations or bins < 1:
            return
        canvas = CellCanvas(*self.content_size)
        for i, heading in enumerate(HEADINGS):
            canvas.put(self._left(i, bins), 0, heading[:bins], self.style_of("histograms--heading"))
        shown, lines = self._rows_shown(snapshot)
        layers = len(snapshot.sizes) - 1
        first = min(self.first_layer, layers - shown)
        for row in range(shown):
            self._draw_layer(canvas, snapshot, first + row, 1 + row * lines, lines, bins)
        self.show_lines(canvas.strips())
        self.set_subtitle(
            f"layers {first} to {first + shown - 1} of {layers}: up, down" if shown < layers else ""
        )

    def _left(self, column: int, bins: int) -> int:
        return self._label_width + column * (bins + SPACING)

    def _draw_layer(
        self, canvas: CellCanvas, snapshot: Snapshot, layer: int, top: int, lines: int, bins: int
    ) -> None:
        assert snapshot.units is not None
        label = self.style_of("histograms--label")
        is_wide = self._label_width == 8
        canvas.put(0, top + max(lines - 2, 0), f"layer {layer}" if is_wide else f"{layer}", label)
        histograms = (
            histogram_of(weights_of(snapshot.parameters, snapshot.sizes, layer), bins),
            histogram_of(weights_of(snapshot.gradients, snapshot.sizes, layer), bins),
            snapshot.units.activations[layer + 1],
        )
        bar_lines = max(lines - 1, 1)
        for i, histogram in enumerate(histograms):
            left = self._left(i, bins)
            canvas.put_strips(left, top, self._bars(histogram, bar_lines)[:lines])
            if lines > 1:
                canvas.put(left, top + bar_lines, ends_text(histogram, bins), label)

    def _bars(self, histogram: Histogram, lines: int) -> list[Strip]:
        palette = palette_of(self.app.current_theme)
        return bar_strips(
            histogram,
            lines,
            Style(color=palette.levels[0].rich_color),
            Style(color=palette.levels[-1].rich_color),
            ascii_only=self.ascii_only,
        )


def weights_of(flat: Array, sizes: tuple[int, ...], layer: int) -> Array:
    """The weights of a layer, or what belongs to them, without the biases; flat."""
    return by_layer(flat, sizes)[layer][:, :-1].ravel()
