"""A whole map: a field, and what stands on top of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from textual.strip import Strip

from microtui.session.snapshot import Field, MapSamples
from microtui.widgets.drawing.field_strips import (
    Mark,
    field_strips,
    levels_of,
    plain_strips,
    resampled,
)
from microtui.widgets.drawing.sample_marks import SampleLook, chosen_marks, sample_marks
from microtui.widgets.map.class_field import class_levels, plain_class_strips
from microtui.words.signs import signs


@dataclass(frozen=True)
class FieldDrawing:
    """Draws fields of so many columns and rows of half cells, with the samples on top."""

    columns: int
    rows: int
    look: SampleLook
    is_plain: bool
    """Whether characters must say what colours say elsewhere."""
    discretize: bool
    """Whether it shows only which class is the likeliest, and not how sure that is."""
    show_test: bool
    sample: int | None
    """The one that stands out."""

    def strips(self, field: Field, samples: MapSamples) -> list[Strip]:
        marks = self._curve(field) | self._marks(field, samples)
        numbers = resampled(field.levels, self.rows, self.columns)
        look, names = self.look, self.look.class_signs
        if field.winners is None:
            levels = levels_of(numbers, discretize=self.discretize)
            if self.is_plain:
                return plain_strips(levels, marks, look.ascii_only)
            return field_strips(levels, look.palette, marks)
        winners = resampled(field.winners, self.rows, self.columns)
        levels = class_levels(winners, numbers, len(names), discretize=self.discretize)
        if self.is_plain:
            return plain_class_strips(levels, names, marks)
        return field_strips(levels, look.classes, marks)

    def _marks(self, field: Field, samples: MapSamples) -> dict[tuple[int, int], Mark]:
        size = (self.columns, self.rows // 2)
        marks = sample_marks(samples, field.bounds, *size, self.look, show_test=self.show_test)
        if self.sample is not None:
            marks |= chosen_marks(samples, self.sample, field.bounds, *size, self.look)
        return marks

    def _curve(self, field: Field) -> dict[tuple[int, int], Mark]:
        """What the network says over the only column of the data, as high as the targets are."""
        if not field.is_line or field.winners is not None:
            return {}
        y_min, y_max = field.bounds[2:]
        lines = self.rows // 2
        [numbers] = resampled(field.levels[:1], 1, self.columns)
        mark = Mark(
            signs(ascii_only=self.look.ascii_only).train_curve[0], self.look.palette.chosen_mark
        )
        return {
            (min(int((y_max - number) / (y_max - y_min) * lines), lines - 1), column): mark
            for column, number in enumerate(numbers.tolist())
            if not np.isnan(number)
        }
