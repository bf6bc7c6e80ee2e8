"""The styles and characters that a graph is drawn with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from microtui.terminal.colors import draws_plainly
from microtui.widgets.drawing.colors.palette import Palette, background_of, palette_of
from microtui.widgets.drawing.field_strips import levels_of
from microtui.widgets.network.network_looks import line_style

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

    def grad(self, strength: float) -> Style | None:
        """As a weight of that size, -1 .. 1, has it in the network."""
        if self.palette is None or self.is_plain:
            return None
        level = int(levels_of(np.array([strength]))[0])
        return line_style(self.palette, self.background, level, 1.0)

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
        return "#####" + "#" if self.ascii_only else "┏┓┗┛━┃"


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
        **styles,
    )
