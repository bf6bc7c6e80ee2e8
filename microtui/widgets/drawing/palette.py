"""The colours of numbers: one hue below zero, one above, fading into the background at zero.

Orange and blue differ for every common kind of colour-blindness, and are what TensorFlow
Playground uses.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from textual.color import Color
from textual.theme import Theme

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


@lru_cache(maxsize=64)
def palette_for(background: Color, dark: bool) -> Palette:
    """The colours that suit a theme with this background."""
    strength = 0.75 if dark else 0.65
    levels = []
    for level in range(LEVELS):
        position = 2.0 * level / (LEVELS - 1) - 1.0
        hue = POSITIVE if position > 0.0 else NEGATIVE
        levels.append(background.blend(hue, strength * (0.12 + 0.88 * abs(position))))
    paper, ink = (Color.parse("#ffffff"), Color.parse("#000000"))
    return Palette(
        levels=tuple(levels),
        undefined=background.blend(ink if not dark else paper, 0.4),
        negative_mark=NEGATIVE.blend(paper if dark else ink, 0.55),
        positive_mark=POSITIVE.blend(paper if dark else ink, 0.6),
        chosen_mark=paper if dark else ink,
    )


def palette_of(theme: Theme) -> Palette:
    """The colours for a Textual theme."""
    return palette_for(background_of(theme), theme.dark)


def background_of(theme: Theme) -> Color:
    """What panes are drawn on in a Textual theme."""
    return Color.parse(theme.background or ("#121212" if theme.dark else "#efefef"))
