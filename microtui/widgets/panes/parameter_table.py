"""The table of all parameters: value, held gradient, and what the last backward added to it."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from engine.network.flat import neuron_at, parameter_names
from microtui.session.snapshot import Snapshot
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.words.number_text import signed, times

PILED_UP = 1.05
"""A held gradient this many times what was added last is marked."""


class ParameterTable(ScrollView, SnapshotView, can_focus=True):
    """One line a parameter under a line of headings; draws only the lines in view."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--heading", "table--even", "table--piled-up"}
    BORDER_TITLE = "Parameters"

    def watch_snapshot(self, old: Snapshot | None, new: Snapshot | None) -> None:
        if new is not None and (old is None or old.sizes != new.sizes):
            self.virtual_size = Size(0, new.parameters.size + 1)
            self.scroll_home(animate=False)
        self.redraw()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.redraw()

    def draw(self, snapshot: Snapshot) -> None:
        width, height = self.content_size
        if height < 1:
            return
        first = self.first_index
        last = min(first + height - 1, snapshot.parameters.size)
        heading = text_strip((heading_text(width), self.style_of("table--heading")))
        self.show_lines([heading, *(self._row(snapshot, i) for i in range(first, last))])
        layer, neuron = neuron_at(first, snapshot.sizes)
        self.set_subtitle(
            f"layer {layer} neuron {neuron} · {first + 1}-{last} of {snapshot.parameters.size}"
        )

    @property
    def first_index(self) -> int:
        """Of the parameter in the first line in view."""
        last = self.snapshot.parameters.size - 1 if self.snapshot is not None else 0
        return min(max(round(self.scroll_y), 0), max(last, 0))

    def _row(self, snapshot: Snapshot, index: int) -> Strip:
        layer, _ = neuron_at(index, snapshot.sizes)
        style = self.style_of("table--even") if layer % 2 else None
        held, added = float(snapshot.gradients[index]), float(snapshot.added[index])
        is_piled_up = abs(held) > PILED_UP * abs(added)
        piled_style: Style | None = self.style_of("table--piled-up") if is_piled_up else style
        name = parameter_names(snapshot.sizes)[index]
        left, piled = row_text(
            name,
            signed(float(snapshot.parameters[index])),
            signed(held),
            signed(added),
            times(held, added),
            self.content_size.width,
        )
        return text_strip((left, style), (piled, piled_style))


def row_text(
    name: str, value: str, grad: str, added: str, piled: str, width: int
) -> tuple[str, str]:
    """A line of the table, and its last column apart; narrow tables do without some columns."""
    if width >= 50:
        return f" {name:<11} {value:>7}  {grad:>7}    {added:>7}  ", f"{piled:>8}"
    if width >= 36:
        return f"{name:<10}{value:>7} {grad:>7} {added:>7}", f"{piled:>7}"
    return f"{name:<10}{value:>7} {grad:>7}", ""


def heading_text(width: int) -> str:
    added = "this step" if width >= 50 else "added"
    piled = "piled up" if width >= 50 else "piled"
    return "".join(row_text("name", "value", "grad", added, piled, width))
