"""A network as pictures of its units, one column a layer, with the weights between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from textual.strip import Strip

from engine.arrays import Array, Mask
from engine.network.flat import by_layer
from microtui.session.snapshot import Snapshot
from microtui.session.view import Place
from microtui.widgets.drawing.cell_canvas import CellCanvas
from microtui.widgets.drawing.field_strips import (
    levels_of,
    picture_strips,
    plain_picture_strips,
    resampled,
)
from microtui.widgets.network.matrix_layout import title_of
from microtui.widgets.network.network_layout import NetworkLayout
from microtui.widgets.network.network_looks import NetworkLooks, sign_character, signed_strengths
from microtui.widgets.network.output_names import output_names
from microtui.widgets.network.weight_lines import NOBODY, dots_of, draw_lines
from microtui.words.unit_health import stuck_units

FADED = 0.45
"""What is left of the colour of the weights that do not belong to the chosen unit."""


@dataclass(frozen=True)
class NetworkDrawing:
    """Draws one snapshot; `chosen` is the unit that stands out, if any."""

    snapshot: Snapshot
    layout: NetworkLayout
    looks: NetworkLooks
    chosen: Place | None

    def strips(self, columns: int, lines: int) -> list[Strip]:
        canvas = CellCanvas(columns, lines)
        if self.layout.has_headings:
            self._draw_headings(canvas)
        for layer, parameters in enumerate(by_layer(self.snapshot.parameters, self.snapshot.sizes)):
            self._draw_weights(canvas, layer, parameters[:, :-1], lines)
        stuck = stuck_units(self.snapshot)
        for layer, size in enumerate(self.snapshot.sizes):
            for unit in range(size):
                self._draw_unit(canvas, (layer, unit), is_stuck=bool(stuck[layer][unit]))
        self._name_outputs(canvas)
        return canvas.strips()

    def _name_outputs(self, canvas: CellCanvas) -> None:
        """What each of several is for, to the right of their pictures, where there is room."""
        layout, last = self.layout, len(self.snapshot.sizes) - 1
        x = layout.lefts[last] + layout.picture_columns + 1
        names = output_names(self.snapshot.configuration, canvas.columns - x)
        for unit, name in enumerate(names):
            canvas.put(x, layout.middle((last, unit)) // 2, name, self.looks.heading)

    def _draw_headings(self, canvas: CellCanvas) -> None:
        layout = self.layout
        for layer, left in enumerate(layout.lefts):
            name = "inputs" if layer == 0 else title_of(layer, self.snapshot.sizes)
            width = layout.picture_columns
            x = max(left + (width - len(name)) // 2, 0)
            canvas.put(min(x, canvas.columns - len(name)), 0, name, self.looks.heading)

    def _draw_weights(self, canvas: CellCanvas, layer: int, weights: Array, lines: int) -> None:
        """The weights (units, inputs) that lead from this layer to the next."""
        start, columns = self.layout.gap(layer)
        ends = [
            tuple(self.layout.middle((each, unit)) for unit in range(self.snapshot.sizes[each]))
            for each in (layer, layer + 1)
        ]
        strengths = signed_strengths(weights).ravel()
        sizes = np.nan_to_num(np.abs(strengths), nan=1.0)
        stands_out = self._stands_out(layer, weights.shape).ravel()
        mask, owners = draw_lines(
            dots_of(*ends, columns, lines), sizes, sizes + stands_out, columns, lines
        )
        is_faded = ~stands_out & (self.chosen is not None)
        levels = levels_of(strengths).tolist()
        for y, x in np.argwhere(owners != NOBODY).tolist():
            curve = owners.item(y, x)
            if self.looks.is_plain and strengths[curve] < 0.0 and (x + y) % 2:
                # Without colours, dashes tell what is below zero.
                continue
            if self.looks.ascii_only:
                character = sign_character(strengths.item(curve))
            else:
                character = chr(0x2800 + mask.item(y, x))
            style = self.looks.line(levels[curve], FADED if is_faded[curve] else 1.0)
            canvas.put(start + x, y, character, style)

    def _stands_out(self, layer: int, shape: tuple[int, ...]) -> Mask:
        """Which weights lead to or from the chosen unit."""
        stands_out = np.zeros(shape, np.bool_)
        if self.chosen is not None and self.chosen[0] == layer:
            stands_out[:, self.chosen[1]] = True
        if self.chosen is not None and self.chosen[0] == layer + 1:
            stands_out[self.chosen[1]] = True
        return stands_out

    def _draw_unit(self, canvas: CellCanvas, place: Place, *, is_stuck: bool) -> None:
        layout, looks = self.layout, self.looks
        assert self.snapshot.units is not None
        left, top = layout.lefts[place[0]], layout.tops[place[0]][place[1]]
        picture = self.snapshot.units.pictures.get(place)
        if picture is not None:
            numbers = resampled(picture, layout.picture_rows, layout.picture_columns)
            levels = levels_of(numbers)
            if looks.is_plain:
                strips = plain_picture_strips(levels, looks.ascii_only)
            else:
                strips = picture_strips(levels, looks.palette, starts_in_lower_half=top % 2 == 1)
            canvas.put_strips(left, top // 2, strips)
        if place[0] == 0:
            name = self.snapshot.configuration.input_names[place[1]]
            canvas.put(left - 1 - len(name), layout.middle(place) // 2, name, looks.heading)
        if place == self.chosen:
            for x, (upper, lower, both) in (
                (left - 1, looks.left_edge),
                (left + layout.picture_columns, looks.right_edge),
            ):
                for y in range(top // 2, (top + layout.picture_rows + 1) // 2):
                    has_upper = 2 * y >= top
                    has_lower = 2 * y + 1 < top + layout.picture_rows
                    edge = both if has_upper and has_lower else upper if has_upper else lower
                    canvas.put(x, y, edge, looks.chosen)
        if is_stuck:
            # In a line that the picture fills wholly, at its right end.
            canvas.put(
                left + layout.picture_columns - 1, (top + 1) // 2, looks.stuck_mark, looks.stuck
            )
