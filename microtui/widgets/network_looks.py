"""The styles and characters that the network view is drawn with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rich.style import Style
from textual.color import Color

from microtui.widgets.palette import Palette

STUCK_MARKS = {"tanh": "!", "sigmoid": "!", "relu": "†"}
"""What stands in the picture of a saturated or dead unit."""


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

    def weight(self, level: int, strength: float = 1.0) -> Style:
        """The style for a weight of this level, 0 .. 15 or 16 for NaN, at part of its colour."""
        return weight_style(self.palette, self.background, level, strength)

    @property
    def left_edge(self) -> tuple[str, str, str]:
        """What marks the chosen unit on its left: an upper half, a lower half, a whole line."""
        return ("[", "[", "[") if self.ascii_only else ("▝", "▗", "▐")

    @property
    def right_edge(self) -> tuple[str, str, str]:
        return ("]", "]", "]") if self.ascii_only else ("▘", "▖", "▌")


@lru_cache(maxsize=256)
def weight_style(palette: Palette, background: Color, level: int, strength: float) -> Style:
    colors = (*palette.levels, palette.undefined)
    return Style(color=background.blend(colors[level], strength).rich_color)
