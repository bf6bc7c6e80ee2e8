"""The decision map: what the network says at every point of the plane, with the samples on top."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.reactive import reactive
from textual.strip import Strip

from microtui.changes.twins import difference_text
from microtui.keys import key
from microtui.session.snapshot import Snapshot
from microtui.session.view import Axes, View
from microtui.terminal.colors import draws_plainly
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.drawing.sample_marks import sample_look
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.widgets.map.field_drawing import FieldDrawing
from microtui.words.map_axes import axes_texts


class DecisionMap(SnapshotView, can_focus=True):
    """Draws a snapshot's field and samples."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key(
            "i",
            "switch('discretize')",
            "discretize",
            "Which class, not how sure",
            "looking",
            footer=True,
        ),
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
        key(
            "P",
            "show_principal",
            "principal axes",
            "The two directions in which the samples differ most, or columns again",
            "looking",
        ),
        key("g", "next_output", "next target", "The next of several targets", "looking"),
        key("e", "show_test", "test", "Show the test samples", "looking", footer=True),
    ]
    BORDER_TITLE = "Decision map"

    discretize: reactive[bool] = reactive(False, repaint=False)
    show_test: reactive[bool] = reactive(False, repaint=False)
    axes: reactive[Axes | None] = reactive(None, repaint=False)
    """What is shown horizontally and vertically; None is what suits the data."""
    output: reactive[int] = reactive(0, repaint=False)
    """Which of several targets is shown; the last where there are not so many."""
    sample: reactive[int | None] = reactive(None, repaint=False)
    """The number of the sample that stands out, be it hidden below others or not shown at all."""

    watch_discretize = watch_show_test = watch_axes = SnapshotView.redraw
    watch_output = watch_sample = SnapshotView.redraw

    @property
    def grid(self) -> tuple[int, int]:
        """Columns and rows of points that fill this widget, or half of it beside a twin: two rows
        a line."""
        columns, lines = self.content_size
        has_twin = self.snapshot is not None and self.snapshot.twin is not None
        return (max((columns - 1) // 2, 0) if has_twin else columns), 2 * lines

    def add_to(self, view: View) -> View:
        columns, rows = self.grid
        return replace(
            view, field_columns=columns, field_rows=rows, axes=self.axes, output=self.output
        )

    def watch_snapshot(self, old: Snapshot | None, new: Snapshot | None) -> None:
        """What was chosen of other columns and targets is not for these."""
        if old is not None and new is not None:
            before, now = old.configuration.data, new.configuration.data
            if before.input_names != now.input_names:
                self.axes = None
            if before.target_names != now.target_names:
                self.output = 0
        super().watch_snapshot(old, new)

    def action_switch(self, attribute: str) -> None:
        setattr(self, attribute, not getattr(self, attribute))

    def action_show_test(self) -> None:
        """Show the test samples, or no longer; where there are none, say so."""
        self.action_switch("show_test")
        if self.show_test and self.snapshot is not None and self.snapshot.samples.is_train.all():
            self.app.notify("There is no test set: all samples are trained on.")

    def action_next_axis(self, axis: int) -> None:
        """Show the next column on this axis, but never the one of the other axis; where no columns
        are shown, the first two."""
        count = self._column_count
        if count <= 2:
            return
        if self.is_principal:
            self.axes = (0, 1)
            return
        columns = [0, 1] if self.axes is None else [int(column) for column in self.axes]
        columns[axis] = (columns[axis] + 1) % count
        if columns[0] == columns[1]:
            columns[axis] = (columns[axis] + 1) % count
        self.axes = (columns[0], columns[1])

    def action_show_principal(self) -> None:
        """Show the principal axes of the samples, or two columns again."""
        if self._column_count > 2:
            self.axes = (0, 1) if self.is_principal else "principal"

    def action_next_output(self) -> None:
        """Show the next target, behind the last the first."""
        configuration = self.snapshot.configuration if self.snapshot else None
        if configuration is None or configuration.data.has_several_classes:
            return
        outputs = configuration.outputs
        self.output = (min(self.output, outputs - 1) + 1) % outputs

    @property
    def is_principal(self) -> bool:
        """Whether the axes are principal, chosen so or because they suit the data."""
        suits = self.snapshot is not None and self.snapshot.configuration.data.picture is not None
        return self.axes == "principal" or (self.axes is None and suits)

    @property
    def _column_count(self) -> int:
        """How many columns there are to choose from; 0 while nothing is known."""
        return len(self.snapshot.configuration.data.input_names) if self.snapshot else 0

    def draw(self, snapshot: Snapshot) -> None:
        columns, rows = self.grid
        if snapshot.field is None or columns == 0 or rows == 0:
            return
        twin = snapshot.twin
        if twin is None:
            subtitles = axes_texts(snapshot.field)
        else:
            difference = difference_text(snapshot)
            target = f"{snapshot.field.target} · " if snapshot.field.target else ""
            subtitles = [f"{target}this run │ its twin: {difference}", f"twin: {difference}"]
        subtitle = self.fitting_border(subtitles)
        if self.sample is not None and self.sample < len(snapshot.samples.targets):
            subtitle = " · ".join(filter(None, [chosen_text(snapshot, self.sample), subtitle]))
        self.set_subtitle(subtitle)
        drawing = FieldDrawing(
            columns,
            rows,
            sample_look(
                snapshot.configuration.data,
                self.app.current_theme,
                ascii_only=self.ascii_only,
            ),
            is_plain=draws_plainly(self.app),
            discretize=self.discretize,
            show_test=self.show_test,
            sample=self.sample,
        )
        strips = drawing.strips(snapshot.field, snapshot.samples)
        if twin is not None and twin.field is not None:
            beside = drawing.strips(twin.field, snapshot.samples)
            gap = text_strip(("│", None))
            strips = [
                Strip.join([left, gap, right]) for left, right in zip(strips, beside, strict=True)
            ]
        self.show_lines(strips)


def chosen_text(snapshot: Snapshot, sample: int) -> str:
    """Which sample is chosen, and whether the map reaches it."""
    assert snapshot.field is not None
    x_min, x_max, y_min, y_max = snapshot.field.bounds
    x, y = float(snapshot.samples.x[sample]), float(snapshot.samples.y[sample])
    if x_min <= x < x_max and y_min < y <= y_max:
        return f"[ ] sample {sample}"
    return f"sample {sample} lies outside"
