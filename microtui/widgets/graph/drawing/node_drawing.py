"""One node of a graph as a box of four lines, of three, or as one line."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from microtui.widgets.drawing.cell_canvas import CellCanvas
from microtui.widgets.drawing.field_strips import (
    levels_of,
    picture_strips,
    plain_picture_strips,
    resampled,
)
from microtui.widgets.graph.drawing.graph_looks import GraphLooks
from microtui.widgets.graph.drawing.node_faces import PICTURE_WIDTH, Face, row_name


@dataclass(frozen=True)
class NodeDrawing:
    """Draws a face at a place of a canvas."""

    canvas: CellCanvas
    looks: GraphLooks
    is_chosen: bool
    is_lit: bool
    """Whether the last step has changed its grad."""

    def draw(self, face: Face, x: int, y: int, width: int, height: int) -> None:
        if height == 1:
            self._draw_row(face, x, y, width)
        else:
            self._draw_box(face, x, y, width, height)

    def _draw_row(self, face: Face, x: int, y: int, width: int) -> None:
        picture = self._draw_picture(face, x + 1, y, 2, 1)
        name_width = width - 18 - (picture + 1 if picture else 0)
        left, right = ("[", "]") if self.is_chosen else (" ", " ")
        left = ">" if self.is_lit and not self.is_chosen else left
        at = x + width - 17 - name_width
        self._put(x, y, left, self.looks.chosen)
        self._put(at, y, set_cell_size(row_name(face), name_width), self._node_style)
        self._put(x + width - 17, y, face.data.rjust(8), self._data_style(face))
        self._put(x + width - 9, y, "|" if self.looks.ascii_only else "│", self.looks.edge)
        self._put(x + width - 8, y, face.grad, self._grad_style(face))
        self._put(x + width - 1, y, right, self.looks.chosen)

    def _draw_box(self, face: Face, x: int, y: int, width: int, height: int) -> None:
        top_left, top_right, bottom_left, bottom_right, across, down = list(self._frame(face))
        style = self.looks.chosen if self.is_chosen else self._frame_style
        room = max(width - 4 - len(face.mark) - (2 if face.mark else 0), 1)
        title = face.title if cell_len(face.title) <= room else face.name or face.operation
        title = set_cell_size(title, min(cell_len(title), room))
        mark = f" {face.mark} " if face.mark else ""
        fill = across * max(width - 2 - cell_len(title) - 2 - len(mark), 0)
        self._put(x, y, top_left, style)
        self._put(x + 1, y, f" {title} ", self.looks.chosen if self.is_chosen else self._node_style)
        self._put(x + 3 + cell_len(title), y, fill, style)
        self._put(x + width - 1 - len(mark), y, mark, self._frame_style)
        self._put(x + width - 1, y, top_right, style)
        picture = PICTURE_WIDTH if face.picture is not None else 0
        for row in (1, 2):
            is_bottom = row == height - 1
            self._put(x, y + row, bottom_left if is_bottom else down, style)
            self._put(x + 1, y + row, " " * (width - 2), None)
            self._put(x + width - 1, y + row, bottom_right if is_bottom else down, style)
        at = x + 2 + picture
        self._put(at, y + 1, "data ", self._node_style)
        self._put(at + 5, y + 1, face.long_data, self._data_style(face))
        self._put(at, y + 2, "grad ", self._node_style)
        self._put(at + 5, y + 2, face.long_grad, self._grad_style(face))
        self._draw_picture(face, x + 1, y + 1, PICTURE_WIDTH, height - 2)
        if height == 4:
            self._put(x, y + 3, bottom_left + across * (width - 2) + bottom_right, style)

    def _draw_picture(self, face: Face, x: int, y: int, columns: int, lines: int) -> int:
        """Gives the columns that it takes."""
        if face.picture is None or self.looks.palette is None:
            return 0
        levels = levels_of(resampled(face.picture, 2 * lines, columns))
        if self.looks.is_plain:
            strips = plain_picture_strips(levels, self.looks.ascii_only)
        else:
            strips = picture_strips(levels, self.looks.palette)
        self.canvas.put_strips(x, y, strips)
        return columns

    def _frame(self, face: Face) -> str:
        if self.is_chosen:
            return self.looks.chosen_frame
        return self.looks.folded_frame if face.is_folded else self.looks.frame

    @property
    def _frame_style(self) -> Style | None:
        return self.looks.lit if self.is_lit else self.looks.edge

    @property
    def _node_style(self) -> Style | None:
        return self.looks.lit if self.is_lit else self.looks.node

    def _data_style(self, face: Face) -> Style | None:
        return self._node_style if face.is_finite else self.looks.warning

    def _grad_style(self, face: Face) -> Style | None:
        grad = self.looks.grad(face.strength)
        if not self.is_lit or self.looks.lit is None:
            return grad
        return self.looks.lit if grad is None else grad + Style(bold=True, reverse=True)

    def _put(self, x: int, y: int, text: str, style: Style | None) -> None:
        if text:
            self.canvas.put_strips(x, y, [Strip([Segment(text, style)])])
