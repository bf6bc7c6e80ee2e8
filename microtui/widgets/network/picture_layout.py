"""Where a network that is given pictures stands in a pane: the picture on the left, then what the
first layer looks for in it, the layers behind, and what comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from microtui.session.view import Place
from microtui.widgets.drawing.pixel_pictures import Shape, enlargement, size_of

LARGEST = 5
"""Cells and half lines of a pixel at most."""
BESIDE = 2
"""Columns of a unit beside its picture: on the left what it gives, on the right one for marks."""
BESIDE_SIGNS = 3
"""The same where characters stand for colours: one is free before the picture."""
SPACING = 2
"""Columns between what stands side by side."""
UNIT_WIDTH = 2
"""Columns of a unit that has no picture."""
SHARE_WIDTH = 7
"""Columns of the number that comes out."""
SHORTEST_BAR, LONGEST_BAR = 4, 16
SHORTEST_NAME = 3
HEADING = 7
"""Columns for the name of a layer: `layer 1`."""


@dataclass(frozen=True)
class Part:
    """Units of one layer, column by column or row by row, below a line for the layer's name."""

    layer: int
    left: int
    columns: int
    """Units side by side."""
    width: int
    """Columns of the pane from one of them to the next."""
    pitch: int
    """Half lines from one unit to the next below."""
    units: range
    """Those that are shown."""
    is_by_column: bool = True

    @property
    def rows(self) -> int:
        return -(-len(self.units) // self.columns)

    def position(self, unit: int) -> tuple[int, int]:
        """The first column of a unit, and its first half line."""
        place = unit - self.units.start
        column, row = (
            divmod(place, self.rows) if self.is_by_column else reversed_divmod(place, self.columns)
        )
        return self.left + column * self.width, 2 + row * self.pitch

    def unit_at(self, x: int, y: int) -> int | None:
        """The unit at this column and line."""
        column, row = (x - self.left) // self.width, (2 * y + 1 - 2) // self.pitch
        if not 0 <= column < self.columns or not 0 <= row < self.rows:
            return None
        place = column * self.rows + row if self.is_by_column else row * self.columns + column
        return self.units[place] if place < len(self.units) else None


@dataclass(frozen=True)
class PictureLayout:
    shape: Shape
    input_times: int
    """How much the picture is enlarged that the network is given, at the left edge."""
    times: int
    """How much the pictures of weights are."""
    margin: int
    """Columns of a unit before its picture."""
    parts: tuple[Part, ...]
    """By layer, that with the pictures of weights first."""
    name_width: int
    """Of what comes out: its name, a bar, and a number."""
    bar_width: int

    def unit_at(self, x: int, y: int) -> Place | None:
        """The unit that stands at this column and line."""
        for part in self.parts:
            unit = part.unit_at(x, y)
            if unit is not None:
                return part.layer, unit
        return None


@dataclass(frozen=True)
class Choice:
    """What stands to the right of the pictures, and how much of it."""

    name: int
    bar: int


@lru_cache(maxsize=64)
def layout_pictures(
    sizes: tuple[int, ...],
    shape: Shape,
    columns: int,
    lines: int,
    longest_name: int,
    chosen: Place,
    *,
    whole_lines: bool = False,
) -> PictureLayout | None:
    """The largest pictures with which all units of the first layer fit; or else the smallest, and
    those units among which the chosen one is. None where there is no room for one."""
    room = lines - 1
    names = range(longest_name, min(longest_name, SHORTEST_NAME) - 1, -1)
    input_times = min(enlargement(shape, columns // 4, room), LARGEST)
    if input_times == 0 or room < 1:
        return None
    left = size_of(shape, input_times)[0] + SPACING
    bars = (SHORTEST_BAR, 0)
    for choice in (Choice(name, bar) for bar in bars for name in names):
        behind, width = parts_behind(sizes, room, choice)
        for times in range(LARGEST, 0, -1):
            grid = grid_of(sizes, shape, times, columns - left - width, room, whole_lines)
            if grid is not None and len(grid.units) == sizes[1]:
                return placed(shape, input_times, times, grid, behind, choice, left, columns)
    choice = Choice(names[-1], 0)
    behind, width = parts_behind(sizes, room, choice)
    grid = grid_of(sizes, shape, 1, columns - left - width, room, whole_lines)
    if grid is None:
        return None
    if chosen[0] == 1:
        first = chosen[1] // len(grid.units) * len(grid.units)
        grid = replace(grid, units=range(first, min(first + len(grid.units), sizes[1])))
    return placed(shape, input_times, 1, grid, behind, choice, left, columns)


def grid_of(
    sizes: tuple[int, ...], shape: Shape, times: int, columns: int, lines: int, whole_lines: bool
) -> Part | None:
    """As many units of the first layer as fit, row by row; None where none does."""
    width = shape[1] * times + (BESIDE_SIGNS if whole_lines else BESIDE)
    rows = shape[0] * times
    pitch = (rows + 3) // 2 * 2 if whole_lines else rows + 1
    down = (2 * lines - rows) // pitch + 1 if 2 * lines >= rows else 0
    across = columns // width
    count = min(across * down, sizes[1])
    if count < 1 or columns < HEADING:
        return None
    return Part(1, 0, min(across, count), width, pitch, range(count), is_by_column=False)


def parts_behind(sizes: tuple[int, ...], lines: int, choice: Choice) -> tuple[Sequence[Part], int]:
    """The layers behind the first one, with nothing said of their places, and the columns that
    they take, the spaces before them included."""
    parts, width = [], 0
    last = len(sizes) - 1
    # Without hidden layers the first one is what comes out, and stands there twice.
    for layer in range(min(2, last), last + 1):
        units = sizes[layer]
        each = UNIT_WIDTH if layer < last else choice.name + 1 + choice.bar + SHARE_WIDTH
        each += 0 if layer < last else SPACING
        abreast = -(-units // max(lines, 1))
        parts.append(Part(layer, 0, abreast, each, 2, range(units)))
        width += SPACING + max(each * abreast, HEADING)
    return parts, width


def placed(
    shape: Shape,
    input_times: int,
    times: int,
    grid: Part,
    behind: Sequence[Part],
    choice: Choice,
    left: int,
    columns: int,
) -> PictureLayout:
    """All parts side by side; what room is left is for the bars."""
    parts = [replace(grid, left=left)]
    left += max(grid.columns * grid.width, HEADING)
    for part in behind:
        left += SPACING
        parts.append(replace(part, left=left))
        left += max(part.columns * part.width, HEADING)
    output = parts[-1]
    wider = min(max(columns - left, 0) // output.columns, LONGEST_BAR - choice.bar)
    bar = choice.bar + wider if choice.bar + wider >= SHORTEST_BAR else 0
    parts[-1] = replace(output, width=output.width + bar - choice.bar)
    margin = grid.width - shape[1] * times - 1
    return PictureLayout(shape, input_times, times, margin, tuple(parts), choice.name, bar)


def reversed_divmod(number: int, columns: int) -> tuple[int, int]:
    """Column and row, where rows are filled first."""
    row, column = divmod(number, columns)
    return column, row
