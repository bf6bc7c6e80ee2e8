"""Pictures that the network is given, and those that its weights make: a few pixels, enlarged."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from rich.segment import Segment
from textual.color import Color
from textual.strip import Strip
from textual.theme import Theme

from engine.arrays import Array
from microtui.widgets.drawing.colors.contrast import INK, PAPER
from microtui.widgets.drawing.colors.palette import LEVELS, Palette, background_of
from microtui.widgets.drawing.field_strips import levels_of, picture_strips, resampled

Shape = tuple[int, int]
"""Rows and columns of pixels."""

SHADES, ASCII_SHADES = " ░▒▓█", " .:+#"


def enlargement(shape: Shape, columns: int, lines: int) -> int:
    """How many cells a pixel is wide, and half lines high, at most; 0 where there is no room."""
    rows, pixels = shape
    return max(min(columns // pixels, 2 * lines // rows), 0)


def size_of(shape: Shape, times: int) -> tuple[int, int]:
    """Columns and lines of a picture enlarged so many times."""
    rows, pixels = shape
    return pixels * times, (rows * times + 1) // 2


def enlarged(pixels: Array, times: int) -> Array:
    return resampled(pixels, pixels.shape[0] * times, pixels.shape[1] * times)


def sample_pixels(points: Array, number: int, shape: Shape) -> Array:
    """Those of one sample, from the darkest of all samples to the lightest."""
    return brightness(points[number], float(points.min()), float(points.max()), shape)


def brightness(numbers: Array, low: float, high: float, shape: Shape) -> Array:
    """Pixels 0 .. 1 of inputs, row by row, of which the least and the largest are these."""
    span = high - low if high > low else 1.0
    shares: Array = np.clip((numbers - low) / span, 0.0, 1.0).reshape(shape)
    return shares


def grey_strips(
    pixels: Array, times: int, palette: Palette, *, is_plain: bool, ascii_only: bool
) -> list[Strip]:
    """Lines for pixels 0 .. 1, from the background to ink; `palette` is one of greys."""
    large = enlarged(pixels, times)
    if not is_plain:
        return picture_strips(levels_of(2.0 * large - 1.0), palette)
    shades = ASCII_SHADES if ascii_only else SHADES
    steps = np.rint(line_by_line(large) * (len(shades) - 1)).astype(np.intp)
    return [Strip([Segment("".join(shades[step] for step in row))]) for row in steps.tolist()]


def line_by_line(numbers: Array) -> Array:
    """Of each two rows, which share a line, what is farther from zero."""
    if len(numbers) % 2:
        numbers = np.vstack([numbers, np.zeros(numbers.shape[1])])
    upper, lower = numbers[::2], numbers[1::2]
    farther: Array = np.where(np.abs(upper) >= np.abs(lower), upper, lower)
    return farther


@lru_cache(maxsize=64)
def greys_for(background: Color, dark: bool) -> Palette:
    """Sixteen greys from the background on: where it is dark, what is more is lighter."""
    ink = PAPER if dark else INK
    levels = tuple(background.blend(ink, 0.9 * level / (LEVELS - 1)) for level in range(LEVELS))
    return Palette(levels, levels[LEVELS // 2], ink, ink, ink)


def greys_of(theme: Theme) -> Palette:
    return greys_for(background_of(theme), theme.dark)
