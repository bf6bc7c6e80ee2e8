"""The decision map: what the network says at every point of the plane, with the samples on top."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.reactive import reactive
from textual.strip import Strip

from microtui.changes.twins import difference_text
from microtui.keys import key
from microtui.session.snapshot import Field, Snapshot, View
from microtui.terminal.colors import draws_plainly
from microtui.widgets.drawing.colors.palette import palette_of
from microtui.widgets.drawing.field_strips import (
    field_strips,
    levels_of,
    plain_strips,
    resampled,
)
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.drawing.sample_marks import chosen_marks, sample_marks
from microtui.widgets.drawing.snapshot_view import SnapshotView

BORDER_ENDS = 4
"""Columns of a border, beside its corners, in which no words can stand."""


class DecisionMap(SnapshotView, can_focus=True):
    """Draws a snapshot's field and samples."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("i", "switch('discretize')", "discretize", "Two colours only", "looking", footer=True),
        key(
            "left_square_bracket",
            "next_axis(0)",
            "axis across",
            "Another column of the data from left to right",
            "looking",
            display="[",
        ),
        key(
            "right_square_bracket",
            "next_axis(1)",
            "axis up",
            "Another column of the data from bottom to top",
            "looking",
            display="]",
        ),
        key("e", "show_test", "test", "Show the test samples", "looking", footer=True),
    ]
    BORDER_TITLE = "Decision map"

    discretize: reactive[bool] = reactive(False, repaint=False)
    show_test: reactive[bool] = reactive(False, repaint=False)
    axes: reactive[tuple[int, int]] = reactive((0, 1), repaint=False)
    """The columns of the data that are shown, horizontally and vertically."""
    sample: reactive[int | None] = reactive(None, repaint=False)
    """The number of the sample that stands out, be it hidden below others or not shown at all."""

    watch_discretize = watch_show_test = watch_axes = watch_sample = SnapshotView.redraw

    @property
    def grid(self) -> tuple[int, int]:
        """Columns and rows of points that fill this widget, or half of it beside a twin: two rows
        a line."""
        columns, lines = self.content_size
        has_twin = self.snapshot is not None and self.snapshot.twin is not None
        return (max((columns - 1) // 2, 0) if has_twin else columns), 2 * lines

    def add_to(self, view: View) -> View:
        columns, rows = self.grid
        return replace(view, field_columns=columns, field_rows=rows, axes=self.axes)

    def action_switch(self, attribute: str) -> None:
        setattr(self, attribute, not getattr(self, attribute))

    def action_show_test(self) -> None:
        """Show the test samples, or no longer; where there are none, say so."""
        self.action_switch("show_test")
        if self.show_test and self.snapshot is not None and self.snapshot.samples.is_train.all():
            self.app.notify("There is no test set: all samples are trained on.")

    def action_next_axis(self, axis: int) -> None:
        """Show the next column on this axis, but never the one of the other axis."""
        if self.snapshot is None or self.snapshot.field is None:
            return
        count = self.snapshot.field.column_count
        if count <= 2:
            return
        columns = list(self.axes)
        columns[axis] = (columns[axis] + 1) % count
        if columns[0] == columns[1]:
            columns[axis] = (columns[axis] + 1) % count
        self.axes = (columns[0], columns[1])

    def draw(self, snapshot: Snapshot) -> None:
        columns, rows = self.grid
        if snapshot.field is None or columns == 0 or rows == 0:
            return
        twin = snapshot.twin
        if twin is None:
            subtitle = axes_text(snapshot.field)
        else:
            subtitle = f"this run │ its twin: {difference_text(snapshot)}"
            if len(subtitle) > self.content_size.width - BORDER_ENDS:
                subtitle = f"twin: {difference_text(snapshot)}"
        if self.sample is not None and self.sample < len(snapshot.samples.targets):
            subtitle = " · ".join(filter(None, [chosen_text(snapshot, self.sample), subtitle]))
        self.set_subtitle(subtitle)
        strips = self._field_strips(snapshot, snapshot.field, columns, rows)
        if twin is not None and twin.field is not None:
            beside = self._field_strips(snapshot, twin.field, columns, rows)
            gap = text_strip(("│", None))
            strips = [
                Strip.join([left, gap, right]) for left, right in zip(strips, beside, strict=True)
            ]
        self.show_lines(strips)

    def _field_strips(
        self, snapshot: Snapshot, field: Field, columns: int, rows: int
    ) -> list[Strip]:
        """One field with the samples on top."""
        numbers = resampled(field.levels, rows, columns)
        levels = levels_of(numbers, discretize=self.discretize)
        palette = palette_of(self.app.current_theme)
        marks = sample_marks(
            snapshot.samples,
            field.bounds,
            columns,
            rows // 2,
            palette,
            show_test=self.show_test,
            ascii_only=self.ascii_only,
        )
        if self.sample is not None:
            marks |= chosen_marks(
                snapshot.samples,
                self.sample,
                field.bounds,
                columns,
                rows // 2,
                palette,
                ascii_only=self.ascii_only,
            )
        if draws_plainly(self.app):
            return plain_strips(levels, marks, self.ascii_only)
        return field_strips(levels, palette, marks)


def axes_text(field: Field) -> str:
    """What the axes are, where there is a choice."""
    if field.column_count <= 2:
        return ""
    return f"{field.x_name} →  {field.y_name} ↑  the others at their means"


def chosen_text(snapshot: Snapshot, sample: int) -> str:
    """Which sample is chosen, and whether the map reaches it."""
    assert snapshot.field is not None
    x_min, x_max, y_min, y_max = snapshot.field.bounds
    x, y = float(snapshot.samples.x[sample]), float(snapshot.samples.y[sample])
    if x_min <= x < x_max and y_min < y <= y_max:
        return f"[ ] sample {sample}"
    return f"sample {sample} lies outside"
