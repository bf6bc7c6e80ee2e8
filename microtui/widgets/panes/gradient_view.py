"""What the gradient of one parameter is made of: the bug, taken apart."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

import numpy as np
from rich.style import Style
from textual.binding import BindingType
from textual.reactive import reactive
from textual.strip import Strip

from engine.network.flat import parameter_names
from engine.replay.contributions import Contributions, with_momentum
from microtui.keys import key
from microtui.session.snapshot import Snapshot, View
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.drawing.palette import palette_of
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.words.number_text import signed


class GradientView(SnapshotView, can_focus=True):
    """A line for each past backward: what it added, and how much of that is still there.

    Beside it stands what momentum would have kept of it. Momentum with a factor of 1 keeps all:
    it is what a forgotten zero_grad amounts to.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"gradient--heading", "gradient--gone"}
    BINDINGS: ClassVar[list[BindingType]] = [
        key("up", "choose(-1)", "previous", "The parameter before", "looking", footer=True),
        key("down", "choose(1)", "next", "The parameter after", "looking", footer=True),
        key("pageup", "choose(-10)", "ten back", "Ten parameters before", "looking"),
        key("pagedown", "choose(10)", "ten on", "Ten parameters after", "looking"),
    ]
    BORDER_TITLE = "What a gradient is made of"

    parameter: reactive[int] = reactive(0, repaint=False)

    watch_parameter = SnapshotView.redraw

    def add_to(self, view: View) -> View:
        return replace(view, parameter=self.parameter) if self.is_seen else view

    def on_mouse_scroll_up(self) -> None:
        self.action_choose(-1)

    def on_mouse_scroll_down(self) -> None:
        self.action_choose(1)

    def action_choose(self, step: int) -> None:
        if self.snapshot is not None:
            last = self.snapshot.parameters.size - 1
            self.parameter = min(max(self.parameter + step, 0), last)

    def draw(self, snapshot: Snapshot) -> None:
        width, height = self.content_size
        if snapshot.contributions is None or width < 1:
            return
        shown = snapshot.contributions
        name = parameter_names(snapshot.sizes)[shown.parameter]
        title = f"What the gradient of {name} is made of"
        if self.border_title != title:
            self.border_title = title
        heading = self.style_of("gradient--heading")
        lines = [text_strip((sums(shown), None)), text_strip((heading_text(width), heading))]
        room = height - len(lines)
        scale = float(np.abs(shown.added).max()) if len(shown.added) else 0.0
        for age in range(min(room, len(shown.added))):
            lines.append(self._row(shown, age, scale, width))
        if not len(shown.added):
            lines.append(text_strip(("No backward has run yet.", None)))
        self.show_lines(lines[:height])

    def _row(self, shown: Contributions, age: int, scale: float, width: int) -> Strip:
        """The backward of `age` backwards ago."""
        number = float(shown.added[-1 - age])
        is_held = age < shown.in_gradient
        gone = self.style_of("gradient--gone")
        palette = palette_of(self.app.current_theme)
        color = palette.levels[-1] if number > 0.0 else palette.levels[0]
        bar_style = Style(color=color.rich_color) if is_held else gone
        left, right = row_text(shown, age)
        room = max(width - len(left) - len(right), 0)
        return text_strip(
            (left, None if is_held else gone),
            (bar(number, scale, room, ascii_only=self.ascii_only), bar_style),
            (right, None if is_held else gone),
        )


def sums(shown: Contributions) -> str:
    """The held gradient, and what momentum would hold."""
    return (
        f" .grad {signed(shown.held).strip()}   momentum ×1 "
        f"{signed(with_momentum(shown.added, 1.0)).strip()}   ×0.9 "
        f"{signed(with_momentum(shown.added, 0.9)).strip()}"
    )


def heading_text(width: int) -> str:
    left, right = " update    added ", "  in .grad  ×0.9"
    return left + " " * max(width - len(left) - len(right), 0) + right


def row_text(shown: Contributions, age: int) -> tuple[str, str]:
    """What stands left and right of the bar."""
    kept = "100 %" if age < shown.in_gradient else "  0 %"
    left = f"{shown.updates[-1 - age]:>7}  {signed(float(shown.added[-1 - age]))} "
    return left, f"  {kept:>8}  {0.9**age:4.0%}"


def bar(number: float, scale: float, room: int, *, ascii_only: bool) -> str:
    """A bar to the right of the middle for what is positive, to the left for what is not."""
    half = max((room - 1) // 2, 0)
    share = abs(number) / scale if scale > 0.0 and np.isfinite(number / scale) else 0.0
    length = round(half * min(share, 1.0))
    block, middle = ("=", "|") if ascii_only else ("█", "│")
    if room < 3:
        return " " * room
    left = block * length if number < 0.0 else ""
    right = block * length if number > 0.0 else ""
    return f"{left.rjust(half)}{middle}{right.ljust(half)}".ljust(room)
