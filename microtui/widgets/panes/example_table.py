"""The table of examples: each sample with its score and its own loss, and one neuron's sum."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.binding import BindingType
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive

from microtui.messages import UnitChosen
from microtui.session.snapshot import Snapshot
from microtui.session.view import ExamplesView, Place, View
from microtui.terminal.colors import draws_plainly
from microtui.widgets.drawing.pixel_pictures import greys_of
from microtui.widgets.drawing.sample_marks import sample_look
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.widgets.network.network_layout import clamped, in_turn
from microtui.widgets.samples.example_drawing import (
    FEWEST_ROWS,
    ExampleDrawing,
    ExampleLooks,
    lines_for_sum,
)
from microtui.widgets.samples.example_keys import EXAMPLE_KEYS
from microtui.widgets.samples.listed_samples import are_others, position_in
from microtui.words.samples.confusion_text import Cell
from microtui.words.samples.example_columns import columns_for
from microtui.words.samples.example_list import list_text, title_text
from microtui.words.samples.loss_sum import as_typed


class ExampleTable(SnapshotView, can_focus=True):
    """A line for each sample under a line of headings, and below them the sum of one neuron for
    the sample that is chosen.

    The chosen sample stays in its line, however the order changes around it.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "examples--heading",
        "examples--chosen",
        "examples--wrong",
        "examples--sum",
    }
    BINDINGS: ClassVar[list[BindingType]] = [*EXAMPLE_KEYS]
    BORDER_TITLE = "Examples"

    by_loss: reactive[bool] = reactive(True, repaint=False)
    with_test: reactive[bool] = reactive(False, repaint=False)
    cell: reactive[Cell | None] = reactive(None, repaint=False, bindings=True)
    """A true class and what its samples are taken for, where only those are listed."""
    sample: reactive[int | None] = reactive(None, repaint=False, bindings=True)
    """The number of the sample that is chosen, wherever it stands in the list."""
    unit: reactive[Place | None] = reactive(None, repaint=False)
    """The unit whose sum is shown; None is the output, or that of the right class."""
    top: reactive[int] = reactive(0, repaint=False)
    """How many samples of the list stand above the first line."""

    _shown: Snapshot | None = None
    """The newest snapshot with a list of samples."""
    _early: Sequence[Callable[[], None]] = ()

    watch_by_loss = watch_with_test = watch_cell = SnapshotView.redraw
    watch_sample = watch_unit = watch_top = SnapshotView.redraw

    @dataclass
    class SampleChosen(Message):
        """Somebody wants to see this sample everywhere; None lets go of it."""

        sample: int | None

    def add_to(self, view: View) -> View:
        if not self.is_seen:
            return view
        sample = view.sample if self.sample is None else self.sample
        return replace(view, examples=self._order, sample=sample)

    @property
    def _order(self) -> ExamplesView:
        only_test = self.with_test and self.cell is not None
        return ExamplesView(self.by_loss, self.with_test, only_test, self.cell)

    # -- what comes in ---------------------------------------------------------------------------

    def watch_snapshot(self, old: Snapshot | None, new: Snapshot | None) -> None:
        if old is not None and new is not None and are_others(old.configuration, new.configuration):
            self._choose(None)
            self.set_reactive(ExampleTable.top, 0)
            self.cell = None
        if new is not None and new.in_full:
            self._take(new if new.examples is not None else None)
        self.redraw()

    def _take(self, new: Snapshot | None) -> None:
        """Show this list from now on; where the chosen sample was in view, it stays in its line."""
        top, rows, was = self._top, self._rows, position_in(self._shown, self.sample)
        self._shown = new
        now = position_in(new, self.sample)
        if was is not None and now is not None and top <= was < top + rows:
            self.set_reactive(ExampleTable.top, max(top + now - was, 0))
        # Focus is there at once, while it may be some frames until there is something to see.
        if self._is_listed or not self.has_keys:
            early, self._early = self._early, ()
            for choose in early if self._is_listed else ():
                choose()

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        if offset is not None and 1 <= offset.y <= min(self._rows, self._count):
            self._choose_at(self._top + offset.y - 1)

    def on_mouse_scroll_up(self) -> None:
        self.top = max(self._top - 1, 0)

    def on_mouse_scroll_down(self) -> None:
        self.top = self._top + 1

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape is this pane's own only while there is a sample to let go of, and then while not
        all are listed."""
        if action == "list_all":
            return self.sample is None and self.cell is not None
        return action != "let_go" or self.sample is not None

    def action_switch(self, attribute: str) -> None:
        setattr(self, attribute, not getattr(self, attribute))

    def action_choose(self, step: int) -> None:
        """Go on by so many samples; at first, to the one on top."""
        self._once_listed(lambda: self._choose_next(step))

    def action_choose_page(self, pages: float) -> None:
        self._once_listed(lambda: self._choose_next(round(pages * max(self._rows, 2))))

    def action_choose_end(self, is_last: bool) -> None:
        self._once_listed(lambda: self._choose_at(self._count - 1 if is_last else 0))

    def action_let_go(self) -> None:
        self._choose(None)

    def list_cell(self, cell: Cell, *, of_test: bool) -> None:
        """List only the samples of one class that are taken for one, of the training set or of
        the test set."""
        self._choose(None)
        self.cell, self.with_test, self.top = cell, of_test, 0

    def action_list_all(self) -> None:
        self.cell, self.top = None, 0

    def begin_anew(self) -> None:
        """As the program begins."""
        self.cell = None
        self.by_loss, self.with_test, self.top, self.unit = True, False, 0, None
        self._choose(None)

    def action_choose_unit(self, step: int) -> None:
        """Go on by so many units, layer after layer."""
        if self.snapshot is not None:
            self._go_to(in_turn(self._place, self.snapshot.sizes, step))

    def action_choose_layer(self, step: int) -> None:
        if self.snapshot is not None:
            layer, unit = self._place
            self._go_to(clamped((layer + step, unit), self.snapshot.sizes))

    def _go_to(self, place: Place) -> None:
        self.unit = place
        self.post_message(UnitChosen(place))

    def _once_listed(self, choose: Callable[[], None]) -> None:
        """A key may come before the list does: then it acts as soon as that is there."""
        if self._is_listed:
            choose()
        else:
            self._early = [*self._early, choose]

    def _choose_next(self, step: int) -> None:
        position = position_in(self._shown, self.sample)
        self._choose_at(self._top if position is None else position + step)

    def _choose_at(self, position: int) -> None:
        """Choose what stands at this place in the list, or at its nearest end, and have it seen."""
        if self._shown is None or self._shown.examples is None or self._count == 0:
            return
        position = min(max(position, 0), self._count - 1)
        top = self._top
        self._choose(int(self._shown.examples.order[position]))
        self.top = min(max(top, position - self._rows + 1), position)

    def _choose(self, sample: int | None) -> None:
        if sample != self.sample:
            self.sample = sample
            self.post_message(self.SampleChosen(sample))

    # -- what there is room for ------------------------------------------------------------------

    @property
    def _is_listed(self) -> bool:
        """Whether the list is there, in the order that the keys before have asked for."""
        examples = self._shown.examples if self._shown is not None else None
        return examples is not None and examples.listed_by == self._order

    @property
    def _count(self) -> int:
        """Samples in the list."""
        examples = self._shown.examples if self._shown is not None else None
        return len(examples.order) if examples is not None else 0

    @property
    def _place(self) -> Place:
        """The unit whose sum is shown, or the nearest that this network has."""
        snapshot = self._shown or self.snapshot
        assert snapshot is not None
        sizes = snapshot.sizes
        return clamped(self.unit or (len(sizes) - 1, self._true_class), sizes)

    @property
    def _true_class(self) -> int:
        """Of the chosen sample, if there are more than two: the output that its loss is made of."""
        shown = self._shown
        if shown is None or shown.examples is None or self.sample is None:
            return 0
        truth = shown.examples.truth
        # Of a run with fewer samples, it may be there no more until others are listed.
        is_there = shown.configuration.data.has_several_classes and self.sample < len(truth)
        return int(truth[self.sample]) if is_there else 0

    @property
    def _top(self) -> int:
        """`top`, but no line stays empty while there are samples above."""
        return max(min(self.top, self._count - self._rows), 0)

    @property
    def _rows(self) -> int:
        """Lines for samples."""
        return max(min(self.content_size.height - 1 - self._sum_lines, self._count), 0)

    @property
    def _sum_lines(self) -> int:
        """Lines for the sum, or for the hint where there is room for it."""
        width, height = self.content_size
        if self.sample is None or self._shown is None:
            return 1 if height > FEWEST_ROWS + 1 else 0
        picture = self._shown.configuration.data.picture
        return lines_for_sum(self._shown.sizes, self._place, width, height, picture)

    # -- what one sees ---------------------------------------------------------------------------

    def draw(self, snapshot: Snapshot) -> None:
        shown = self._shown
        width, height = self.content_size
        if shown is None or shown.examples is None or not self.is_seen:
            return
        columns = columns_for(shown.configuration, width)
        listed = shown.examples.order[self._top : self._top + self._rows].tolist()
        drawing = ExampleDrawing(shown, columns, self.sample, self._place, self._looks)
        self.show_lines(drawing.strips(listed, self._sum_lines)[:height])
        listed_by = shown.examples.listed_by or self._order
        if listed_by.cell != self.cell:
            # Of other samples, which may not even have these classes.
            listed_by = replace(listed_by, cell=None)
        title = title_text(shown.configuration, shown.examples, listed_by)
        if self.ascii_only:
            title = as_typed(title)
        self.set_title(title)
        is_missing = position_in(shown, self.sample) is None
        missing = self.sample if is_missing else None
        place = list_text(shown.examples, columns, self._top, len(listed), self._order, missing)
        self.set_subtitle(place)

    @property
    def _looks(self) -> ExampleLooks:
        assert self.snapshot is not None
        data, theme = self.snapshot.configuration.data, self.app.current_theme
        return ExampleLooks(
            samples=sample_look(data, theme, ascii_only=self.ascii_only),
            greys=greys_of(theme),
            heading=self.style_of("examples--heading"),
            chosen=self.style_of("examples--chosen"),
            wrong=self.style_of("examples--wrong"),
            sum=self.style_of("examples--sum"),
            is_plain=draws_plainly(self.app),
            ascii_only=self.ascii_only,
        )
