"""Weights between two layers as curves of braille dots."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.arrays import Array, Indices

DOTS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]], np.uint8)
"""The bit of each dot (row, column) of a braille character."""

THICKER = (0.45, 0.8)
"""The strengths from which on a line is two and three dots thick."""

NOBODY = -1


@dataclass(frozen=True, eq=False)
class Dots:
    """Where the curves go: by curve, thickness and point, a cell's flat index and a bit in it."""

    cells: Indices
    bits: NDArray[np.uint8]


@lru_cache(maxsize=64)
def dots_of(starts: tuple[int, ...], ends: tuple[int, ...], columns: int, lines: int) -> Dots:
    """Curves from each start to each end, ends outermost; both in half lines from the top."""
    points = 2 * max(columns * 2, lines * 4)
    way = np.linspace(0.0, 1.0, points)
    x = np.minimum((way * columns * 2).astype(np.intp), columns * 2 - 1)
    # Level at both ends, so that one sees where it leaves and where it arrives.
    rise = way * way * (3.0 - 2.0 * way)
    begin, end = np.array(starts, np.float64), np.array(ends, np.float64)
    y = begin[None, :, None] + (end[:, None, None] - begin[None, :, None]) * rise
    middles = np.rint(2.0 * y).astype(np.intp).reshape(-1, 1, points)
    rows = np.clip(middles + np.array([0, 1, -1])[:, None], 0, 4 * lines - 1)
    return Dots(
        cells=rows // 4 * columns + x // 2,
        bits=DOTS[rows % 4, np.broadcast_to(x % 2, rows.shape)],
    )


def draw_lines(
    dots: Dots, strengths: Array, priorities: Array, columns: int, lines: int
) -> tuple[NDArray[np.uint8], Indices]:
    """Braille bits (lines, columns), and which curve each cell belongs to: -1 for none.

    `strengths`, one a curve, 0 .. 1, say how thick it is; the one of the highest priority is on
    top. A cell shows the dots of that curve only, so that one can follow it.
    """
    order = np.argsort(priorities, kind="stable")
    thickness = 1 + np.searchsorted(THICKER, strengths[order], side="right")
    is_drawn = np.arange(3) < thickness[:, None]
    cells, bits = dots.cells[order][is_drawn], dots.bits[order][is_drawn]
    curves = np.repeat(order, thickness)[:, None]
    # Of several numbers for one cell NumPy keeps the last, which is the one on top.
    owners = np.full(columns * lines, NOBODY, np.intp)
    owners[cells] = np.broadcast_to(curves, cells.shape)
    is_on_top = owners[cells] == curves
    mask = np.zeros(columns * lines, np.uint8)
    np.bitwise_or.at(mask, cells[is_on_top], bits[is_on_top])
    return mask.reshape(lines, columns), owners.reshape(lines, columns)
