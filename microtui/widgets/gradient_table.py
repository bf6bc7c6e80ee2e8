"""The table of a gradient check: for each parameter, what four ways to know its gradient say."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from microtui.widgets.drawing.lines_view import LinesView, text_strip
from microtui.widgets.reading import SCROLLING_KEYS, Scrolling
from microtui.words.gradients.gradient_rows import GradientRow
from microtui.words.number_text import signed


class GradientTable(ScrollView, LinesView, Scrolling, can_focus=True):
    """One line a parameter under a line of headings; draws only the lines in view."""

    BINDINGS: ClassVar[list[BindingType]] = [*SCROLLING_KEYS]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"gradients--heading", "gradients--off"}

    rows: reactive[list[GradientRow]] = reactive(list, repaint=False)

    def watch_rows(self, rows: list[GradientRow]) -> None:
        self.virtual_size = Size(0, len(rows) + 1 if rows else 0)
        self.redraw()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.redraw()

    def on_mount(self) -> None:
        self.focus()

    def redraw(self) -> None:
        width, height = self.content_size
        if not self.rows or height < 1:
            return
        first = min(max(round(self.scroll_y), 0), len(self.rows) - 1)
        heading = self.style_of("gradients--heading")
        rows = (self._row(row, width) for row in self.rows[first : first + height - 1])
        self.show_lines([text_strip((heading_text(width), heading)), *rows])

    def _row(self, row: GradientRow, width: int) -> Strip:
        off = self.style_of("gradients--off")
        name, grad, others = row_parts(
            row.name,
            signed(row.grad),
            signed(row.backward),
            signed(row.difference),
            "-" if row.other is None else signed(row.other),
            row.remark or f"{row.error:.0e}",
            width,
        )
        return text_strip((name, None), (grad, off if is_off(row) else None), (others, None))


def is_off(row: GradientRow) -> bool:
    """Whether `.grad` is visibly not what backward says of this batch."""
    return signed(row.grad) != signed(row.backward)


def row_parts(
    name: str, grad: str, backward: str, difference: str, other: str, error: str, width: int
) -> tuple[str, str, str]:
    """Name, `.grad`, and all else of a line; narrow tables do without some columns."""
    if width >= 66:
        others = f"   {backward:>8}   {difference:>10}   {other:>10}   {error:>9}"
        return f" {name:<11}", f" {grad:>8}", others
    if width >= 50:
        return f"{name:<10}", f"{grad:>8}", f" {backward:>8} {difference:>8} {other:>8} {error:>6}"
    return f"{name:<10}", f"{grad:>8}", f" {backward:>8} {difference:>8}"


def heading_text(width: int) -> str:
    difference, other = ("difference", "other form") if width >= 66 else ("differ.", "other")
    return "".join(row_parts("name", ".grad", "backward", difference, other, "error", width))
