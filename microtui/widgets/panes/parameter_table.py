"""The table of all parameters: what each gradient is the sum of, and what the update made of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from engine.network.flat import neuron_at, parameter_names
from microtui.session.snapshot import Snapshot
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.words.update.parameter_sums import HEADINGS, MOVE_HEADINGS, SUM_HEADINGS, sums_of

NUMBER_WIDTH = 7
WIDEST_GAP = 4


class ParameterTable(ScrollView, SnapshotView, can_focus=True):
    """One line a parameter under a line of headings; draws only the lines in view."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--heading", "table--even", "table--piled-up"}
    BORDER_TITLE = "Parameters"

    def watch_snapshot(self, old: Snapshot | None, new: Snapshot | None) -> None:
        if new is not None and (old is None or old.sizes != new.sizes):
            self.virtual_size = Size(0, new.parameters.size + 1)
            self.scroll_home(animate=False)
        elif new is not None and not new.in_full:
            # All of its numbers change, and nobody reads them that fast: a slow link is spared.
            return
        self.redraw()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.redraw()

    def draw(self, snapshot: Snapshot) -> None:
        width, height = self.scrollable_content_region.size
        if height < 1:
            return
        first = self.first_index
        last = min(first + height - 1, snapshot.parameters.size)
        columns = columns_for(width, name_width(snapshot.sizes))
        heading = text_strip((columns.heading, self.style_of("table--heading")))
        self.show_lines([heading, *(self._row(snapshot, i, columns) for i in range(first, last))])
        layer, neuron = neuron_at(first, snapshot.sizes)
        self.set_subtitle(
            f"layer {layer} neuron {neuron} · {first + 1}-{last} of {snapshot.parameters.size}"
        )

    @property
    def first_index(self) -> int:
        """Of the parameter in the first line in view."""
        last = self.snapshot.parameters.size - 1 if self.snapshot is not None else 0
        return min(max(round(self.scroll_y), 0), max(last, 0))

    def _row(self, snapshot: Snapshot, index: int, columns: Columns) -> Strip:
        layer, _ = neuron_at(index, snapshot.sizes)
        style = self.style_of("table--even") if layer % 2 else None
        piled_up = self.style_of("table--piled-up")
        sums = sums_of(snapshot, index)
        parts = [(columns.indented(parameter_names(snapshot.sizes)[index]), style)]
        for column in columns.numbers:
            is_marked = sums.is_piled_up and column == columns.marked
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
def name_width(sizes: tuple[int, ...]) -> int:
    """Cells that the longest name takes."""
    return max(map(len, parameter_names(sizes)))
