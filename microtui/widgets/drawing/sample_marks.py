"""What stands for the samples on the map and in the table of examples.

Their class is told by shape as well as colour.
"""

from __future__ import annotations

import numpy as np

from engine.arrays import Array
from engine.data.datasets import Bounds
from microtui.session.snapshot import MapSamples
from microtui.widgets.drawing.colors.palette import Palette
from microtui.widgets.drawing.field_strips import Mark
from microtui.words.signs import signs


def sample_mark(target: float, is_train: bool, palette: Palette, *, ascii_only: bool) -> Mark:
    """The sign of one sample; of a regression, the sign of its target tells its class."""
    is_positive = target > 0.0
    sign = signs(ascii_only=ascii_only)
    positive, negative = (
        (sign.positive, sign.negative) if is_train else (sign.positive_test, sign.negative_test)
    )
    return Mark(
        positive if is_positive else negative,
        palette.positive_mark if is_positive else palette.negative_mark,
    )


def sample_marks(
    samples: MapSamples,
    bounds: Bounds,
    columns: int,
    lines: int,
    palette: Palette,
    *,
    show_test: bool,
    ascii_only: bool,
) -> dict[tuple[int, int], Mark]:
    """What stands for the samples, by (line, column): class is told by shape as well as colour.

    A cell with samples of both classes shows a mark of its own.
    """
    sign_of = {
        (target, is_train): sample_mark(target, is_train, palette, ascii_only=ascii_only)
        for target in (-1.0, 1.0)
        for is_train in (False, True)
    }
    x, y = cells_of(samples, bounds, columns, lines)
    is_shown = (x >= 0) & (x < columns) & (y >= 0) & (y < lines)
    if not show_test:
        is_shown &= samples.is_train
    marks: dict[tuple[int, int], Mark] = {}
    for i in np.flatnonzero(is_shown).tolist():
        mark = sign_of[1.0 if samples.targets[i] > 0.0 else -1.0, bool(samples.is_train[i])]
        cell = (int(y[i]), int(x[i]))
        other = marks.get(cell)
        if other is not None and other.color != mark.color:
            mark = Mark(signs(ascii_only=ascii_only).both, mark.color)
        marks[cell] = mark
    return marks


def cells_of(samples: MapSamples, bounds: Bounds, columns: int, lines: int) -> tuple[Array, Array]:
    """Column and line of each sample, as whole numbers, on the map or beyond its edges."""
    x_min, x_max, y_min, y_max = bounds
    x = np.floor((samples.x - x_min) / (x_max - x_min) * columns)
    y = np.floor((y_max - samples.y) / (y_max - y_min) * lines)
    return x, y


def chosen_marks(
    samples: MapSamples,
    number: int,
    bounds: Bounds,
    columns: int,
    lines: int,
    palette: Palette,
    *,
    ascii_only: bool,
) -> dict[tuple[int, int], Mark]:
    """One sample between brackets, on top of all others; nothing where the map does not reach."""
    if number >= len(samples.targets):
        return {}
    x, y = cells_of(samples, bounds, columns, lines)
    column, line = float(x[number]), float(y[number])
    if not (0 <= column < columns and 0 <= line < lines):
        return {}
    is_train = bool(samples.is_train[number])
    mark = sample_mark(float(samples.targets[number]), is_train, palette, ascii_only=ascii_only)
    return {
        (int(line), int(column) + offset): each
        for offset, each in (
            (-1, Mark("[", palette.chosen_mark)),
            (0, mark),
            (1, Mark("]", palette.chosen_mark)),
        )
        if 0 <= int(column) + offset < columns
    }
