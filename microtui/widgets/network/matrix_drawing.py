"""A network as matrices of weights, shaded: for panes too small for its neurons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from engine.arrays import Array
from engine.network.flat import by_layer
from microtui.session.snapshot import Snapshot
from microtui.session.view import Place
from microtui.widgets.drawing.cell_canvas import CellCanvas
from microtui.widgets.drawing.field_strips import levels_of, picture_strips
from microtui.widgets.network.matrix_layout import Block, MatrixLayout
from microtui.widgets.network.network_looks import NetworkLooks, sign_character, signed_strengths
from microtui.widgets.network.output_names import output_names
from microtui.words.unit_health import stuck_units


@dataclass(frozen=True)
class MatrixDrawing:
    """Draws one snapshot; `chosen` is the unit whose row is marked, if any."""

    snapshot: Snapshot
    layout: MatrixLayout
    looks: NetworkLooks
    chosen: Place | None

    def strips(self, columns: int, lines: int) -> list[Strip]:
        canvas = CellCanvas(columns, lines)
        layers = by_layer(self.snapshot.parameters, self.snapshot.sizes)
        stuck = stuck_units(self.snapshot)
        for block in self.layout.blocks:
            self._draw_block(canvas, block, layers[block.layer - 1])
            right = block.left + 1 + (block.inputs + 1) * self.layout.scale[0] + 1
            chosen = [(block.layer, unit) == self.chosen for unit in shown_units(block)]
            self._mark_rows(canvas, block, block.left, chosen, "[", "▐▝▗", self.looks.chosen)
            is_stuck = [bool(stuck[block.layer][unit]) for unit in shown_units(block)]
            mark = self.looks.stuck_mark
            self._mark_rows(canvas, block, right, is_stuck, mark, "▌▘▖", self.looks.stuck)
            if block.layer == len(self.snapshot.sizes) - 1:
                self._name_rows(canvas, block, right + 1)
        note = next((note for note in self.layout.notes if len(note) <= columns), "")
        canvas.put(0, lines - 1, note, self.looks.heading)
        return canvas.strips()

    def _name_rows(self, canvas: CellCanvas, block: Block, x: int) -> None:
        """What each of several outputs is for, where a line is not of two of them."""
        rows = self.layout.scale[1]
        names = output_names(self.snapshot.configuration, canvas.columns - x)
        for unit in shown_units(block) if names and rows > 1 else ():
            y = block.top + 1 + (unit - block.first_unit) * rows // 2 + rows // 4
            canvas.put(x, y, names[unit], self.looks.heading)

    def _draw_block(self, canvas: CellCanvas, block: Block, parameters: Array) -> None:
        columns, rows = self.layout.scale
        canvas.put(block.left + 1, block.top, block.title, self.looks.heading)
        bias_left = block.left + 1 + block.inputs * columns + 1
        if bias_left > block.left + 1 + len(block.title):
            canvas.put(bias_left + (columns - 1) // 2, block.top, "b", self.looks.heading)
        strengths = signed_strengths(parameters)
        shown = strengths[block.first_unit : block.first_unit + block.units]
        for left, part in (
            (block.left + 1, shown[:, : block.inputs]),
            (bias_left, shown[:, -1:]),
        ):
            enlarged = part.repeat(rows, axis=0).repeat(columns, axis=1)
            canvas.put_strips(left, block.top + 1, self._shaded(enlarged))

    def _shaded(self, strengths: Array) -> list[Strip]:
        """Lines for numbers -1 .. 1, two rows a line."""
        if self.looks.is_plain:
            return [
                Strip([Segment("".join(sign_character(strength) for strength in row))])
                for row in strengths[::2].tolist()
            ]
        return picture_strips(levels_of(strengths), self.looks.palette)

    def _mark_rows(
        self,
        canvas: CellCanvas,
        block: Block,
        x: int,
        is_marked: Sequence[bool],
        plain: str,
        marks: str,
        style: Style,
    ) -> None:
        """Mark some units of a block in column `x`: `plain` is for a line without colour, `marks`
        are for a whole line, an upper and a lower half."""
        whole, upper, lower = list(marks)
        rows = self.layout.scale[1]
        halves = [marked for marked in is_marked for _ in range(rows)] + [False]
        for y, (above, below) in enumerate(zip(halves[::2], halves[1::2], strict=False)):
            if above or below:
                mark = whole if above and below else upper if above else lower
                canvas.put(x, block.top + 1 + y, plain if self.looks.is_plain else mark, style)


def shown_units(block: Block) -> range:
    return range(block.first_unit, block.first_unit + block.units)
