"""Ten hues that everybody can tell apart, and signs on them that can be read."""

from __future__ import annotations

from itertools import combinations

import pytest
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from microtui.widgets.drawing.colors.class_palette import CLASS_LEVELS, HUES, class_palette_of
from microtui.widgets.drawing.colors.color_vision import SIGHTS, distance
from microtui.widgets.drawing.colors.contrast import LEAST, contrast
from microtui.widgets.drawing.colors.palette import NEGATIVE, POSITIVE, background_of, palette_of

GREY = 8
"""The hues from here on are."""

THEMES = list(BUILTIN_THEMES.values())
SIDE_BY_SIDE = 2.0
"""In CIE Lab, as far apart as two colours must be to be told apart where they meet."""


def least(colors: tuple[Color, ...]) -> float:
    """The distance of the two that are nearest, for whom it is least."""
    return min(distance(*pair, sights=len(SIGHTS)) for pair in combinations(colors, 2))


def in_256(color: Color) -> Color:
    return Color(*color.rich_color.downgrade(ColorSystem.EIGHT_BIT).get_truecolor())


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_ten_classes_are_told_apart_by_everybody(theme: Theme) -> None:
    palette = class_palette_of(theme)
    assert len(palette.fills) == len(palette.marks) == 10
    assert least(palette.fills) >= 13.0
    assert least(tuple(map(in_256, palette.fills))) >= 2.0 * SIDE_BY_SIDE
    assert least(palette.levels[::CLASS_LEVELS]) >= SIDE_BY_SIDE


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_few_classes_have_those_that_differ_most(theme: Theme) -> None:
    fills = class_palette_of(theme).fills
    assert least(fills[:3]) >= 30.0
    assert least(fills[:5]) >= 17.0


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_first_two_are_those_of_two_classes(theme: Theme) -> None:
    two = palette_of(theme)
    for fill, hue, extreme in zip(
        class_palette_of(theme).fills,
        (NEGATIVE, POSITIVE),
        (two.levels[0], two.levels[-1]),
        strict=False,
    ):
        assert fill.hsl.h == pytest.approx(hue.hsl.h, abs=0.04)
        assert distance(fill, extreme) < 30.0


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_each_hue_fades_into_the_background(theme: Theme) -> None:
    palette, background = class_palette_of(theme), background_of(theme)
    for number, fill in enumerate(palette.fills):
        shades = palette.levels[number * CLASS_LEVELS : (number + 1) * CLASS_LEVELS]
        assert shades[-1] == fill
        distances = [distance(shade, background, sights=1) for shade in shades]
        assert distances == sorted(distances)
        assert distances[0] > SIDE_BY_SIDE


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_signs_can_be_read_on_every_level_also_in_256_colours(theme: Theme) -> None:
    palette = class_palette_of(theme)
    colors = (*palette.levels, palette.undefined)
    for mark in (*palette.marks, palette.chosen_mark):
        assert contrast(mark, background_of(theme)) >= LEAST
        for level in (*range(0, len(palette.levels), CLASS_LEVELS - 1), len(palette.levels)):
            written = palette.written(mark, level)
            assert contrast(written, colors[level]) >= LEAST
            assert contrast(in_256(written), in_256(colors[level])) >= LEAST


@pytest.mark.parametrize("name", ["textual-dark", "textual-light"])
def test_signs_keep_their_hue_where_it_can_be_read(name: str) -> None:
    palette = class_palette_of(BUILTIN_THEMES[name])
    for hue, mark in zip(HUES, palette.marks, strict=True):
        assert mark.hsl.h == pytest.approx(hue.hsl.h, abs=0.02)
    for hue, mark in list(zip(HUES, palette.marks, strict=True))[:GREY]:
        assert palette.written(mark, 0).hsl.h == pytest.approx(hue.hsl.h, abs=0.05)
