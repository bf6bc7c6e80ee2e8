"""Histograms of the weights, the gradients and the activations of each layer."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.app import RenderResult
from textual.binding import BindingType
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from engine.arrays import Array
from engine.network.flat import by_layer
from microtui.keys import key
from microtui.messages import ViewChanged
from microtui.session.histogram import Histogram, histogram_of
from microtui.session.snapshot import Snapshot
from microtui.terminal.characters import is_ascii_only
from microtui.widgets.drawing.cell_canvas import CellCanvas
from microtui.widgets.drawing.drawn_lines import DrawnLines
from microtui.widgets.drawing.histogram_bars import bar_strips, ends_text
from microtui.widgets.drawing.palette import palette_of

HEADINGS = ("weights", "gradients", "activations")
SPACING = 2
"""Columns between two histograms."""
HIGHEST = 8
"""Lines of the bars of one layer at most."""


class Histograms(Widget, can_focus=True):
    """A row for each layer, the first on top; where not all fit, the keys go on to the others."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"histograms--heading", "histograms--label"}
    BINDINGS: ClassVar[list[BindingType]] = [
        key("up", "scroll_layers(-1)", "earlier layers", "Histograms of earlier layers", "looking"),
        key("down", "scroll_layers(1)", "later layers", "Histograms of later layers", "looking"),
    ]
    BORDER_TITLE = "Histograms"

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)
    first_layer: reactive[int] = reactive(0, repaint=False)
    """The uppermost layer shown, where not all are."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines = DrawnLines()
        self._asked = 0

    @property
    def bins(self) -> int:
        """Bins of the histograms of activations, one a column; zero while nobody sees them."""
        if not self.is_on_screen or self.content_size.height < 2:
            return 0
        return max((self.content_size.width - self._label_width) // 3 - SPACING, 0)

    @property
    def _label_width(self) -> int:
        return 8 if self.content_size.width >= 50 else 3

    def watch_snapshot(self) -> None:
        self._draw()

    def watch_first_layer(self) -> None:
        self._draw()

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda theme: self._draw())

    def on_resize(self) -> None:
        self._draw()

    def action_scroll_layers(self, layers: int) -> None:
        if self.snapshot is not None:
            most = len(self.snapshot.sizes) - 1 - self._rows_shown(self.snapshot)[0]
            self.first_layer = min(max(min(self.first_layer, most) + layers, 0), most)

    def render(self) -> RenderResult:
        return ""

    def render_line(self, y: int) -> Strip:
        return self._lines.line(self, y)

    def _rows_shown(self, snapshot: Snapshot) -> tuple[int, int]:
        """How many layers are shown, and with how many lines each, the one of numbers included."""
        layers = len(snapshot.sizes) - 1
        room = self.content_size.height - 1
        shown = max(min(layers, room // 2), 1)
        return shown, max(min(room // shown, HIGHEST + 1), 1)

    def _draw(self) -> None:
        bins = self.bins
        if bins != self._asked:
            self._asked = bins
            self.post_message(ViewChanged())
        snapshot = self.snapshot
        if snapshot is None or snapshot.units is None or bins < 1:
            return
        if not snapshot.units.activations:
            return
        canvas = CellCanvas(*self.content_size)
        for i, heading in enumerate(HEADINGS):
            style = self.get_component_rich_style("histograms--heading", partial=True)
            canvas.put(self._left(i), 0, heading[:bins], style)
        shown, lines = self._rows_shown(snapshot)
        layers = len(snapshot.sizes) - 1
        first = min(self.first_layer, layers - shown)
        for row in range(shown):
            self._draw_layer(canvas, snapshot, first + row, 1 + row * lines, lines)
        self._lines.show(self, canvas.strips())
        self._set_subtitle(
            f"layers {first} to {first + shown - 1} of {layers}: up, down" if shown < layers else ""
        )

    def _left(self, column: int) -> int:
        return self._label_width + column * (self._asked + SPACING)

    def _draw_layer(
        self, canvas: CellCanvas, snapshot: Snapshot, layer: int, top: int, lines: int
    ) -> None:
        assert snapshot.units is not None
        label = self.get_component_rich_style("histograms--label", partial=True)
        is_wide = self._label_width == 8
        canvas.put(0, top + max(lines - 2, 0), f"layer {layer}" if is_wide else f"{layer}", label)
        bins = self._asked
        histograms = (
            histogram_of(weights_of(snapshot.parameters, snapshot.sizes, layer), bins),
            histogram_of(weights_of(snapshot.gradients, snapshot.sizes, layer), bins),
            snapshot.units.activations[layer + 1],
        )
        bar_lines = max(lines - 1, 1)
        for i, histogram in enumerate(histograms):
            canvas.put_strips(self._left(i), top, self._bars(histogram, bar_lines)[:lines])
            if lines > 1:
                canvas.put(self._left(i), top + bar_lines, ends_text(histogram, bins), label)

    def _bars(self, histogram: Histogram, lines: int) -> list[Strip]:
        palette = palette_of(self.app.current_theme)
        return bar_strips(
            histogram,
            lines,
            Style(color=palette.levels[0].rich_color),
            Style(color=palette.levels[-1].rich_color),
            ascii_only=is_ascii_only(self.app),
        )

    def _set_subtitle(self, subtitle: str) -> None:
        # Setting it draws the whole widget again, even to the same text.
        if self.border_subtitle != subtitle:
            self.border_subtitle = subtitle


def weights_of(flat: Array, sizes: tuple[int, ...], layer: int) -> Array:
    """The weights of a layer, or what belongs to them, without the biases; flat."""
    return by_layer(flat, sizes)[layer][:, :-1].ravel()
