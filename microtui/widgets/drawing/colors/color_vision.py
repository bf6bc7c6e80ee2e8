"""How far apart two colours are for whoever looks at them, colour-blind or not."""

from __future__ import annotations

import math
from functools import lru_cache

from textual.color import Color

Row = tuple[float, float, float]

SIGHTS: tuple[tuple[Row, Row, Row], ...] = (
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.052),
    ),
    (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
)
"""What becomes of linear red, green and blue: with all cones, without those for red, without those
for green, and without those for blue (Machado, Oliveira and Fernandes 2009)."""

USUAL = 3
"""The first sights: one man in twelve lacks some of the cones for red or green, and one human in
ten thousand those for blue."""

TO_XYZ: tuple[Row, Row, Row] = (
    (0.43395, 0.37622, 0.18983),
    (0.2126, 0.7152, 0.0722),
    (0.01772, 0.10946, 0.87282),
)
"""From linear red, green and blue to CIE XYZ, each against that of white."""


def distance(one: Color, other: Color, *, sights: int = USUAL) -> float:
    """In CIE Lab, for whom of the first sights it is least: 2 can just be told apart side by side,
    100 is from black to white."""
    return min(math.dist(lab(one, sight), lab(other, sight)) for sight in range(sights))


@lru_cache(maxsize=512)
def lab(color: Color, sight: int) -> Row:
    """A colour in CIE Lab as one of `SIGHTS` has it."""
    light = times(SIGHTS[sight], linear(color))
    red, green, blue = light
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in times(TO_XYZ, (max(red, 0.0), max(green, 0.0), max(blue, 0.0)))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def linear(color: Color) -> Row:
    """How much red, green and blue light a colour is of, 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.normalized
    )
    return red, green, blue


def times(matrix: tuple[Row, Row, Row], vector: Row) -> Row:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z
