"""Rows about names that are no samples: titles above them, units below, and names once more."""

from __future__ import annotations

from dataclasses import replace

from microtui.tables.rows.cell_kinds import is_missing, is_number_like
from microtui.tables.rows.grid import Grid
from microtui.tables.rows.names.evidence import ROWS_LOOKED_AT, most
from microtui.tables.sentences import counted


def below(grid: Grid, rows: int) -> Grid:
    return replace(grid, cells=grid.cells[rows:], lines=grid.lines[rows:])


def without_title(grid: Grid) -> Grid:
    """Without a first row of groups, or a title: where the second row, too, has words above
    numbers, and has a word of its own in each column, that one holds the names."""
    if len(grid.cells) < 3:
        return grid
    first, second = ([cell.strip() for cell in row] for row in grid.cells[:2])
    is_poorer = len(set(filter(None, first))) < len(set(filter(None, second)))
    if not (is_poorer and is_row_of_units(below(grid, 1))):
        return grid
    remark = f"line {grid.lines[0]} left out: it stands above the names of the columns"
    return replace(below(grid, 1), remarks=(*grid.remarks, remark))


def without_repeats(grid: Grid) -> Grid:
    """Without the row of units below the names, and without names that come again further down."""
    remarks = list(grid.remarks)
    if len(grid.cells) > 2 and is_row_of_units(grid):
        remarks.append(f"line {grid.lines[0]} left out: it holds units or the like, no sample")
        grid = below(grid, 1)
    first = list(grid.names or ())
    kept = [
        place
        for place, row in enumerate(grid.cells)
        if row[-1].strip() != first[-1] or [cell.strip() for cell in row] != first
    ]
    if len(kept) == len(grid.cells):
        return replace(grid, remarks=tuple(remarks))
    again = counted(len(grid.cells) - len(kept), "line")
    remarks.append(f"{again} left out in which the names of the columns come again")
    return replace(
        grid,
        cells=[grid.cells[place] for place in kept],
        lines=[grid.lines[place] for place in kept],
        remarks=tuple(remarks),
    )


def is_row_of_units(grid: Grid) -> bool:
    """Whether the first row has a word or nothing above every column of numbers, and one at
    least a word above it."""
    words = 0
    for column, first in enumerate(grid.cells[0]):
        body = [row[column].strip() for row in grid.cells[1:ROWS_LOOKED_AT]]
        present = [cell for cell in body if not is_missing(cell)]
        if not most(is_number_like, present):
            if first.strip() in present:
                return False
            continue
        if is_number_like(first.strip()):
            return False
        words += not is_missing(first.strip())
    return words > 1
