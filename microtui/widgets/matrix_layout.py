"""Where the weight matrices of a network stand in a pane too small for its neurons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from microtui.snapshot import Place

SCALES = ((6, 4), (4, 4), (4, 2), (2, 2), (2, 1), (1, 1))
"""Columns and half lines of one weight, the largest first."""
PLAIN_SCALES = ((6, 4), (4, 2), (2, 2), (1, 2))
"""The same where a line cannot be halved."""

LEGEND = "a row for each neuron: its weights, then its bias b"
NARROWEST = len("layer 16")
SPACING = 2
"""Columns between two matrices."""


@dataclass(frozen=True)
class Block:
    """The matrix of one layer: a title, and below it a row of weights for each unit.

    Left of the weights one column is free, and another between them and the bias.
    """

    layer: int
    """1 is the first with weights, as in `Place`."""
    left: int
    top: int
    """The line of the title."""
    first_unit: int
    units: int
    inputs: int
    """How many are shown, from the first on."""


@dataclass(frozen=True)
class MatrixLayout:
    blocks: tuple[Block, ...]
    scale: tuple[int, int]
    """Columns and half lines of one weight."""
    note: str
    """What is not shown, in words, or what is; for the last line, empty if there is none free."""

    def unit_at(self, x: int, y: int) -> Place | None:
        """The unit whose row of weights is at this column and line."""
        columns, rows = self.scale
        for block in self.blocks:
            width = block_width(block.inputs, columns)
            unit = 2 * (y - block.top - 1) // rows
            if block.left <= x < block.left + width and 0 <= unit < block.units:
                return block.layer, block.first_unit + unit
        return None


def block_width(inputs: int, columns: int) -> int:
    """Marker, weights, a free column, the bias and another marker."""
    return max(1 + inputs * columns + 1 + columns + 1, NARROWEST)


@lru_cache(maxsize=64)
def layout_matrices(
    sizes: tuple[int, ...], columns: int, lines: int, chosen: Place, *, whole_lines: bool = False
) -> MatrixLayout:
    """All matrices as large as they fit; or part of each, around the chosen unit; or, where even
    that is too much, the layers from the chosen one on."""
    scales = PLAIN_SCALES if whole_lines else SCALES
    layers = range(1, len(sizes))
    for scale in scales:
        blocks = flow(sizes, layers, max(sizes), scale, columns, lines, chosen)
        if blocks is not None:
            lowest = max(block.top + 1 + (block.units * scale[1] + 1) // 2 for block in blocks)
            return MatrixLayout(blocks, scale, LEGEND if lowest < lines - 1 else "")
    scale = scales[-1]
    limits = [limit for limit in range(max(sizes) - 1, 3, -1) if limit <= max(columns, 2 * lines)]
    for limit in limits:
        blocks = flow(sizes, layers, limit, scale, columns, lines - 1, chosen)
        if blocks is not None:
            return MatrixLayout(blocks, scale, part_note(sizes, limit))
    for limit in limits or [4]:
        best: MatrixLayout | None = None
        for last in range(chosen[0], len(sizes)):
            shown = range(chosen[0], last + 1)
            blocks = flow(sizes, shown, limit, scale, columns, lines - 1, chosen)
            if blocks is None:
                break
            best = MatrixLayout(blocks, scale, layers_note(sizes, shown, limit))
        if best is not None:
            return best
    return MatrixLayout((), scale, "no room for any weights")


def flow(
    sizes: tuple[int, ...],
    layers: range,
    limit: int,
    scale: tuple[int, int],
    columns: int,
    lines: int,
    chosen: Place,
) -> tuple[Block, ...] | None:
    """The matrices side by side, going on below where the pane ends; None if they do not fit."""
    blocks: list[Block] = []
    left = top = height = 0
    for layer, (inputs, units) in enumerate(pairwise(sizes), start=1):
        if layer not in layers:
            continue
        shown_inputs, shown_units = min(inputs, limit), min(units, limit)
        width = block_width(shown_inputs, scale[0])
        if left and left + width > columns:
            left, top, height = 0, top + height, 0
        height = max(height, 1 + (shown_units * scale[1] + 1) // 2)
        if left + width > columns or top + height > lines:
            return None
        first = max(0, chosen[1] - shown_units + 1) if layer == chosen[0] else 0
        blocks.append(Block(layer, left, top, first, shown_units, shown_inputs))
        left += width + SPACING
    return tuple(blocks)


def part_note(sizes: tuple[int, ...], limit: int) -> str:
    return f"no room for all: {limit} of up to {max(sizes)} neurons and weights shown"


def layers_note(sizes: tuple[int, ...], shown: range, limit: int) -> str:
    last = len(sizes) - 2
    part = f", {limit} of {max(sizes)} neurons" if limit < max(sizes) else ""
    return f"layers {shown[0] - 1} to {shown[-1] - 1} of 0 to {last}{part}"
