"""Where the neurons of a network stand in a pane: one column a layer, the inputs on the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from microtui.session.view import Place

SMALLEST_PICTURE = (4, 3)
LARGEST_PICTURE = (22, 16)
SMALLEST_GAP = 5
"""Columns for the weights between two layers: with fewer, no line can be followed."""
COMFORTABLE_GAP = 7
GAP_SHARE = 0.75
"""A gap is at least this part of a picture's width: with large pictures lines need more room."""


@dataclass(frozen=True)
class NetworkLayout:
    """Columns count cells; rows count half lines, of which a picture shows one number each."""

    picture_columns: int
    picture_rows: int
    lefts: tuple[int, ...]
    """By layer, the first column of its pictures; beside them, one column is free on each side."""
    tops: tuple[tuple[int, ...], ...]
    """By layer and unit, the first row of its picture."""
    has_headings: bool
    """Whether the first line is free for the names of the layers."""

    def middle(self, place: Place) -> int:
        """The row in the middle of a unit's picture."""
        return self.tops[place[0]][place[1]] + self.picture_rows // 2

    def gap(self, layer: int) -> tuple[int, int]:
        """The first column, and how many there are, for the weights from this layer to the next."""
        start = self.lefts[layer] + self.picture_columns + 1
        return start, self.lefts[layer + 1] - 1 - start

    def unit_at(self, x: int, y: int) -> Place | None:
        """The unit whose picture, or free column beside it, is at this column and line."""
        for layer, left in enumerate(self.lefts):
            if not left - 1 <= x <= left + self.picture_columns:
                continue
            for unit, top in enumerate(self.tops[layer]):
                if top <= 2 * y + 1 and 2 * y < top + self.picture_rows:
                    return layer, unit
        return None

    def beside(self, place: Place, direction: int) -> Place:
        """The nearest unit one layer to the right (1) or to the left (-1); itself at the edge."""
        layer = place[0] + direction
        if not 0 <= layer < len(self.tops):
            return place
        here = self.tops[place[0]][place[1]]
        tops = self.tops[layer]
        return layer, min(range(len(tops)), key=lambda unit: abs(tops[unit] - here))


@lru_cache(maxsize=64)
def layout_network(
    sizes: tuple[int, ...], columns: int, lines: int, label_width: int, *, whole_lines: bool = False
) -> NetworkLayout | None:
    """The largest pictures that fit with lines between them; None where a picture would be
    smaller than `SMALLEST_PICTURE`, or its weights could not be told apart.

    `label_width` columns stay free on the left for the names of the inputs. With `whole_lines`
    pictures begin and end at whole lines, for where there are no half blocks.
    """
    for has_headings in (True, False):
        rows = 2 * (lines - has_headings)
        pitch = rows // max(sizes)
        if whole_lines:
            pitch -= pitch % 2
        spacing = 2 if whole_lines or pitch > 8 else 1
        picture_rows = min(pitch - spacing, LARGEST_PICTURE[1])
        smallest_rows = 2 if whole_lines else SMALLEST_PICTURE[1]
        if picture_rows < smallest_rows:
            continue
        picture_rows -= picture_rows % 2 if whole_lines else 0
        picture_columns = width_of_pictures(len(sizes), columns - label_width, picture_rows)
        if picture_columns is None:
            return None
        taken = label_width + len(sizes) * (picture_columns + 2)
        gap = (columns - taken) // (len(sizes) - 1)
        lefts = tuple(
            label_width + 1 + layer * (picture_columns + 2 + gap) for layer in range(len(sizes))
        )
        first_row = 2 * has_headings
        tops = tuple(
            column_tops(size, pitch, rows + spacing, first_row, whole_lines) for size in sizes
        )
        return NetworkLayout(picture_columns, picture_rows, lefts, tops, has_headings)
    return None


def width_of_pictures(layers: int, columns: int, picture_rows: int) -> int | None:
    """Half as wide again as high, or wider where that is little, if the weights have room, too."""
    smallest = SMALLEST_PICTURE[0]
    in_proportion = int((columns - 2 * layers) / (layers + GAP_SHARE * (layers - 1)))
    largest = min(LARGEST_PICTURE[0], in_proportion, max(picture_rows * 3 // 2, 6))
    for gap in (COMFORTABLE_GAP, SMALLEST_GAP):
        room = (columns - (layers - 1) * gap) // layers - 2
        if room >= smallest:
            return max(smallest, min(room, largest))
    return None


def column_tops(
    size: int, pitch: int, rows: int, first_row: int, whole_lines: bool
) -> tuple[int, ...]:
    """The first row of each unit of a layer, the layer as a whole in the middle."""
    start = max((rows - size * pitch) // 2, 0)
    if whole_lines:
        start -= start % 2
    return tuple(first_row + start + unit * pitch for unit in range(size))


def clamped(place: Place, sizes: Sequence[int], first_layer: int = 0) -> Place:
    """The unit nearest to a place in a network of these sizes."""
    layer = min(max(place[0], first_layer), len(sizes) - 1)
    return layer, min(max(place[1], 0), sizes[layer] - 1)


def in_turn(place: Place, sizes: Sequence[int], step: int) -> Place:
    """The unit so many further on, layer after layer, or the last one that there is."""
    layer, unit = place
    starts = [0, *accumulate(sizes)]
    index = min(max(starts[layer] + unit + step, 0), starts[-1] - 1)
    layer = next(i for i, end in enumerate(starts[1:]) if index < end)
    return layer, index - starts[layer]
