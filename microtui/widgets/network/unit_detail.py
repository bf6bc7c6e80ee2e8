"""One unit, large: its picture, what it puts out, and each of its parameters with its gradient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from engine.formulas.activations import ACTIVATIONS
from engine.network.flat import by_layer, first_index
from microtui.session.snapshot import Snapshot
from microtui.session.view import Place
from microtui.widgets.drawing.cell_canvas import CellCanvas
from microtui.widgets.drawing.colors.palette import Palette
from microtui.widgets.drawing.field_strips import (
    levels_of,
    picture_strips,
    plain_picture_strips,
    resampled,
)
from microtui.widgets.drawing.pixel_pictures import (
    Shape,
    brightness,
    enlargement,
    grey_strips,
    size_of,
)
from microtui.widgets.network.network_looks import NetworkLooks, sign_character, signed_strengths
from microtui.widgets.network.weight_pictures import weight_strips
from microtui.widgets.samples.example_drawing import LONGER_AS_TYPED
from microtui.words.number_text import short, signed
from microtui.words.samples.loss_sum import as_typed
from microtui.words.samples.short_names import shortened
from microtui.words.samples.unit_name import unit_name
from microtui.words.samples.unit_sum import unit_lines
from microtui.words.unit_health import stuck_units

ROW_WIDTH = 33
"""Columns of one parameter: its name, a bar, its value and its gradient."""
NAME_WIDTH = 7
BAR_WIDTH = 6
COMFORTABLE_LINES = 8
SMALLEST_PICTURE = 8
"""Columns; with less room beside the numbers there is no picture."""


def detail_picture_size(columns: int, lines: int) -> tuple[int, int]:
    """Columns and lines for the picture, about square, so that the numbers fit beside it."""
    width = min(columns - ROW_WIDTH - 2, 2 * lines, columns // 2)
    return (width, min(lines, (width + 1) // 2)) if width >= SMALLEST_PICTURE else (0, 0)


@dataclass(frozen=True)
class UnitDetail:
    """Draws one unit of a snapshot."""

    snapshot: Snapshot
    place: Place
    looks: NetworkLooks
    greys: Palette

    def strips(self, columns: int, lines: int) -> list[Strip]:
        canvas = CellCanvas(columns, lines)
        width, height = detail_picture_size(columns, lines)
        shape = self.snapshot.configuration.data.picture
        if shape is not None and self.place[0] <= 1:
            width = self._draw_pixels(canvas, shape, width, height)
        elif width:
            self._draw_picture(canvas, width, height)
        left = width + 2 if width else 0
        room = max(columns - left, 1)
        y = 0
        facts = self._facts()
        # The title stands in the border, too.
        for line, style in facts if lines >= COMFORTABLE_LINES else facts[1:]:
            canvas.put(left, y, line[:room], style)
            y += 1
        is_longer = self.looks.ascii_only and self.snapshot.configuration.data.has_several_classes
        width = room - (LONGER_AS_TYPED if is_longer else 0)
        for line in unit_lines(self.snapshot, self.place, width, (lines - y) // 2):
            if self.looks.ascii_only:
                line = as_typed(line)
            canvas.put(left, y, line[:room])
            y += 1
        if lines > y + 6:
            y += 1
        self._draw_parameters(canvas, left, y, room, lines - y)
        return canvas.strips()

    def _draw_picture(self, canvas: CellCanvas, width: int, height: int) -> None:
        assert self.snapshot.units is not None
        picture = self.snapshot.units.pictures.get(self.place)
        if picture is None:
            return
        levels = levels_of(resampled(picture, 2 * height, width))
        if self.looks.is_plain:
            strips = plain_picture_strips(levels, self.looks.ascii_only)
        else:
            strips = picture_strips(levels, self.looks.palette)
        canvas.put_strips(0, 0, strips)

    def _draw_pixels(self, canvas: CellCanvas, shape: Shape, width: int, height: int) -> int:
        """Of a unit that is given a picture, its weights; of a pixel, the mean of all pictures.

        The columns that it takes.
        """
        times = enlargement(shape, width, height)
        if times == 0:
            return 0
        units, (layer, unit) = self.snapshot.units, self.place
        if layer == 1:
            weights = by_layer(self.snapshot.parameters, self.snapshot.sizes)[0][unit, :-1]
            strengths = signed_strengths(weights).reshape(shape)
            strips = weight_strips(strengths, times, self.looks)
        else:
            assert units is not None
            low, high = float(units.low[0].min()), float(units.high[0].max())
            pixels = brightness(units.mean[0], low, high, shape)
            kinds = {"is_plain": self.looks.is_plain, "ascii_only": self.looks.ascii_only}
            strips = grey_strips(pixels, times, self.greys, **kinds)
        canvas.put_strips(0, 0, strips)
        return size_of(shape, times)[0]

    def _facts(self) -> list[tuple[str, Style | None]]:
        """What it is and what it puts out over the training set."""
        snapshot, (layer, unit) = self.snapshot, self.place
        units = snapshot.units
        assert units is not None
        configuration = snapshot.configuration
        is_output = layer == len(snapshot.sizes) - 1
        name = configuration.output_activation if is_output else configuration.activation
        activation = ACTIVATIONS[name]
        title = unit_name(snapshot, self.place)
        if layer:
            which = "an output" if configuration.outputs > 1 else "the output"
            title += f" · {name}" + (f" · {which}" if is_output else "")
        low, mean, high = (
            short(float(numbers[layer][unit])) for numbers in (units.low, units.mean, units.high)
        )
        about = f"mean {mean}"
        is_stuck = bool(stuck_units(snapshot)[layer][unit])
        if layer and activation.stuck is not None:
            word = "off" if activation.stuck == "dead" else activation.stuck
            about += f", {word} for {float(units.flat_share[layer][unit]):.0%}"
        if is_stuck:
            about = f"{self.looks.stuck_mark} {about}"
        return [
            (title, self.looks.chosen),
            (f"gives {low} to {high}", None),
            (about, self.looks.stuck if is_stuck else None),
        ]

    def _rows(self, name_width: int) -> list[tuple[str, int]]:
        """Name and flat index of each parameter: its own, or, of an input, the weights from it."""
        sizes, (layer, unit) = self.snapshot.sizes, self.place
        if layer == 0:
            return [
                (f"to 0.{neuron}", first_index(sizes, 0, neuron) + unit)
                for neuron in range(sizes[1])
            ]
        first = first_index(sizes, layer - 1, unit)
        inputs = sizes[layer - 1]
        names: Sequence[str] = [f"{layer - 2}.{i}" for i in range(inputs)]
        if layer == 1:
            names = shortened(self._input_names, name_width - len("w "))
        weights = [(f"w {name}", first + i) for i, name in enumerate(names)]
        return [("bias", first + inputs), *weights]

    @property
    def _input_names(self) -> Sequence[str]:
        """Of a pixel, its row and column."""
        configuration = self.snapshot.configuration
        if configuration.data.picture is not None:
            rows, columns = configuration.data.picture
            return [f"{row},{column}" for row in range(rows) for column in range(columns)]
        return configuration.input_names

    def _draw_parameters(
        self, canvas: CellCanvas, left: int, top: int, columns: int, lines: int
    ) -> None:
        """As many as fit, under headings, side by side where there is room."""
        room = lines - 1
        if room < 1:
            return
        abreast = max(1, columns // (ROW_WIDTH + 2))
        of_names = columns // abreast - (2 if abreast > 1 else 0) - (ROW_WIDTH - NAME_WIDTH)
        longest = len("w ") + max(map(cell_len, self._input_names)) if self.place[0] == 1 else 0
        name_width = max(NAME_WIDTH, min(longest, of_names))
        rows = self._rows(name_width)
        needed = -(-len(rows) // abreast)
        if needed > room:
            room -= 1
            shown = rows[: room * abreast]
            rest = len(rows) - len(shown)
            canvas.put(
                left,
                top + lines - 1,
                f"and {rest} more: see Parameters"[:columns],
                self.looks.heading,
            )
        else:
            shown = rows
        per_column = max(min(needed, room), 1)
        strengths = signed_strengths(self.snapshot.parameters[[index for _, index in rows]])
        for i, (name, index) in enumerate(shown):
            x = left + i // per_column * (ROW_WIDTH + 2 + name_width - NAME_WIDTH)
            y = top + 1 + i % per_column
            if i % per_column == 0:
                heading = f"{'':<{name_width}} {'':<{BAR_WIDTH}} {'value':>7}    {'grad':>7}"
                canvas.put(x, top, heading, self.looks.heading)
            canvas.put(x, y, name[:name_width])
            self._draw_parameter(canvas, x + name_width + 1, y, index, float(strengths[i]))

    def _draw_parameter(
        self, canvas: CellCanvas, x: int, y: int, index: int, strength: float
    ) -> None:
        """Its bar, its value and its gradient."""
        length = BAR_WIDTH if strength != strength else max(1, round(abs(strength) * BAR_WIDTH))
        if self.looks.is_plain:
            bar, style = sign_character(strength) * length, None
        else:
            bar, style = "━" * length, self.looks.line(15 if strength > 0.0 else 0)
        canvas.put(x, y, bar, style)
        value = signed(float(self.snapshot.parameters[index]))
        gradient = signed(float(self.snapshot.gradients[index]))
        canvas.put(x + 1 + BAR_WIDTH, y, f"{value}    {gradient}")
