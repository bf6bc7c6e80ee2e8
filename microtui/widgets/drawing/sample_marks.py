"""What stands for the samples on the map and in the table of examples.

Their class is told by shape as well as colour.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from textual.theme import Theme

from engine.arrays import Array, Indices, Mask
from engine.data.datasets import Bounds, Dataset
from microtui.session.snapshot import MapSamples
from microtui.widgets.drawing.colors.class_palette import ClassPalette, class_palette_of
from microtui.widgets.drawing.colors.palette import Palette, palette_of
from microtui.widgets.drawing.field_strips import Mark
from microtui.words.signs import class_signs, signs


@dataclass(frozen=True)
class SampleLook:
    """How the samples of one dataset are drawn: by a palette, and on one of these terminals."""

    palette: Palette
    theme: Theme
    class_signs: tuple[str, ...]
    """By class; empty where there are two, or none, and shapes tell below 0 from above."""
    ascii_only: bool

    @property
    def classes(self) -> ClassPalette:
        """Made when it is first asked for: it takes its time, and two classes need none."""
        return class_palette_of(self.theme)

    def of_class(self, number: int, *, is_train: bool) -> Mark:
        """The sign of a sample of this class, from 0, of two or more."""
        if self.class_signs:
            return Mark(
                self.class_signs[number], self.classes.marks[number], underline=not is_train
            )
        return sample_mark(bool(number), is_train, self.palette, ascii_only=self.ascii_only)

    def of_target(self, target: float, *, is_train: bool) -> Mark:
        """The sign of a sample with such a target as `MapSamples` has it."""
        return self.of_class(self.class_of(target), is_train=is_train)

    def class_of(self, target: float) -> int:
        """The number of its class; of a regression, 0 for a target below 0 and 1 for one above."""
        return int(target) if self.class_signs else int(target > 0.0)

    @property
    def mixed(self) -> Mark:
        """What stands for samples of more than two classes, none of which is in the majority."""
        return Mark(signs(ascii_only=self.ascii_only).both, self.classes.chosen_mark)


def sample_look(dataset: Dataset, theme: Theme, *, ascii_only: bool) -> SampleLook:
    names = dataset.classes if dataset.has_several_classes else ()
    return SampleLook(
        palette_of(theme),
        theme,
        class_signs(names, ascii_only=ascii_only),
        ascii_only,
    )


def sample_mark(is_positive: bool, is_train: bool, palette: Palette, *, ascii_only: bool) -> Mark:
    """The sign of one sample of the class above 0, or of that below."""
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
    look: SampleLook,
    *,
    show_test: bool,
) -> dict[tuple[int, int], Mark]:
    """What stands for the samples, by (line, column): class is told by shape as well as colour.

    A cell with samples of both classes shows a mark of its own. Of more than two, which crowd, it
    shows the one that more than half of its samples are of; where there is none, that mark, too.
    """
    x, y = cells_of(samples, bounds, columns, lines)
    is_shown = (x >= 0) & (x < columns) & (y >= 0) & (y < lines)
    if not show_test:
        is_shown &= samples.is_train
    shown = Shown(
        x[is_shown].astype(np.intp),
        y[is_shown].astype(np.intp),
        samples.targets[is_shown],
        samples.is_train[is_shown],
    )
    return letter_marks(shown, look) if look.class_signs else shape_marks(shown, look)


@dataclass(frozen=True, eq=False)
class Shown:
    """The samples on the map: their cells, targets, and whether they are trained on."""

    x: Indices
    y: Indices
    targets: Array
    is_train: Mask


def shape_marks(shown: Shown, look: SampleLook) -> dict[tuple[int, int], Mark]:
    """Of two classes, or of numbers below 0 and above."""
    sign_of = {
        (number, is_train): look.of_class(number, is_train=is_train)
        for number in (0, 1)
        for is_train in (False, True)
    }
    marks: dict[tuple[int, int], Mark] = {}
    samples = zip(shown.x.tolist(), shown.y.tolist(), shown.targets, shown.is_train, strict=True)
    for x, y, target, is_train in samples:
        mark = sign_of[look.class_of(target), bool(is_train)]
        other = marks.get((y, x))
        if other is not None and other.color != mark.color:
            mark = Mark(signs(ascii_only=look.ascii_only).both, mark.color)
        marks[y, x] = mark
    return marks


def letter_marks(shown: Shown, look: SampleLook) -> dict[tuple[int, int], Mark]:
    """Of more than two classes."""
    classes, columns = len(look.class_signs), int(shown.x.max(initial=0)) + 1
    codes, cell_of = np.unique(shown.y * columns + shown.x, return_inverse=True)
    kind_of = cell_of * classes + shown.targets.astype(np.intp)
    counts, trained = (
        np.bincount(kind_of, weights, classes * len(codes)).reshape(-1, classes)
        for weights in (None, shown.is_train)
    )
    most = counts.argmax(axis=1)
    is_majority = 2 * counts.max(axis=1, initial=0) > counts.sum(axis=1)
    is_train = np.take_along_axis(trained, most[:, None], axis=1)[:, 0] > 0.0
    sign_of = {
        (number, is_train): look.of_class(number, is_train=is_train)
        for number in range(classes)
        for is_train in (False, True)
    }
    mixed = look.mixed
    kinds = zip(most.tolist(), is_train.tolist(), strict=True)
    return {
        divmod(code, columns): sign_of[kind] if majority else mixed
        for code, kind, majority in zip(codes.tolist(), kinds, is_majority.tolist(), strict=True)
    }


def cells_of(samples: MapSamples, bounds: Bounds, columns: int, lines: int) -> tuple[Array, Array]:
    """Column and line of each sample, as whole numbers, on the map or beyond its edges."""
    x_min, x_max, y_min, y_max = bounds
    x = np.floor((samples.x - x_min) / (x_max - x_min) * columns)
    y = np.floor((y_max - samples.y) / (y_max - y_min) * lines)
    return x, y


def chosen_marks(
    samples: MapSamples, number: int, bounds: Bounds, columns: int, lines: int, look: SampleLook
) -> dict[tuple[int, int], Mark]:
    """One sample between brackets, on top of all others; nothing where the map does not reach."""
    if number >= len(samples.targets):
        return {}
    x, y = cells_of(samples, bounds, columns, lines)
    column, line = float(x[number]), float(y[number])
    if not (0 <= column < columns and 0 <= line < lines):
        return {}
    mark = look.of_target(float(samples.targets[number]), is_train=bool(samples.is_train[number]))
    bracket = look.palette.chosen_mark
    return {
        (int(line), int(column) + offset): each
        for offset, each in ((-1, Mark("[", bracket)), (0, mark), (1, Mark("]", bracket)))
        if 0 <= int(column) + offset < columns
    }
