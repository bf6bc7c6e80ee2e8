"""The colours of numbers: one hue below zero, one above, fading into the background at zero.

Orange and blue differ for every common kind of colour-blindness, and are what TensorFlow
Playground uses.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from textual.color import Color
from textual.theme import Theme

from microtui.widgets.drawing.colors.contrast import INK, PAPER, readable, seen

LEVELS = 16
"""Shades from -1 to 1: few enough that neighbouring cells often share one, which costs no bytes."""

NEGATIVE = Color.parse("#f08a24")
POSITIVE = Color.parse("#1c7fd6")


@dataclass(frozen=True, eq=False)
class Palette:
    """Colours by level 0 .. 15 of a number from -1 to 1, and for what is drawn on top of them."""

    levels: tuple[Color, ...]
    undefined: Color
    """For NaN."""
    negative_mark: Color
    positive_mark: Color
    chosen_mark: Color
    """For what stands around the sample that is chosen."""

    def written(self, color: Color, level: int) -> Color:
        """This colour of a mark where it stands on a level: all can be read on any."""
        return color


@lru_cache(maxsize=64)
def palette_for(background: Color, dark: bool) -> Palette:
    """The colours that suit a theme with this background."""
    strength = 0.75 if dark else 0.65
    levels = []
    for level in range(LEVELS):
        position = 2.0 * level / (LEVELS - 1) - 1.0
        hue = POSITIVE if position > 0.0 else NEGATIVE
        levels.append(background.blend(hue, strength * (0.12 + 0.88 * abs(position))))
    extreme = PAPER if dark else INK
    undefined = background.blend(extreme, 0.4)
    grounds = (*levels, undefined, background)
    return Palette(
        levels=tuple(levels),
        undefined=undefined,
        negative_mark=readable(NEGATIVE.blend(extreme, 0.55), grounds, dark=dark),
        positive_mark=readable(POSITIVE.blend(extreme, 0.6), grounds, dark=dark),
        chosen_mark=extreme,
    )


def palette_of(theme: Theme) -> Palette:
    """The colours for a Textual theme."""
    return palette_for(background_of(theme), theme.dark)


def background_of(theme: Theme) -> Color:
    """What panes are drawn on in a Textual theme.

    Where that is the terminal's own background, nobody knows it: it is as dark as the theme is.
    """
    background = Color.parse(theme.background or ("#121212" if theme.dark else "#efefef"))
    return seen(background, dark=theme.dark)[0]
