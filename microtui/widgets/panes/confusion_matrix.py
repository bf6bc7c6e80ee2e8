"""The confusion matrix: which classes the network takes for which, and whose samples those are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive

from engine.arrays import Indices
from microtui.keys import key
from microtui.session.snapshot import Snapshot
from microtui.session.view import View
from microtui.terminal.colors import draws_plainly
from microtui.widgets.drawing.colors.palette import palette_of
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.widgets.samples.confusion_drawing import ConfusionDrawing, ConfusionLooks
from microtui.widgets.samples.confusion_layout import ConfusionLayout, layout_confusion
from microtui.words.cut_text import cut_text
from microtui.words.samples.confusion_text import (
    Cell,
    cell_texts,
    part_text,
    right_text,
    title_text,
    why_none,
)
from microtui.words.samples.data_words import class_names


class ConfusionMatrix(SnapshotView, can_focus=True):
    """A row for each true class, a column for each that its samples are taken for; the keys go
    from cell to cell, and open the list of the samples in one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "confusion--heading",
        "confusion--chosen",
        "confusion--nothing",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        key("up", "move(-1, 0)", "class above", "The true class above", "looking"),
        key("down", "move(1, 0)", "class below", "The true class below", "looking"),
        key("left", "move(0, -1)", "taken for", "What it is taken for: the one before", "looking"),
        key("right", "move(0, 1)", "taken for next", "What it is taken for: the next", "looking"),
        key("enter", "list", "list", "List the samples in this cell", "looking", footer=True),
        key("e", "switch_set", "test", "Count the test samples", "looking", footer=True),
    ]
    BORDER_TITLE = "Confusion"

    cursor: reactive[Cell] = reactive((0, 0), repaint=False)
    """The cell that the keys have gone to; it stands out while this pane has the focus."""
    of_test: reactive[bool] = reactive(False, repaint=False)
    """Whether the test set is counted, where there is one."""

    _early: Sequence[Callable[[], None]] = ()

    watch_cursor = watch_of_test = SnapshotView.redraw

    @dataclass
    class CellChosen(Message):
        """Somebody wants to see the samples of this cell, of the training set or the test set."""

        cell: Cell
        of_test: bool

    def add_to(self, view: View) -> View:
        return replace(view, confusion=True) if self.is_seen else view

    # -- what comes in ---------------------------------------------------------------------------

    def watch_snapshot(self, old: Snapshot | None, new: Snapshot | None) -> None:
        self.redraw()
        if self._counts is not None:
            early, self._early = self._early, ()
            for act in early:
                act()

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.redraw()

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        counts = self._counts
        if self.snapshot is None or counts is None or offset is None:
            return
        cell = self._layout(self.snapshot, counts).cell_at(offset.x, offset.y)
        if cell is not None:
            self.cursor = cell
            self.action_list()

    def action_move(self, rows: int, columns: int) -> None:
        self._once_counted(lambda: self._move(rows, columns))

    def action_list(self) -> None:
        self._once_counted(self._list)

    def action_switch_set(self) -> None:
        """Count the test samples, or those of the training set again; say so where there are no
        test samples."""
        self._once_counted(self._switch_set)

    def _once_counted(self, act: Callable[[], None]) -> None:
        """A key may come before the counts do: then it acts as soon as they are there."""
        if self._counts is not None:
            act()
        elif self.snapshot is not None and not why_none(self.snapshot):
            self._early = [*self._early, act]

    def _move(self, rows: int, columns: int) -> None:
        row, column = self._cell
        self.cursor = self._within(row + rows, column + columns)

    def _list(self) -> None:
        self.post_message(self.CellChosen(self._cell, self._shows_test))

    def _switch_set(self) -> None:
        assert self.snapshot is not None
        assert self.snapshot.confusion is not None
        if self.snapshot.confusion.test is None:
            self.app.notify("There is no test set: all samples are trained on.")
        else:
            self.of_test = not self.of_test

    def begin_anew(self) -> None:
        """As the program begins."""
        self.cursor, self.of_test = (0, 0), False

    # -- what there is ---------------------------------------------------------------------------

    @property
    def _shows_test(self) -> bool:
        confusion = self.snapshot.confusion if self.snapshot is not None else None
        return self.of_test and confusion is not None and confusion.test is not None

    @property
    def _counts(self) -> Indices | None:
        """Of the set that is looked at; None where there are none, or none yet."""
        if self.snapshot is None or self.snapshot.confusion is None:
            return None
        confusion = self.snapshot.confusion
        return confusion.train if not self.of_test or confusion.test is None else confusion.test

    @property
    def _cell(self) -> Cell:
        """The cell of the cursor, or the nearest that there is."""
        return self._within(*self.cursor)

    def _within(self, row: int, column: int) -> Cell:
        assert self._counts is not None
        last = len(self._counts) - 1
        return min(max(row, 0), last), min(max(column, 0), last)

    def _layout(self, snapshot: Snapshot, counts: Indices) -> ConfusionLayout:
        longest = max(map(cell_len, class_names(snapshot.configuration)))
        size = self.content_size
        return layout_confusion(
            len(counts), longest, int(counts.max()), self._cell, (size.width, size.height)
        )

    # -- what one sees ---------------------------------------------------------------------------

    def draw(self, snapshot: Snapshot) -> None:
        if not self.is_seen:
            return
        width, height = self.content_size
        reason = why_none(snapshot)
        counts = self._counts
        if reason:
            self.set_title(self.BORDER_TITLE)
            self.set_subtitle("")
            self.show_lines([text_strip((line, None)) for line in cut_text(reason, width, height)])
        elif counts is not None:
            layout = self._layout(snapshot, counts)
            names = class_names(snapshot.configuration)
            cursor = self._cell if self.has_keys else None
            drawing = ConfusionDrawing(counts, names, layout, cursor, self._looks)
            self.show_lines(drawing.strips()[:height])
            self.set_subtitle(self._subtitle(names, counts, layout))
            self.set_title(title_text(is_test=self._shows_test))

    def _subtitle(self, names: tuple[str, ...], counts: Indices, layout: ConfusionLayout) -> str:
        """What is in the cell that the keys have gone to; what does not stand in the pane."""
        others = [
            part_text(layout.rows, len(counts), "rows"),
            part_text(layout.columns, len(counts), "columns"),
            "" if layout.has_totals else right_text(counts),
        ]
        others = list(filter(None, others))
        if not self.has_keys:
            return " · ".join(others)
        choices = [
            " · ".join([text, *others[:count]])
            for count in range(len(others), -1, -1)
            for text in cell_texts(names, self._cell, int(counts[self._cell]))
        ]
        return self.fitting_border(choices)

    @property
    def _looks(self) -> ConfusionLooks:
        return ConfusionLooks(
            palette=palette_of(self.app.current_theme),
            heading=self.style_of("confusion--heading"),
            chosen=self.style_of("confusion--chosen"),
            nothing=self.style_of("confusion--nothing"),
            is_plain=draws_plainly(self.app),
            ascii_only=self.ascii_only,
        )
