"""Where the weight matrices of a network stand in a pane too small for its neurons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from microtui.session.view import Place

SCALES = ((6, 4), (4, 4), (4, 2), (2, 2), (2, 1), (1, 1))
"""Columns and half lines of one weight, the largest first."""
PLAIN_SCALES = ((6, 4), (4, 2), (2, 2), (1, 2))
"""The same where a line cannot be halved."""

LEGEND = "a row for each neuron: its weights, then its bias b"
FEWEST_UNITS = 4
"""With fewer rows of each matrix it is better to leave out layers."""
SPACING = 2
"""Columns between two matrices."""


@dataclass(frozen=True)
class Block:
    """The matrix of one layer: a title, and below it a row of weights for each unit.

    Left of the weights one column is free, and another between them and the bias.
    """

    layer: int
    """1 is the first with weights, as in `Place`."""
    title: str
    left: int
    top: int
    """The line of the title."""
    width: int
    first_unit: int
    units: int
    inputs: int
    """How many are shown, from the first on."""


@dataclass(frozen=True)
class Part:
    """How much of the matrices is shown: which layers, and how many rows and columns at most."""

    layers: range
    units: int
    inputs: int


@dataclass(frozen=True)
class MatrixLayout:
    blocks: tuple[Block, ...]
    scale: tuple[int, int]
    """Columns and half lines of one weight."""
    notes: tuple[str, ...]
    """For the last line, which is free if there are any: what is not shown, in words, or what is;
    the longest first, of which the first that fits is meant."""

    def unit_at(self, x: int, y: int) -> Place | None:
        """The unit whose row of weights is at this column and line."""
        rows = self.scale[1]
        for block in self.blocks:
            unit = 2 * (y - block.top - 1) // rows
            if block.left <= x < block.left + block.width and 0 <= unit < block.units:
                return block.layer, block.first_unit + unit
        return None


def block_width(title: str, inputs: int, columns: int) -> int:
    """Marker, weights, a free column, the bias and another marker; or, if longer, the title."""
    return max(1 + inputs * columns + 1 + columns + 1, 1 + len(title))


def title_of(layer: int, sizes: tuple[int, ...]) -> str:
    if layer < len(sizes) - 1:
        return f"layer {layer - 1}"
    return "outputs" if sizes[-1] > 1 else "output"


@lru_cache(maxsize=64)
def layout_matrices(
    sizes: tuple[int, ...], columns: int, lines: int, chosen: Place, *, whole_lines: bool = False
) -> MatrixLayout:
    """All matrices as large as they fit; or part of each, around the chosen unit; or, where even
    that is too much, the layers from the chosen one on."""
    scales = PLAIN_SCALES if whole_lines else SCALES
    whole = Part(range(1, len(sizes)), max(sizes[1:]), max(sizes[:-1]))
    for scale in scales:
        blocks = flow(sizes, whole, scale, columns, lines, chosen)
        if blocks is not None:
            lowest = max(block.top + 1 + (block.units * scale[1] + 1) // 2 for block in blocks)
            return MatrixLayout(blocks, scale, (LEGEND,) if lowest < lines else ())
    part, blocks = largest_part(sizes, scales[-1], columns, lines - 1, chosen)
    return MatrixLayout(blocks, scales[-1], notes_on(part, sizes))


def largest_part(
    sizes: tuple[int, ...], scale: tuple[int, int], columns: int, lines: int, chosen: Place
) -> tuple[Part, tuple[Block, ...]]:
    """Of all layers, or else of as many as fit from the chosen one on, the most weights."""
    for last in range(len(sizes), chosen[0], -1):
        layers = range(1 if last == len(sizes) else chosen[0], last)
        best: tuple[Part, tuple[Block, ...]] | None = None
        for units in range(min(max(sizes[1:]), 2 * lines), 0, -1):
            for inputs in range(min(max(sizes[:-1]), columns), 0, -1):
                if best is not None and units * inputs <= best[0].units * best[0].inputs:
                    break
                part = Part(layers, units, inputs)
                blocks = flow(sizes, part, scale, columns, lines, chosen)
                if blocks is not None:
                    best = part, blocks
        if best is not None and best[0].units >= min(FEWEST_UNITS, max(sizes[1:])):
            return best
    return best or (Part(range(0), 0, 0), ())


def flow(
    sizes: tuple[int, ...],
    part: Part,
    scale: tuple[int, int],
    columns: int,
    lines: int,
    chosen: Place,
) -> tuple[Block, ...] | None:
    """The matrices side by side, going on below where the pane ends; None if they do not fit."""
    blocks: list[Block] = []
    left = top = height = 0
    for layer in part.layers:
        inputs, units = min(sizes[layer - 1], part.inputs), min(sizes[layer], part.units)
        title = title_of(layer, sizes)
        width = block_width(title, inputs, scale[0])
        if left and left + width > columns:
            left, top, height = 0, top + height, 0
        height = max(height, 1 + (units * scale[1] + 1) // 2)
        if left + width > columns or top + height > lines:
            return None
        first = max(0, chosen[1] - units + 1) if layer == chosen[0] else 0
        blocks.append(Block(layer, title, left, top, width, first, units, inputs))
        left += width + SPACING
    return tuple(blocks)


def notes_on(part: Part, sizes: tuple[int, ...]) -> tuple[str, ...]:
    """What is missing, in words; `layers 3 to 5 of 0 to 16`, as layers with weights are named."""
    if not part.layers:
        return ("no room for weights",)
    most_units, most_inputs = max(sizes[1:]), max(sizes[:-1])
    units = f"{min(part.units, most_units)} of {most_units} neurons"
    inputs = f"{min(part.inputs, most_inputs)} of {most_inputs} weights of each"
    layers = ""
    if len(part.layers) < len(sizes) - 1:
        layers = f"layers {part.layers[0] - 1} to {part.layers[-1] - 1} of 0 to {len(sizes) - 2}, "
    long = f"shown: {layers}{units}, {inputs}"
    return (long, f"shown: {layers}{units}", f"shown: {units}", "not all shown")
