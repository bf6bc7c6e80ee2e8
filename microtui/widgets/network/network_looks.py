"""The styles and characters that the network view is drawn with.

Of a weight the hue says its sign, the strength of the colour its size.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from engine.arrays import Array
from engine.formulas.activations import ACTIVATIONS
from microtui.terminal.colors import draws_plainly
from microtui.widgets.drawing.colors.palette import (
    LEVELS,
    NEGATIVE,
    POSITIVE,
    Palette,
    background_of,
    palette_of,
)
from microtui.widgets.drawing.field_strips import UNDEFINED
from microtui.words.signs import signs

FAINTEST = 0.25
"""How much of its colour the line of a weight near zero has."""

SMALLEST_FULL = 0.5
"""The least weight that can have the full colour of its sign."""


@dataclass(frozen=True)
class NetworkLooks:
    """What depends on the theme and on what the terminal can show."""

    palette: Palette
    background: Color
    heading: Style
    chosen: Style
    stuck: Style
    stuck_mark: str
    is_plain: bool
    """Whether there are no colours, so that characters must say all."""
    ascii_only: bool

    def line(self, level: int, share: float = 1.0) -> Style:
        """The style of a thin line for a weight of this level, 0 .. 15 or 16 for NaN, at a share
        0 .. 1 of its colour."""
        return line_style(self.palette, self.background, level, share)

    @property
    def left_edge(self) -> tuple[str, str, str]:
        """What marks the chosen unit on its left: an upper half, a lower half, a whole line."""
        return ("[", "[", "[") if self.ascii_only else ("▝", "▗", "▐")

    @property
    def right_edge(self) -> tuple[str, str, str]:
        return ("]", "]", "]") if self.ascii_only else ("▘", "▖", "▌")


@lru_cache(maxsize=256)
def line_style(palette: Palette, background: Color, level: int, share: float) -> Style:
    """Brighter than a field of the same level, for there is less of it."""
    if level == UNDEFINED:
        return Style(color=background.blend(palette.undefined, share).rich_color)
    position = 2.0 * level / (LEVELS - 1) - 1.0
    hue = POSITIVE if position > 0.0 else NEGATIVE
    strength = share * (FAINTEST + (1.0 - FAINTEST) * abs(position))
    return Style(color=background.blend(hue, strength).rich_color)


def looks_of(widget: Widget, activation: str, ascii_only: bool) -> NetworkLooks:
    """How a widget with the component classes `network--…` draws units of this activation."""
    theme = widget.app.current_theme
    return NetworkLooks(
        palette=palette_of(theme),
        background=background_of(theme),
        heading=widget.get_component_rich_style("network--heading", partial=True),
        chosen=widget.get_component_rich_style("network--chosen", partial=True),
        stuck=widget.get_component_rich_style("network--stuck", partial=True),
        stuck_mark=signs(ascii_only=ascii_only).stuck(ACTIVATIONS[activation].stuck),
        is_plain=draws_plainly(widget.app),
        ascii_only=ascii_only,
    )


def signed_strengths(weights: Array) -> Array:
    """Numbers -1 .. 1 of the same shape: weights against the largest of them. NaN stays NaN.

    While all are small they are measured against `SMALLEST_FULL`, so that one sees them grow.
    """
    finite = np.abs(weights[np.isfinite(weights)])
    largest = max(SMALLEST_FULL, float(finite.max(initial=0.0)))
    strengths: Array = np.clip(weights / largest, -1.0, 1.0)
    return strengths


def sign_character(strength: float) -> str:
    """A character for a number -1 .. 1: `=` and `-` below zero, `+` and `#` above, `?` for NaN."""
    if strength != strength:
        return "?"
    if abs(strength) < 0.1:
        return "."
    if strength < 0.0:
        return "=" if strength < -0.5 else "-"
    return "#" if strength > 0.5 else "+"
