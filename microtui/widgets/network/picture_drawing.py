"""A network that is given pictures: one of them, what each unit of the first layer looks for in
it, and what all units make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rich.style import Style
from textual.strip import Strip

from engine.arrays import Array
from engine.formulas.losses import LOSSES
from engine.formulas.softmax import softmax
from engine.network.flat import by_layer
from microtui.session.snapshot import Snapshot
from microtui.session.units import levels_of_outputs
from microtui.session.view import Place
from microtui.widgets.drawing.cell_canvas import CellCanvas
from microtui.widgets.drawing.colors.palette import Palette
from microtui.widgets.drawing.field_strips import half_style, levels_of
from microtui.widgets.drawing.pixel_pictures import grey_strips, sample_pixels
from microtui.widgets.network.matrix_layout import title_of
from microtui.widgets.network.network_looks import NetworkLooks, sign_character, signed_strengths
from microtui.widgets.network.output_names import all_names
from microtui.widgets.network.picture_layout import (
    SHARE_WIDTH,
    UNIT_WIDTH,
    Part,
    PictureLayout,
)
from microtui.widgets.network.weight_pictures import weight_strips
from microtui.words.number_text import signed
from microtui.words.samples.data_words import class_names
from microtui.words.samples.short_names import padded, shortened
from microtui.words.unit_health import stuck_units


@dataclass(frozen=True)
class PictureDrawing:
    """Draws one snapshot, with the sample that it follows; `chosen` is the unit that stands out,
    if any."""

    snapshot: Snapshot
    layout: PictureLayout
    looks: NetworkLooks
    greys: Palette
    chosen: Place | None

    def strips(self, columns: int, lines: int) -> list[Strip]:
        canvas = CellCanvas(columns, lines)
        self._draw_sample(canvas)
        grid, *behind = self.layout.parts
        self._draw_weights(canvas, grid)
        for part in behind:
            is_output = part.layer == len(self.snapshot.sizes) - 1
            if is_output:
                self._draw_outputs(canvas, part)
            else:
                self._draw_units(canvas, part)
        return canvas.strips()

    @property
    def _outputs(self) -> Sequence[Array]:
        """What each unit gives for the sample, by layer; nothing until the worker has sent it."""
        return self.snapshot.examples.outputs if self.snapshot.examples else ()

    def _draw_sample(self, canvas: CellCanvas) -> None:
        """The picture, and below it what is to be seen in it."""
        examples, layout, looks = self.snapshot.examples, self.layout, self.looks
        if examples is None or examples.sample is None:
            canvas.put(0, 0, "inputs", looks.heading)
            return
        pixels = sample_pixels(examples.points, examples.sample, layout.shape)
        strips = grey_strips(
            pixels,
            layout.input_times,
            self.greys,
            is_plain=looks.is_plain,
            ascii_only=looks.ascii_only,
        )
        room = layout.parts[0].left - 1
        canvas.put(0, 0, f"no. {examples.sample}"[:room], looks.heading)
        canvas.put_strips(0, 1, strips)
        if self.snapshot.configuration.task == "classification":
            name = class_names(self.snapshot.configuration)[int(examples.truth[examples.sample])]
            canvas.put(0, 1 + len(strips), padded(f"it is {name}", room)[:room], looks.heading)

    def _draw_weights(self, canvas: CellCanvas, part: Part) -> None:
        snapshot, looks = self.snapshot, self.looks
        weights = by_layer(snapshot.parameters, snapshot.sizes)[0][:, :-1]
        strengths = signed_strengths(weights)
        stuck = stuck_units(snapshot)[1]
        blocks = self._blocks(1)
        rows = self.layout.shape[0] * self.layout.times
        columns = self.layout.shape[1] * self.layout.times
        canvas.put(part.left, 0, self._title(part), looks.heading)
        for unit in part.units:
            left, top = part.position(unit)
            strips = weight_strips(
                strengths[unit].reshape(self.layout.shape),
                self.layout.times,
                looks,
                starts_in_lower_half=top % 2 == 1,
            )
            right = left + self.layout.margin + columns
            canvas.put_strips(left + self.layout.margin, top // 2, strips)
            lines = range((top + 1) // 2, (top + rows) // 2)
            # Half as wide: between it and the picture something stays free.
            block, style = blocks[unit]
            for y in lines:
                canvas.put(left, y, block.replace("█", "▌"), style)
                if (1, unit) == self.chosen:
                    canvas.put(right, y, looks.right_edge[2], looks.chosen)
            if stuck[unit]:
                y = lines.stop - 1
                canvas.put(right - 1, y, looks.stuck_mark, looks.stuck)

    def _title(self, part: Part) -> str:
        """What stands there, in as many words as there is room for."""
        count = self.snapshot.sizes[1]
        name = title_of(1, self.snapshot.sizes)
        if len(part.units) < count:
            name += f", {part.units.start}-{part.units.stop - 1} of {count}"
        room = part.columns * part.width
        choices = (": its weights, and left of them what it gives", ": its weights", "")
        return next((name + each for each in choices if len(name + each) <= room), name[:room])

    def _draw_units(self, canvas: CellCanvas, part: Part) -> None:
        """Of each unit what it gives, as a shade."""
        canvas.put(part.left, 0, title_of(part.layer, self.snapshot.sizes), self.looks.heading)
        blocks = self._blocks(part.layer)
        stuck = stuck_units(self.snapshot)[part.layer]
        for unit in part.units:
            left, top = part.position(unit)
            block, style = blocks[unit]
            canvas.put(left, top // 2, block * UNIT_WIDTH, style)
            if (part.layer, unit) == self.chosen:
                canvas.put(left, top // 2, "[]", self.looks.chosen)
            elif stuck[unit]:
                canvas.put(left + 1, top // 2, self.looks.stuck_mark, self.looks.stuck)

    def _draw_outputs(self, canvas: CellCanvas, part: Part) -> None:
        """The probability of each class, or the score that is near a target."""
        configuration, looks = self.snapshot.configuration, self.looks
        short = shortened(all_names(configuration), self.layout.name_width)
        canvas.put(part.left, 0, title_of(part.layer, self.snapshot.sizes), looks.heading)
        shares, texts = self._shares(part.layer)
        for unit in part.units:
            left, top = part.position(unit)
            is_chosen = (part.layer, unit) == self.chosen
            name = padded(short[unit], self.layout.name_width)
            y = top // 2
            canvas.put(left, y, name, looks.chosen if is_chosen else looks.heading)
            if is_chosen:
                canvas.put(left + self.layout.name_width, y, looks.right_edge[2], looks.chosen)
            bar = round(abs(shares[unit]) * self.layout.bar_width)
            if bar:
                character = "#" if looks.ascii_only else "━"
                style = None if looks.is_plain else looks.line(15 if shares[unit] > 0.0 else 0)
                canvas.put(left + self.layout.name_width + 1, y, character * bar, style)
            text = texts[unit].rjust(SHARE_WIDTH)
            is_largest = configuration.data.has_several_classes and shares[unit] == max(shares)
            style = looks.chosen if is_largest and shares[unit] > 0.0 else None
            x = left + self.layout.name_width + 1 + self.layout.bar_width
            canvas.put(x, y, text[-SHARE_WIDTH:], style)

    def _shares(self, layer: int) -> tuple[list[float], list[str]]:
        """How long each bar is, -1 .. 1, and the number beside it."""
        count = self.snapshot.sizes[layer]
        if not self._outputs:
            return [0.0] * count, [""] * count
        scores = self._outputs[layer]
        if not np.isfinite(scores).all():
            return [0.0] * count, [signed(score) for score in scores.tolist()]
        if LOSSES[self.snapshot.configuration.loss].is_over_classes:
            shares = softmax(scores).tolist()
            return shares, [f"{share:.2f}" for share in shares]
        return np.clip(scores, -1.0, 1.0).tolist(), [signed(score) for score in scores.tolist()]

    def _blocks(self, layer: int) -> list[tuple[str, Style | None]]:
        """What each unit of a layer gives for the sample: a sign of it, and its shade."""
        if not self._outputs:
            return [(" ", None)] * self.snapshot.sizes[layer]
        outputs = self._outputs[layer]
        numbers = np.where(np.isfinite(outputs), outputs, np.nan)
        activation = self.snapshot.configuration.activations[layer - 1]
        shares = levels_of_outputs(numbers, activation)
        if self.looks.is_plain:
            return [(sign_character(share), None) for share in shares.tolist()]
        palette = self.looks.palette
        return [("█", half_style(palette, level)) for level in levels_of(shares).tolist()]
