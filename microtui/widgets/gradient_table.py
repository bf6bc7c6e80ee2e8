"""The table of a gradient check: for each parameter, what all ways to know its gradient say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from microtui.widgets.drawing.lines_view import LinesView, text_strip
from microtui.widgets.reading import SCROLLING_KEYS, Scrolling
from microtui.words.gradients.gradient_rows import HEADINGS, OTHER, GradientRow
from microtui.words.number_text import signed


class GradientTable(ScrollView, LinesView, Scrolling, can_focus=True):
    """One line a parameter under a line of headings; draws only the lines in view."""

    BINDINGS: ClassVar[list[BindingType]] = [*SCROLLING_KEYS]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"gradients--heading", "gradients--off"}

    rows: reactive[list[GradientRow]] = reactive(list, repaint=False)

    other_headings: tuple[str, ...] = (OTHER,)
    """What stands above what the other forms of the network say; set before the rows."""

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
        heads = heading_text(self.other_headings, width)
        self.show_lines([text_strip((heads, heading)), *rows])

    def _row(self, row: GradientRow, width: int) -> Strip:
        off = self.style_of("gradients--off")
        numbers = (row.backward, row.difference, *row.others)
        texts = ["-" if number is None else signed(number) for number in numbers]
        texts.append(row.remark or f"{row.error:.0e}")
        columns = widths(self.other_headings, width)
        name, grad, others = row_parts(row.name, signed(row.grad), texts, columns)
        return text_strip((name, None), (grad, off if is_off(row) else None), (others, None))


def is_off(row: GradientRow) -> bool:
    """Whether `.grad` is visibly not what backward says of this batch."""
    return signed(row.grad) != signed(row.backward)


def widths(others: Sequence[str], width: int) -> list[int]:
    """Columns for name, `.grad`, and all else of a line, gaps included: as wide as there is room
    for; narrow tables do without the last ones."""
    roomy = [12, 9, 11, 13, *(3 + max(8, len(each)) for each in others), 12]
    if sum(roomy) <= width:
        return roomy
    narrow = [10, 8, 9, 9, *(9 for _ in others), 7]
    while sum(narrow) > width and len(narrow) > 4:
        narrow.pop()
    return narrow


def row_parts(
    name: str, grad: str, others: Sequence[str], columns: Sequence[int]
) -> tuple[str, str, str]:
    """The parts of a line in columns so wide: name, `.grad`, and all else."""
    first, second, *rest = columns
    # In the narrow form a long name has the gap, too.
    lead = " " if first > 10 else ""
    texts = (f"{text:>{room}}" for text, room in zip(others, rest, strict=False))
    return f"{lead}{name:<{first - len(lead)}}", f"{grad:>{second}}", "".join(texts)


def heading_text(others: Sequence[str], width: int) -> str:
    """The headings, shorter where there is little room."""
    columns = widths(others, width)
    grad, *heads = *HEADINGS, *others, "error"
    if columns[0] <= 10:
        short = {"difference": "differ.", OTHER: "other"}
        heads = [short.get(head, head) for head in heads]
    return "".join(row_parts("name", grad, heads, columns))
