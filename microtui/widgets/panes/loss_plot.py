"""The loss curves: training set and test set, epoch by epoch, and the twin's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from engine.run.history import Curve
from microtui.keys import key
from microtui.session.snapshot import Snapshot
from microtui.widgets.drawing.curve_keys import CURVE_KEYS, next_smoothing
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.drawing.plot_marks import Label, column_of, marked, marks_by_column
from microtui.widgets.drawing.plotext_canvas import AXIS_WIDTH, SMALLEST_SIZE, Series, draw_plot
from microtui.widgets.drawing.plottable import Line, plottable, reading, sane, sane_range, smoothed
from microtui.widgets.drawing.snapshot_curves import (
    are_other_curves,
    curves_of,
    twin_text,
    values_now,
)
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.words.change_marks import ChangeMark
from microtui.words.number_text import short
from microtui.words.signs import ASCII, signs

MOST_ZOOM = 64

NAMES = {"train": "train loss", "test": "test loss", "twin": "twin's train loss"}
SHORT_NAMES = {"train": "train", "test": "test", "twin": "twin"}
"""Under the title of the pane, which says that these are losses."""

LONG_ENTRY = 24
"""Cells in the legend for one curve by its long name, as a rule."""


class LossPlot(SnapshotView, can_focus=True):
    """Draws the curves of a snapshot: training connected, test dotted, the twin's on top."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "plot--train",
        "plot--test",
        "plot--twin",
        "plot--crosshair",
        "plot--change",
        "plot--change-warning",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        *CURVE_KEYS,
        key("up", "zoom(2.0)", "zoom in", "The later half of the epochs shown", "looking"),
        key("down", "zoom(0.5)", "zoom out", "Twice as many epochs", "looking"),
        key(
            "left_square_bracket",
            "move_crosshair(-1)",
            "crosshair left",
            "Crosshair to earlier epochs",
            "looking",
            display="[",
        ),
        key(
            "right_square_bracket",
            "move_crosshair(1)",
            "crosshair right",
            "Crosshair to later epochs",
            "looking",
            display="]",
        ),
        key("enter", "jump", "jump", "Go to the epoch of the crosshair", "looking"),
        key("escape", "hide_crosshair", "no crosshair", "Hide the crosshair", "looking"),
    ]
    BORDER_TITLE = "Loss"

    logarithmic: reactive[bool] = reactive(False, repaint=False)
    smoothing: reactive[int] = reactive(1, repaint=False)
    zoom: reactive[float] = reactive(1.0, repaint=False)
    crosshair: reactive[int | None] = reactive(None, repaint=False)
    """The epoch at which values are read off."""

    @dataclass
    class EpochChosen(Message):
        """Somebody wants the run to go to this epoch."""

        epoch: int

    _drawn: Snapshot | None = None
    _drawn_range = (0.0, 0.0)
    _plot_strips: Sequence[Strip] = ()

    watch_logarithmic = watch_smoothing = watch_zoom = watch_crosshair = SnapshotView.redraw

    def watch_snapshot(self, old: Snapshot | None, new: Snapshot | None) -> None:
        if new is None:
            return
        if not new.in_full:
            self._show(new, self._plot_strips)
        elif old is None:
            self.call_after_refresh(self.redraw)
        elif self._is_outdated(new):
            self.redraw()
        else:
            self._show(new, self._plot_strips)

    def _is_outdated(self, snapshot: Snapshot) -> bool:
        """Whether a new plot would look otherwise: while training plays, a few epochs more of a
        long run would not."""
        drawn = self._drawn
        if drawn is None or are_other_curves(drawn, snapshot):
            return True
        if not snapshot.progress.playing:
            return drawn.train_curve.last_epoch != snapshot.train_curve.last_epoch
        first, last = self._epochs(snapshot)
        column = (last - first) / max(self.content_size.width, 1)
        if snapshot.train_curve.last_epoch - drawn.train_curve.last_epoch >= column:
            return True
        return any(self._is_off_the_plot(curve) for curve in curves_of(snapshot).values())

    def _is_off_the_plot(self, curve: Curve) -> bool:
        """Whether the newest number lies above or below all that is drawn."""
        newest = sane(smoothed(curve, self.smoothing).high[-1:], self.logarithmic)
        low, high = self._drawn_range
        return bool((np.isfinite(newest) & ((newest < low) | (newest > high))).any())

    def on_click(self, event: events.Click) -> None:
        """Read off the values there; a second click goes there."""
        offset = event.get_content_offset(self)
        if self.snapshot is None or offset is None:
            return
        first, last = self._epochs(self.snapshot)
        share = (offset.x - AXIS_WIDTH) / max(self.content_size.width - AXIS_WIDTH - 1, 1)
        self.crosshair = round(first + min(max(share, 0.0), 1.0) * (last - first))
        if event.chain > 1:
            self.action_jump()

    def on_mouse_scroll_up(self) -> None:
        self.action_zoom(2.0)

    def on_mouse_scroll_down(self) -> None:
        self.action_zoom(0.5)

    def action_toggle_scale(self) -> None:
        self.logarithmic = not self.logarithmic

    def action_smooth(self) -> None:
        self.smoothing = next_smoothing(self.smoothing)

    def action_zoom(self, factor: float) -> None:
        self.zoom = min(max(self.zoom * factor, 1.0), MOST_ZOOM)

    def action_move_crosshair(self, direction: int) -> None:
        if self.snapshot is None:
            return
        first, last = self._epochs(self.snapshot)
        step = max(round((last - first) / max(self.content_size.width - 10, 1)), 1)
        at = last if self.crosshair is None else self.crosshair
        self.crosshair = round(min(max(at + direction * step, first), last))

    def action_hide_crosshair(self) -> None:
        self.crosshair = None

    def action_jump(self) -> None:
        if self.crosshair is not None:
            self.post_message(self.EpochChosen(self.crosshair))

    def _epochs(self, snapshot: Snapshot) -> tuple[float, float]:
        """The first and the last epoch in view."""
        last = max(float(snapshot.train_curve.last_epoch), 1.0)
        return last - last / self.zoom, last

    def draw(self, snapshot: Snapshot) -> None:
        columns, lines = self.content_size
        if columns < 1 or lines < 1:
            return
        self._drawn = snapshot
        self.set_subtitle(twin_text(snapshot))
        self._plot_strips = []
        if columns >= SMALLEST_SIZE[0] and lines - 1 >= SMALLEST_SIZE[1]:
            self._plot_strips = self._plot(snapshot, columns, lines - 1)
        self._show(snapshot, self._plot_strips)

    def _show(self, snapshot: Snapshot, plot: Sequence[Strip]) -> None:
        """Put a plot on the screen, under the numbers of this snapshot."""
        self.show_lines([text_strip(*self._legend(snapshot)), *plot])

    def _legend(self, snapshot: Snapshot) -> list[tuple[str, Style | None]]:
        """What the curves are, and their values at the crosshair, or now: as the header says."""
        values: dict[str, float | None] = {**values_now(snapshot)}
        before = after = ""
        mark: ChangeMark | None = None
        if self.crosshair is not None:
            before = f" epoch {self.crosshair} "
            curves = curves_of(snapshot)
            values = {name: reading(curve, self.crosshair) for name, curve in curves.items()}
            column = column_of(self.crosshair, *self._epochs(snapshot), self.content_size.width)
            mark = self._marks(snapshot).get(column)
        if self.logarithmic:
            after += " log scale"
        if self.smoothing > 1:
            after += f" mean of {self.smoothing}"
        changed = "" if mark is None else f" {mark.text} "
        room = self.content_size.width - len(before) - len(changed) - len(after)
        signs_of_curves = signs(ascii_only=self.ascii_only).curves
        names = NAMES if len(values) * LONG_ENTRY <= room else SHORT_NAMES
        legend: list[tuple[str, Style | None]] = [(before, None)]
        if mark is not None:
            legend.append((changed, self._style_of_mark(mark)))
        for name in ("train", "test", "twin"):
            if name in values:
                text = f" {signs_of_curves[name]} {names[name]} {short(values[name])} "
                legend.append((text, self.style_of(f"plot--{name}")))
        return [*legend, (after, None)]

    def _plot(self, snapshot: Snapshot, columns: int, lines: int) -> list[Strip]:
        first, last = self._epochs(snapshot)
        series = [
            Series(
                plottable(
                    smoothed(curve, self.smoothing),
                    columns,
                    logarithmic=self.logarithmic,
                    first=first,
                ),
                self.style_of(f"plot--{name}"),
                is_connected=name != "test",
                character=ASCII.curves[name],
            )
            for name, curve in curves_of(snapshot).items()
        ]
        self._drawn_range = sane_range([each.line for each in series])
        if self.crosshair is not None and first <= self.crosshair <= last:
            upright = Line([float(self.crosshair)] * 2, list(self._drawn_range))
            series.insert(0, Series(upright, self.style_of("plot--crosshair")))
        plot = draw_plot(
            series,
            columns,
            lines,
            x_range=(first, last),
            logarithmic=self.logarithmic,
            ascii_only=self.ascii_only,
        )
        labels = {
            column: Label(mark.text, self._style_of_mark(mark), mark.is_warning)
            for column, mark in self._marks(snapshot).items()
        }
        return marked(plot, labels, columns, ascii_only=self.ascii_only) if labels else plot

    def _marks(self, snapshot: Snapshot) -> dict[int, ChangeMark]:
        """What was changed on the way, by the columns of the plot that are in view."""
        return marks_by_column(snapshot.changes, *self._epochs(snapshot), self.content_size.width)

    def _style_of_mark(self, mark: ChangeMark) -> Style:
        return self.style_of(f"plot--change{'-warning' if mark.is_warning else ''}")
