"""All that is to be made out can be, in every theme: a contrast of 3 to 1 at least."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pytest
from application import Application, running
from rich.style import Style
from textual.color import Color
from textual.filter import monochrome_style
from textual.theme import BUILTIN_THEMES, Theme
from textual.widget import Widget

from microtui.widgets.drawing.colors.color_vision import distance
from microtui.widgets.drawing.colors.contrast import INK, LEAST, PAPER, contrast, readable, seen
from microtui.widgets.drawing.colors.palette import NEGATIVE, POSITIVE, palette_of
from microtui.widgets.drawing.colors.theme_colors import theme_colors

THEMES = list(BUILTIN_THEMES.values())
HARDEST = ("textual-light", "solarized-dark", "ansi-dark")
"""Themes with what others have, too: pale warnings, little contrast, the terminal's own colours."""


def variables_of(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **theme.variables}


def least(colors: Iterable[Color], grounds: Iterable[Color], *, dark: bool) -> float:
    """The contrast of the two that are nearest, however the terminal shows them."""
    grounds = [look for ground in grounds for look in seen(ground, dark=dark)]
    looks = [look for color in colors for look in seen(color, dark=dark)]
    return min(contrast(look, ground) for look in looks for ground in grounds)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(INK, PAPER) == contrast(PAPER, INK) == pytest.approx(21.0)
    assert contrast(PAPER, Color.parse("#767676")) == pytest.approx(4.54, abs=0.01)
    assert contrast(PAPER, Color.parse("#ff0000")) == pytest.approx(4.0, abs=0.01)


def test_a_colour_that_can_be_read_stays_and_another_keeps_its_hue() -> None:
    amber, ground = Color.parse("#ffa62b"), Color.parse("#e0e0e0")
    assert readable(amber, (INK,), dark=True) is amber
    darker = readable(amber, (ground,), dark=False)
    assert LEAST <= contrast(darker, ground) < LEAST + 0.5
    assert darker.hsl.h == pytest.approx(amber.hsl.h, abs=0.01)


def test_those_who_lack_cones_for_green_take_orange_for_red() -> None:
    orange, red = Color.parse("#cb4b16"), Color.parse("#dc322f")
    assert distance(orange, red) < 10.0
    assert distance(orange, Color.parse("#268bd2")) > 50.0
    assert distance(red, red) == 0.0


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_samples_stand_out_from_any_place_on_the_map_and_from_the_pane(theme: Theme) -> None:
    palette = palette_of(theme)
    [background] = seen(Color.parse(variables_of(theme)["background"]), dark=theme.dark)
    grounds = (*palette.levels, palette.undefined, background)
    marks = (palette.negative_mark, palette.positive_mark, palette.chosen_mark)
    assert least(marks, grounds, dark=theme.dark) >= LEAST
    # The middle of the map is the pane, nearly, and its ends are of two hues.
    assert contrast(palette.levels[7], background) < 1.5
    for hue, level in ((NEGATIVE, 0), (POSITIVE, -1)):
        assert palette.levels[level].hsl.h == pytest.approx(hue.hsl.h, abs=0.09)


@pytest.mark.parametrize("no_color", [False, True])
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_curves_stand_out_and_are_told_apart_also_by_the_colour_blind(
    theme: Theme, no_color: bool
) -> None:
    variables = variables_of(theme)
    colors = theme_colors(variables, dark=theme.dark, no_color=no_color)
    curves = [Color.parse(colors[f"curve-{name}"]) for name in ("train", "test", "twin")]
    background = Color.parse(variables["background"])
    if no_color and background.ansi is None:
        background = background.monochrome
    assert least(curves, [background], dark=theme.dark) >= LEAST
    if not no_color:
        for one, other in combinations(curves, 2):
            looks = zip(seen(one, dark=theme.dark), seen(other, dark=theme.dark), strict=True)
            assert min(distance(*pair) for pair in looks) >= 15.0


@pytest.mark.parametrize(
    ("themes", "no_color"),
    [
        (HARDEST, False),
        pytest.param((*BUILTIN_THEMES,), False, marks=pytest.mark.thorough),
        pytest.param((*BUILTIN_THEMES,), True, marks=pytest.mark.thorough),
    ],
)
async def test_every_word_of_a_pane_can_be_read(
    themes: tuple[str, ...], no_color: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    async with running(size=(80, 24)) as application:
        app = application.pilot.app
        for app.theme in themes:
            await application.pilot.pause()
            unreadable = {
                part: round(ratio, 2)
                for widget in application.main.walk_children(Widget)
                for part in type(widget).COMPONENT_CLASSES
                if (ratio := contrast_of(application, widget, part)) < LEAST
            }
            assert not unreadable, app.theme


def contrast_of(application: Application, widget: Widget, part: str) -> float:
    """Of a part of a widget with what it stands on, as it comes to the screen."""
    app = application.pilot.app
    style = widget.rich_style + widget.get_component_rich_style(part, partial=True)
    if app.no_color and not app.native_ansi_color:
        style = monochrome_style(style)
    dark = app.current_theme.dark
    text, ground = colors_of(style)
    if text.ansi == -1:
        # What the terminal writes with by itself can be read in it.
        text = PAPER if dark else INK
    if style.dim:
        text = ground.blend(text, 0.66)
    return least([text], [ground], dark=dark)


def colors_of(style: Style) -> tuple[Color, Color]:
    assert style.color is not None
    text, ground = (Color.from_rich_color(each) for each in (style.color, style.bgcolor))
    return (ground, text) if style.reverse else (text, ground)


MATTERS_MOST = (
    ("UpdatePanel", "update--next", ("update--code", "update--number", "update--skipped")),
    ("KeyBar", "keys--key", ("keys--label",)),
    ("RunHeader", "header--title", ("header--good", "header--muted")),
)


async def test_without_colours_what_matters_most_is_the_brightest_and_not_the_dimmest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(size=(80, 24)) as application:
        app, header = application.pilot.app, application.main.query_one("RunHeader")
        for app.theme in ("textual-dark", "textual-light", "ansi-light"):
            await application.pilot.pause()
            for kind, first, others in MATTERS_MOST:
                widget = application.main.query_one(kind)
                assert widget.get_component_rich_style(first, partial=True).bold
                brightness = contrast_of(application, widget, first)
                assert all(
                    brightness >= contrast_of(application, widget, part) for part in others
                ), (app.theme, kind)
            for badge in ("header--warning", "header--error"):
                assert header.get_component_rich_style(badge, partial=True).reverse
                assert contrast_of(application, header, badge) >= 7.0
        # The terminal's own colours, too, are left out.
        strips = app.screen._compositor.render_strips()
        styles = [style for strip in strips for _, style, _ in strip if style is not None]
        colors = {color.name for each in styles for color in (each.color, each.bgcolor) if color}
        assert colors == {"default"}
