"""The styles and characters that a graph is drawn with."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from microtui.terminal.colors import draws_plainly
from microtui.widgets.drawing.colors.contrast import readable
from microtui.widgets.drawing.colors.palette import (
    NEGATIVE,
    POSITIVE,
    Palette,
    background_of,
    palette_of,
)

LEVELS = 8
"""Shades of each hue."""

FAINTEST = 0.5
"""How much of its hue the smallest gradient has."""

PARTS = ("edge", "node", "chosen", "lit", "words", "rule", "warning", "map")


@dataclass(frozen=True)
class GraphLooks:
    """What depends on the theme and on what the terminal can show."""

    palette: Palette | None
    """None where the picture is text alone."""
    background: Color
    edge: Style | None = None
    node: Style | None = None
    chosen: Style | None = None
    lit: Style | None = None
    words: Style | None = None
    rule: Style | None = None
    warning: Style | None = None
    map: Style | None = None
    is_plain: bool = True
    """Whether there are no colours, so that characters must say all."""
    ascii_only: bool = False
    is_dark: bool = True

    def grad(self, strength: float) -> Style | None:
        """In the hue of its sign, the stronger, the larger it is, -1 .. 1; always readable."""
        if self.palette is None or self.is_plain or strength == 0.0 or strength != strength:
            return self.node
        level = max(math.ceil(abs(strength) * LEVELS), 1)
        signed_level = level if strength > 0.0 else -level
        return grad_style(self.background, signed_level, dark=self.is_dark)

    @property
    def frame(self) -> str:
        """Corners, horizontal and vertical of a box: `╭╮╰╯─│`."""
        return "++++-|" if self.ascii_only else "╭╮╰╯─│"

    @property
    def folded_frame(self) -> str:
        """Of a neuron or layer, which enter opens."""
        return "++++=|" if self.ascii_only else "╔╗╚╝═║"

    @property
    def chosen_frame(self) -> str:
        return "######" if self.ascii_only else "┏┓┗┛━┃"


@lru_cache(maxsize=64)
def grad_style(background: Color, level: int, *, dark: bool) -> Style:
    """Of a gradient of so many `LEVELS`, below zero or above."""
    hue = NEGATIVE if level < 0 else POSITIVE
    color = background.blend(hue, FAINTEST + (1.0 - FAINTEST) * abs(level) / LEVELS)
    return Style(color=readable(color, (background,), dark=dark).rich_color)


TEXT = GraphLooks(palette=None, background=Color.parse("#000000"))
"""For a picture that is text alone."""


def looks_of(widget: Widget, ascii_only: bool) -> GraphLooks:
    """How a widget with the component classes `graph--…` draws."""
    theme = widget.app.current_theme
    styles = {
        part: widget.get_component_rich_style(f"graph--{part}", partial=True) for part in PARTS
    }
    return GraphLooks(
        palette=palette_of(theme),
        background=background_of(theme),
        is_plain=draws_plainly(widget.app),
        ascii_only=ascii_only,
        is_dark=theme.dark,
        **styles,
    )
