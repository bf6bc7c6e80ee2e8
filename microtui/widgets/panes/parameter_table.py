"""The table of all parameters: what each gradient is the sum of, and what the update made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from engine.network.flat import neuron_at, parameter_names
from microtui.keys import key
from microtui.session.snapshot import Snapshot
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.widgets.reading import Scrolling
from microtui.words.update.parameter_sums import HEADINGS, MOVE_HEADINGS, SUM_HEADINGS, sums_of

NUMBER_WIDTH = 7
WIDEST_GAP = 4


class ParameterTable(ScrollView, SnapshotView, Scrolling, can_focus=True):
    """One line a parameter under a line of headings; draws only the lines in view.

    Where something is looked for, only those parameters are listed whose name has it: `2.` is the
    layer 2, `.b` all that is a bias.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--heading", "table--even", "table--piled-up"}
    BINDINGS: ClassVar[list[BindingType]] = [
        key("g", "scroll_far(False)", "first parameter", "Go to the first parameter", "looking"),
        key("G", "scroll_far(True)", "last parameter", "Go to the last parameter", "looking"),
        key("ctrl+u", "scroll_half(-1)", "half back", "Half a page of parameters back", "looking"),
        key("ctrl+d", "scroll_half(1)", "half on", "Half a page of parameters on", "looking"),
        key("escape", "show_all", "all", "List all parameters again", "looking", footer=True),
    ]
    BORDER_TITLE = "Parameters"

    sought: reactive[str] = reactive("", repaint=False, bindings=True)
    """What the names of the listed parameters have in them."""

    def watch_sought(self) -> None:
        if self.snapshot is not None:
            self._begin_list()
            self.redraw()

    def watch_snapshot(self, old: Snapshot | None, new: Snapshot | None) -> None:
        if new is not None and (old is None or old.sizes != new.sizes):
            self._begin_list()
        elif new is not None and not new.in_full:
            # All of its numbers change, and nobody reads them that fast: a slow link is spared.
            return
        self.redraw()

    def _begin_list(self) -> None:
        """Go to the beginning of a list that is another one now."""
        self.virtual_size = Size(0, len(self._listed) + 1)
        self.scroll_home(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape is this pane's own only while there is more than is listed."""
        return action != "show_all" or self.sought != ""

    def action_show_all(self) -> None:
        self.sought = ""

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.redraw()

    def draw(self, snapshot: Snapshot) -> None:
        width, height = self.scrollable_content_region.size
        if height < 1:
            return
        listed, first = self._listed, self._first_line
        last = min(first + height - 1, len(listed))
        columns = columns_for(width, name_width(snapshot.sizes))
        heading = text_strip((columns.heading, self.style_of("table--heading")))
        shown = listed[first:last]
        self.show_lines([heading, *(self._row(snapshot, i, columns) for i in shown)])
        place = f"{first + 1}-{last} of {len(listed)}" if shown else "none"
        if self.sought:
            self.set_subtitle(f"with {self.sought}: {place}")
        else:
            layer, neuron = neuron_at(self.first_index, snapshot.sizes)
            self.set_subtitle(f"layer {layer} neuron {neuron} · {place}")

    @property
    def _listed(self) -> Sequence[int]:
        """The indices of the parameters that are listed."""
        return () if self.snapshot is None else indices_with(self.sought, self.snapshot.sizes)

    @property
    def _first_line(self) -> int:
        """The place in the list of what stands in the first line in view."""
        return min(max(round(self.scroll_y), 0), max(len(self._listed) - 1, 0))

    @property
    def first_index(self) -> int:
        """Of the parameter in the first line in view; the first of all where none is listed."""
        listed = self._listed
        return listed[self._first_line] if listed else 0

    def _row(self, snapshot: Snapshot, index: int, columns: Columns) -> Strip:
        layer, _ = neuron_at(index, snapshot.sizes)
        style = self.style_of("table--even") if layer % 2 else None
        piled_up = self.style_of("table--piled-up")
        sums = sums_of(snapshot, index)
        marks = sums.is_piled_up and not snapshot.is_case
        parts = [(columns.indented(parameter_names(snapshot.sizes)[index]), style)]
        for column in columns.numbers:
            is_marked = marks and column == columns.marked
            text = sums.text(column)
            parts.append((" " * columns.gap, style))
            parts.append((text, piled_up if is_marked else style))
        return text_strip(*parts)


@dataclass(frozen=True)
class Columns:
    """Those of a table that is so wide, in their order; each number takes `NUMBER_WIDTH` cells."""

    name_width: int
    numbers: tuple[str, ...]
    gap: int
    """Cells before each number."""

    @property
    def marked(self) -> str:
        """Where it shows that earlier gradients are still in there."""
        return "carried" if "carried" in self.numbers else "grad"

    @property
    def heading(self) -> str:
        """The signs of the sum, and the arrow, stand only where all of it does."""
        headings = SUM_HEADINGS if "carried" in self.numbers else HEADINGS
        headings = MOVE_HEADINGS if "old" in self.numbers else headings
        words = [headings[column].rjust(self.gap + NUMBER_WIDTH) for column in self.numbers]
        return self.indented("name") + "".join(words)

    def indented(self, name: str) -> str:
        """Off the edge, where there is room to spare."""
        return f" {name:<{self.name_width}}" if self.gap > 1 else f"{name:<{self.name_width}}"


CHOICES = (
    ("old", "value", "carried", "added", "grad"),
    ("value", "carried", "added", "grad"),
    ("value", "added", "grad"),
    ("value", "grad"),
    ("value",),
)
"""Where there is not room for all, those go first that can be done without."""


def columns_for(width: int, name_width: int) -> Columns:
    """As many columns as there is room for, as far apart as that lets them be."""
    room = width - name_width
    numbers = next(
        (each for each in CHOICES if len(each) * (NUMBER_WIDTH + 1) <= room), CHOICES[-1]
    )
    gap = min(max((room - 1) // len(numbers) - NUMBER_WIDTH, 1), WIDEST_GAP)
    return Columns(name_width, numbers, gap)


@lru_cache(maxsize=8)
def indices_with(sought: str, sizes: tuple[int, ...]) -> Sequence[int]:
    """Of the parameters whose name has this in it: a number of a layer first, the rest anywhere."""
    names = parameter_names(sizes)
    if not sought:
        return range(len(names))
    if sought[0].isdigit():
        return [index for index, name in enumerate(names) if name.startswith(sought)]
    return [index for index, name in enumerate(names) if sought in name]


@lru_cache(maxsize=8)
def name_width(sizes: tuple[int, ...]) -> int:
    """Cells that the longest name takes."""
    return max(map(len, parameter_names(sizes)))
