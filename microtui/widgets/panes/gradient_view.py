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
from engine.replay.contributions import Contributions
from microtui.keys import key
from microtui.session.snapshot import Snapshot
from microtui.session.view import View
from microtui.widgets.drawing.colors.palette import palette_of
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.words.gradients.gradient_sums import (
    earlier_columns,
    heading_line,
    held_line,
    momentum_line,
    row_columns,
    row_ends,
)


class GradientView(SnapshotView, can_focus=True):
    """A line for each past backward: what it added, and how much of that is still there; and one
    for all those before, so that the lines add up to what `.grad` holds.

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
        self.set_title(title)
        held = held_line(shown, width, tells=not snapshot.is_case)
        self.show_lines(self._lines(shown, held, width, height)[:height])

    def _lines(self, shown: Contributions, held: str, width: int, height: int) -> list[Strip]:
        if shown.covered == 0:
            return [text_strip(("No backward has run yet.", None))]
        lines = [
            text_strip((held, None)),
            text_strip((momentum_line(shown, width), None)),
            text_strip((heading_line(width), self.style_of("gradient--heading"))),
        ]
        room = max(height - len(lines), 1)
        listed = len(shown.added) if shown.covered <= room else min(len(shown.added), room - 1)
        scale = float(np.abs(shown.added[-listed:]).max(initial=0.0))
        lines += [self._row(shown, age, scale, width) for age in range(listed)]
        if shown.covered > listed:
            left, right = row_ends(earlier_columns(shown, listed))
            room = max(width - len(left) - len(right), 0)
            count = f" {shown.covered - listed:,} backwards"
            count = count.ljust(room) if len(count) <= room else " " * room
            look = None if shown.in_gradient > listed else self.style_of("gradient--gone")
            lines.append(text_strip((left + count + right, look)))
        return lines

    def _row(self, shown: Contributions, age: int, scale: float, width: int) -> Strip:
        """The backward of `age` backwards ago."""
        number = float(shown.added[-1 - age])
        is_held = age < shown.in_gradient
        gone = self.style_of("gradient--gone")
        palette = palette_of(self.app.current_theme)
        color = palette.levels[-1] if number > 0.0 else palette.levels[0]
        bar_style = Style(color=color.rich_color) if is_held else gone
        left, right = row_ends(row_columns(shown, age))
        room = max(width - len(left) - len(right), 0)
        return text_strip(
            (left, None if is_held else gone),
            (bar(number, scale, room, ascii_only=self.ascii_only), bar_style),
            (right, None if is_held else gone),
        )


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
