"""The loss curves: training set and test set, epoch by epoch."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.app import RenderResult
from textual.binding import BindingType
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from microtui.keys import key
from microtui.number_text import short
from microtui.snapshot import Snapshot
from microtui.terminal import is_ascii_only
from microtui.widgets.drawn_lines import DrawnLines, text_strip
from microtui.widgets.plotext_canvas import SMALLEST_SIZE, Series, draw_plot
from microtui.widgets.plottable import plottable


class LossPlot(Widget, can_focus=True):
    """Draws the curves of a snapshot: training connected, test dotted."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"plot--train", "plot--test"}
    BINDINGS: ClassVar[list[BindingType]] = [
        key(
            "g", "toggle_scale", "log scale", "Loss on a logarithmic scale", "looking", footer=True
        ),
    ]
    BORDER_TITLE = "Loss"

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)
    logarithmic: reactive[bool] = reactive(False, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines = DrawnLines()
        self._drawn: Snapshot | None = None

    def watch_snapshot(self, old: Snapshot | None, new: Snapshot | None) -> None:
        if new is None or not new.in_full or not self._is_outdated(new):
            return
        if old is None:
            self.call_after_refresh(self._draw)
        else:
            self._draw()

    def _is_outdated(self, snapshot: Snapshot) -> bool:
        return self._drawn is None or has_new_epoch(self._drawn, snapshot)

    def watch_logarithmic(self) -> None:
        self._draw()

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda theme: self._draw())

    def on_resize(self) -> None:
        self._draw()

    def action_toggle_scale(self) -> None:
        self.logarithmic = not self.logarithmic

    def render(self) -> RenderResult:
        return ""

    def render_line(self, y: int) -> Strip:
        return self._lines.line(self, y)

    def _draw(self) -> None:
        snapshot = self.snapshot
        columns, lines = self.content_size
        if snapshot is None or columns < 1 or lines < 1:
            return
        self._drawn = snapshot
        ascii_only = is_ascii_only(self.app)
        train_style = self.get_component_rich_style("plot--train", partial=True)
        test_style = self.get_component_rich_style("plot--test", partial=True)
        connected, dotted = ("*", "+") if ascii_only else ("━━", "┅┅")
        legend: list[tuple[str, Style | None]] = [
            (f" {connected} train {short(snapshot.train_curve.high[-1])}", train_style)
        ]
        series = [
            Series(
                plottable(snapshot.train_curve, columns, logarithmic=self.logarithmic), train_style
            )
        ]
        if snapshot.test_curve is not None:
            legend.append((f"  {dotted} test {short(snapshot.test_curve.high[-1])}", test_style))
            line = plottable(snapshot.test_curve, columns, logarithmic=self.logarithmic)
            series.insert(0, Series(line, test_style, is_connected=False))
        if self.logarithmic:
            legend.append(("  log scale", None))
        strips = [text_strip(*legend)]
        if columns >= SMALLEST_SIZE[0] and lines - 1 >= SMALLEST_SIZE[1]:
            strips += draw_plot(
                series,
                columns,
                lines - 1,
                x_range=(0.0, max(float(snapshot.train_curve.last_epoch), 1.0)),
                logarithmic=self.logarithmic,
                ascii_only=ascii_only,
            )
        self._lines.show(self, strips)


def has_new_epoch(old: Snapshot, new: Snapshot) -> bool:
    """Whether the curves differ: they get one point an epoch, and begin anew on a reset."""
    return (
        old.train_curve.last_epoch != new.train_curve.last_epoch
        or old.configuration != new.configuration
        or new.train_curve.last_epoch == 0
    )
