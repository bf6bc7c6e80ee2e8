"""The colours of more than two classes: a hue each, the fainter the less sure the network is.

The ten hues are those of M. A. Petroff, Accessible Color Sequences for Data Visualization (2021),
arXiv:2107.02270, which he searched for so that people with any common kind of colour-blindness can
tell any two of them apart. Here they come in another order: those of two classes first, and each
the farthest from all before it; the two greys, which might stand for no answer, last.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rich.color import ColorSystem
from textual.color import Color
from textual.theme import Theme

from microtui.widgets.drawing.colors.color_vision import linear
from microtui.widgets.drawing.colors.contrast import (
    INK,
    LEAST,
    PAPER,
    contrast,
    nearest,
    readable,
)
from microtui.widgets.drawing.colors.palette import background_of

HUES = tuple(
    Color.parse(each)
    for each in (
        "#ffa90e",
        "#3f90da",
        "#bd1f01",
        "#b9ac70",
        "#92dadd",
        "#a96b59",
        "#e76300",
        "#832db6",
        "#717581",
        "#94a4a2",
    )
)

CLASS_LEVELS = 6
"""Shades of a hue, from no surer of it than of the others to quite sure: few, so that neighbouring
cells often share one."""

FAINTEST = 0.3
"""How much of a hue there is in its faintest shade: where two such meet, the border is seen."""

CONTRAST_OF_FILLS = LEAST + 0.2
"""What fills leave to a sign on them, which is a little less than white or black."""

STEP = 0.01


@dataclass(frozen=True, eq=False)
class ClassPalette:
    """The colours of ten classes, of which a run may have fewer."""

    levels: tuple[Color, ...]
    """By class and level: `CLASS_LEVELS` of the first class, then those of the second."""
    undefined: Color
    """For NaN."""
    fills: tuple[Color, ...]
    """Where the network is sure of a class."""
    marks: tuple[Color, ...]
    """For the sign and the name of a class on the background; on a fill it is lighter or darker."""
    chosen_mark: Color
    """For what stands around the sample that is chosen, and where several classes share a cell."""
    dark: bool
    """Whether the theme is."""

    def written(self, color: Color, level: int) -> Color:
        """This colour of a mark where it stands on a level, or the nearest that can be read there:
        also where a terminal has 256 colours, and rounds them."""
        ground = (*self.levels, self.undefined)[level]
        return next(
            each
            for each in (*nearest(color, self.dark), PAPER if self.dark else INK)
            if contrast(each, ground) >= LEAST and contrast(rounded(each), rounded(ground)) >= LEAST
        )


def class_palette_of(theme: Theme) -> ClassPalette:
    """The colours for a Textual theme."""
    return class_palette_for(background_of(theme), theme.dark)


@lru_cache(maxsize=64)
def class_palette_for(background: Color, dark: bool) -> ClassPalette:
    """The colours that suit a theme with this background."""
    fills = fills_for(dark)
    levels = tuple(
        background.blend(fill, FAINTEST + (1.0 - FAINTEST) * level / (CLASS_LEVELS - 1))
        for fill in fills
        for level in range(CLASS_LEVELS)
    )
    extreme = PAPER if dark else INK
    undefined = background.blend(extreme, 0.4)
    return ClassPalette(
        levels=levels,
        undefined=undefined,
        fills=fills,
        marks=tuple(readable(hue.blend(extreme, 0.3), (background,), dark=dark) for hue in HUES),
        chosen_mark=extreme,
        dark=dark,
    )


def rounded(color: Color) -> Color:
    """What it becomes where there are 256."""
    return Color(*color.rich_color.downgrade(ColorSystem.EIGHT_BIT).get_truecolor())


@lru_cache(maxsize=2)
def fills_for(dark: bool) -> tuple[Color, ...]:
    """The hues as light as a sign of any of them can be read on all of them.

    All are dimmed alike, as by a grey glass, or lightened alike: so they stay as different as light
    lets them, also for the colour-blind.
    """
    strength = 1.0
    while True:
        fills = tuple(with_light(hue, strength, dark) for hue in HUES)
        if min(contrast(PAPER if dark else INK, fill) for fill in fills) >= CONTRAST_OF_FILLS:
            return fills
        strength -= STEP


def with_light(color: Color, strength: float, dark: bool) -> Color:
    """So much of the light of a colour, the rest black in the dark and white where it is light."""
    red, green, blue = (
        round(255 * coded(part * strength if dark else 1.0 - (1.0 - part) * strength))
        for part in linear(color)
    )
    return Color(red, green, blue)


def coded(light: float) -> float:
    """From light to the number that stands for it in sRGB, both 0 to 1."""
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
