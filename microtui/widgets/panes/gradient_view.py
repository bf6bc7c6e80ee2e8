"""What the gradient of one parameter is made of: the bug, taken apart."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from rich.style import Style
from textual.app import RenderResult
from textual.binding import BindingType
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from engine.network.flat import parameter_names
from engine.replay.contributions import Contributions, with_momentum
from microtui.keys import key
from microtui.messages import ViewChanged
from microtui.session.snapshot import Snapshot
from microtui.terminal.characters import is_ascii_only
from microtui.widgets.drawing.drawn_lines import DrawnLines, text_strip
from microtui.widgets.drawing.palette import palette_of
from microtui.words.number_text import signed


class GradientView(Widget, can_focus=True):
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

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)
    parameter: reactive[int] = reactive(0, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines = DrawnLines()

    @property
    def asked_for(self) -> int | None:
        """The parameter that this widget shows; None while nobody sees it."""
        return self.parameter if self.content_size.height > 0 and self.is_on_screen else None

    def watch_snapshot(self) -> None:
        self._draw()

    def watch_parameter(self) -> None:
        self.post_message(ViewChanged())

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda theme: self._draw())

    def on_resize(self) -> None:
        self._draw()
        self.post_message(ViewChanged())

    def on_mouse_scroll_up(self) -> None:
        self.action_choose(-1)

    def on_mouse_scroll_down(self) -> None:
        self.action_choose(1)

    def action_choose(self, step: int) -> None:
        if self.snapshot is not None:
            last = self.snapshot.parameters.size - 1
            self.parameter = min(max(self.parameter + step, 0), last)

    def render(self) -> RenderResult:
        return ""

    def render_line(self, y: int) -> Strip:
        return self._lines.line(self, y)

    def _draw(self) -> None:
        snapshot = self.snapshot
        width, height = self.content_size
        if snapshot is None or snapshot.contributions is None or width < 1:
            return
        shown = snapshot.contributions
        name = parameter_names(snapshot.sizes)[shown.parameter]
        title = f"What the gradient of {name} is made of"
        if self.border_title != title:
            self.border_title = title
        heading = self.get_component_rich_style("gradient--heading", partial=True)
        lines = [
            text_strip((sums(shown), None)),
            text_strip((heading_text(width), heading)),
        ]
        room = height - len(lines)
        scale = float(np.abs(shown.added).max()) if len(shown.added) else 0.0
        for age in range(min(room, len(shown.added))):
            lines.append(self._row(shown, age, scale, width))
        if not len(shown.added):
            lines.append(text_strip(("No backward has run yet.", None)))
        self._lines.show(self, lines[:height])

    def _row(self, shown: Contributions, age: int, scale: float, width: int) -> Strip:
        """The backward of `age` backwards ago."""
        number = float(shown.added[-1 - age])
        is_held = age < shown.in_gradient
        gone = self.get_component_rich_style("gradient--gone", partial=True)
        palette = palette_of(self.app.current_theme)
        color = palette.levels[-1] if number > 0.0 else palette.levels[0]
        bar_style = Style(color=color.rich_color) if is_held else gone
        left, right = row_text(shown, age)
        room = max(width - len(left) - len(right), 0)
        return text_strip(
            (left, None if is_held else gone),
            (bar(number, scale, room, ascii_only=is_ascii_only(self.app)), bar_style),
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
