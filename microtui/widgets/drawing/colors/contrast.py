"""How well a colour stands out from another, and what comes of one that does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from textual.color import Color

from microtui.widgets.drawing.colors.color_vision import linear

LEAST = 3.0
"""The contrast that anything to be made out must have, as WCAG asks of large text and of graphs."""

ROUNDING = 0.05
"""What of it may be lost where dim colours are rounded once more."""

STEPS = 40
"""From a colour to black or white."""

PAPER, INK = Color.parse("#ffffff"), Color.parse("#000000")

ANSI_LOOKS = tuple(
    tuple(Color.parse(f"#{each}") for each in looks.split())
    for looks in (
        "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
        "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
        "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
        "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    )
)
"""The sixteen colours of a terminal, as VGA and as xterm have them: every terminal has its own."""

BRIGHT = 8
"""So far each of the eight dark ones is from its bright sister."""


def contrast(one: Color, other: Color) -> float:
    """From 1, where two colours are equally light, to 21, by the formula of WCAG 2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: Color) -> float:
    red, green, blue = linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def seen(color: Color, *, dark: bool) -> tuple[Color, ...]:
    """What a colour of a theme may look like: more than one where the terminal decides.

    The default colour is taken for the ground; what is written on it is not for us to choose.
    """
    if color.ansi is None:
        return (color,)
    if color.ansi < 0:
        return (INK if dark else PAPER,)
    return tuple(looks[color.ansi] for looks in ANSI_LOOKS)


def least_contrast(color: Color, grounds: Iterable[Color], *, dark: bool) -> float:
    """With the ground from which it stands out least, however the two look."""
    return min(
        contrast(one, other)
        for ground in grounds
        for one in seen(color, dark=dark)
        for other in seen(ground, dark=dark)
    )


@lru_cache(maxsize=512)
def readable(
    color: Color, grounds: tuple[Color, ...], *, dark: bool, strength: float = 1.0
) -> Color:
    """This colour where it stands out from all these grounds, or else the nearest one that does.

    That lies on the way to white on a dark ground, and to black on a light one. It may be drawn
    with less than its strength, as what is dim is.
    """
    return next(
        (each for each in nearest(color, dark) if stands_out(each, grounds, dark, strength)),
        PAPER if dark else INK,
    )


def stands_out(color: Color, grounds: tuple[Color, ...], dark: bool, strength: float) -> bool:
    enough = LEAST if strength == 1.0 else LEAST + ROUNDING
    return all(
        least_contrast(ground.blend(color, strength), [ground], dark=dark) >= enough
        for ground in grounds
    )


def nearest(color: Color, dark: bool) -> Iterator[Color]:
    """The colour, and what may stand in for it, the nearest first."""
    yield color
    if color.ansi is not None:
        if 0 <= color.ansi < BRIGHT:
            yield ansi(color.ansi + BRIGHT)
        color = seen(color, dark=dark)[-1]
    for step in range(1, STEPS):
        yield color.blend(PAPER if dark else INK, step / STEPS)


def ansi(number: int) -> Color:
    """One of the terminal's own sixteen colours."""
    return Color(*ANSI_LOOKS[0][number].rgb, ansi=number)


def ink_on(ground: Color, preferred: Color, *, dark: bool) -> Color:
    """What to write with on a strong colour: as one would have it, or else black or white."""
    if preferred.ansi is None and least_contrast(preferred, [ground], dark=dark) >= LEAST:
        return preferred
    extremes = (INK, PAPER) if ground.ansi is None else (ansi(0), ansi(2 * BRIGHT - 1))
    return max(extremes, key=lambda ink: least_contrast(ink, [ground], dark=dark))
