"""Curves over the backwards of a watched loop: its loss, and the norms of its gradients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from rich.style import Style
from textual.binding import BindingType
from textual.reactive import reactive
from textual.strip import Strip

from engine.run.history import Curve
from microtui.widgets.drawing.curve_keys import CURVE_KEYS, next_smoothing
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.drawing.plotext_canvas import SMALLEST_SIZE, Series, draw_plot
from microtui.widgets.drawing.plottable import plottable, sane, sane_range, smoothed
from microtui.widgets.watch.sighting_view import SightingView
from microtui.words.number_text import short
from microtui.words.signs import signs
from microtui.words.watch.sighting import Sighting

MOST_POINTS = 2000


@dataclass(frozen=True)
class BackwardCurve:
    """One number a backward, for those that it is known of."""

    name: str
    curve: str
    """Which of the three curves that a style and a sign are for."""
    points: tuple[tuple[int, float], ...]

    @property
    def newest(self) -> float | None:
        return self.points[-1][1] if self.points else None

    def as_curve(self) -> Curve:
        points = self.points[-MOST_POINTS:]
        at = np.array([backward for backward, _ in points], np.float64)
        numbers = np.array([number for _, number in points], np.float64)
        return Curve(at, numbers, numbers, points[-1][0] if points else 0)


class BackwardPlot(SightingView, can_focus=True):
    """A line that says what the curves are, and the plot."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"plot--train", "plot--test", "plot--twin"}
    BINDINGS: ClassVar[list[BindingType]] = [*CURVE_KEYS]

    logarithmic: reactive[bool] = reactive(False, repaint=False)
    smoothing: reactive[int] = reactive(1, repaint=False)

    _drawn: Sequence[BackwardCurve] = ()
    _drawn_size = (0, 0)
    _drawn_range = (0.0, 0.0)
    _plot: Sequence[Strip] = ()

    nothing = "No loss has been looked at yet."
    """What is said where there is no curve."""

    def curves(self, sighting: Sighting) -> Sequence[BackwardCurve]:
        """The one to be drawn on top last."""
        raise NotImplementedError

    def watch_in_full(self, in_full: bool) -> None:
        if in_full:
            self.redraw()

    def watch_logarithmic(self) -> None:
        self._draw_anew()

    def watch_smoothing(self) -> None:
        self._draw_anew()

    def on_resize(self) -> None:
        self._draw_anew()

    def _draw_anew(self) -> None:
        self._drawn_size = (0, 0)
        self.redraw()

    def action_toggle_scale(self) -> None:
        self.logarithmic = not self.logarithmic

    def action_smooth(self) -> None:
        self.smoothing = next_smoothing(self.smoothing)

    def draw(self, sighting: Sighting) -> None:
        if not self.is_seen:
            return
        columns, lines = self.content_size
        curves = self.curves(sighting)
        if not any(each.points for each in curves):
            self.show_lines([text_strip((self.nothing, None))])
            return
        is_other_size = self._drawn_size != (columns, lines)
        if is_other_size or (self.in_full and self._is_outdated(sighting, curves)):
            self._drawn, self._drawn_size = curves, (columns, lines)
            self._plot = []
            if columns >= SMALLEST_SIZE[0] and lines - 1 >= SMALLEST_SIZE[1]:
                self._plot = self._draw_plot(curves, columns, lines - 1)
        self.show_lines([text_strip(*self._legend(curves)), *self._plot][:lines])

    def _is_outdated(self, sighting: Sighting, curves: Sequence[BackwardCurve]) -> bool:
        """Whether a new plot would look otherwise: while the loop runs, a few backwards more of a
        long run would not."""
        if sighting.has_ended or sighting.is_waiting:
            return self._drawn != curves
        for before, now in zip(self._drawn, curves, strict=True):
            if not before.points or not now.points:
                return True
            first, last = before.points[0][0], before.points[-1][0]
            if now.points[-1][0] - last >= (last - first) / self._drawn_size[0]:
                return True
            newest = sane(np.array([now.points[-1][1]]), self.logarithmic)
            low, high = self._drawn_range
            if ((newest < low) | (newest > high)).any():
                return True
        return False

    def _legend(self, curves: Sequence[BackwardCurve]) -> list[tuple[str, Style | None]]:
        sign = signs(ascii_only=self.ascii_only).curves
        legend: list[tuple[str, Style | None]] = []
        for each in reversed(curves):
            newest = "0" if each.newest == 0.0 else short(each.newest)
            text = f" {sign[each.curve]} {each.name} {newest} "
            legend.append((text, self.style_of(f"plot--{each.curve}")))
        after = " log scale" if self.logarithmic else ""
        if self.smoothing > 1:
            after += f" mean of {self.smoothing}"
        return [*legend, (after, None)]

    def _draw_plot(self, curves: Sequence[BackwardCurve], columns: int, lines: int) -> list[Strip]:
        made = [(each, each.as_curve()) for each in curves]
        first = min(float(curve.epochs[0]) for _, curve in made if len(curve.epochs))
        last = max(float(curve.last_epoch) for _, curve in made)
        series = [
            Series(
                plottable(smoothed(curve, self.smoothing), columns, logarithmic=self.logarithmic),
                self.style_of(f"plot--{each.curve}"),
                is_connected=each.curve != "test",
                character=signs(ascii_only=True).curves[each.curve],
            )
            for each, curve in made
        ]
        self._drawn_range = sane_range([each.line for each in series])
        return draw_plot(
            series,
            columns,
            lines,
            x_range=(first, max(last, first + 1.0)),
            logarithmic=self.logarithmic,
            ascii_only=self.ascii_only,
        )


class BackwardLoss(BackwardPlot):
    """The loss that each backward was called on."""

    BORDER_TITLE = "Loss, by backward"

    def curves(self, sighting: Sighting) -> Sequence[BackwardCurve]:
        return (BackwardCurve("loss", "train", sighting.reading.losses),)


class NormsPlot(BackwardPlot):
    """What the gradients carried, what a backward added, and what they were then, together."""

    BORDER_TITLE = "Norms of all gradients, by backward"
    nothing = "No gradient has been looked at yet."

    def curves(self, sighting: Sighting) -> Sequence[BackwardCurve]:
        norms = sighting.reading.norms
        return (
            BackwardCurve("grad", "train", tuple((each.backward, each.grad) for each in norms)),
            BackwardCurve("added", "test", tuple((each.backward, each.added) for each in norms)),
            BackwardCurve(
                "carried", "twin", tuple((each.backward, each.carried) for each in norms)
            ),
        )
