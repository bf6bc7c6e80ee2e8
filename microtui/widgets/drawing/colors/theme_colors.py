"""The colours of the style sheet that a theme leaves open: they can be read in each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.color import Color
from textual.constants import DIM_FACTOR

from microtui.widgets.drawing.colors.color_vision import distance
from microtui.widgets.drawing.colors.contrast import INK, PAPER, ink_on, readable, seen

GROUNDS = ("background", "surface", "panel")
"""What text stands on."""

CURVES = ("curve-train", "curve-test", "curve-twin")
OF_CURVES = ("primary", "warning", "error", "accent", "secondary", "success")
TEXTS = ("text-warning", "text-error", "text-success")
USED = ("foreground", *TEXTS, *OF_CURVES)

FAR_APART = 15.0
"""Two curves that cross are told apart from here on."""


def theme_colors(variables: Mapping[str, str], *, dark: bool, no_color: bool) -> dict[str, str]:
    """By their names in the style sheet, given the variables that Textual makes of a theme.

    Without colours all become greys as light as they are: then what matters most is not in the
    theme's main colour, which would be the darkest of all.
    """
    theme = {name: Color.parse(variables[name]) for name in (*GROUNDS, *USED)}
    if no_color:
        theme = {name: grey(color) for name, color in theme.items()}
    # What is transparent shows the background below it.
    grounds = tuple(
        {theme["background"].blend(theme[name], theme[name].a, 1.0) for name in GROUNDS}
    )
    background, foreground = theme["background"], theme["foreground"]
    if not no_color:
        emphasis = readable(theme["primary"], grounds, dark=dark)
    elif foreground.ansi is None:
        emphasis = PAPER if dark else INK
    else:
        emphasis = foreground
    dimmed = foreground
    if foreground.ansi is None:
        dimmed = readable(foreground, grounds, dark=dark, strength=DIM_FACTOR)
    colors = {
        "emphasis": emphasis,
        "dimmed": dimmed,
        **{name: readable(theme[name], grounds, dark=dark) for name in TEXTS},
        "caution": readable(theme["warning"], grounds, dark=dark),
        "on-warning": ink_on(theme["warning"], background, dark=dark),
        "on-error": ink_on(theme["error"], background, dark=dark),
        **curves([readable(theme[name], (background,), dark=dark) for name in OF_CURVES], dark),
    }
    return {name: color.hex for name, color in colors.items()}


def grey(color: Color) -> Color:
    """What Textual makes of it where there are no colours; the terminal's own it leaves out."""
    return color if color.ansi is not None else color.monochrome


def curves(choice: Sequence[Color], dark: bool) -> dict[str, Color]:
    """Colours for the curves of the loss, of a theme's own, the most fitting first.

    Where two are too much alike for somebody, the next that is not takes the place of the second.
    """
    chosen: list[Color] = []
    for place in range(len(CURVES)):
        # What is far from all others, or else the farthest.
        distances = {each: least_distance(each, chosen, dark) for each in choice[place:]}
        far = (each for each in distances if distances[each] >= FAR_APART)
        chosen.append(next(far, max(distances, key=distances.__getitem__)))
    return dict(zip(CURVES, chosen, strict=True))


def least_distance(color: Color, others: Sequence[Color], dark: bool) -> float:
    """From the others, whatever the terminal makes of them."""
    return min(
        (
            distance(*pair)
            for other in others
            for pair in zip(seen(color, dark=dark), seen(other, dark=dark), strict=False)
        ),
        default=FAR_APART,
    )
