"""The names of the columns: whether the first row holds them is seen by what is below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from microtui.tables.rows.cell_kinds import is_missing, is_number_like
from microtui.tables.rows.grid import Grid
from microtui.tables.rows.names.evidence import Evidence, evidence_of, is_header
from microtui.tables.rows.names.naming import names_in_comment, with_names
from microtui.tables.rows.names.other_rows import below, without_repeats, without_title
from microtui.tables.sentences import listed


def named(grid: Grid) -> Grid:
    """The grid without its row of names, if it has one, and with the names, which all differ."""
    if grid.names is not None:
        return with_names(grid, grid.names, ())
    grid = without_title(grid)
    cells = [cell.strip() for cell in grid.cells[0]]
    if len(grid.cells) > 1:
        evidence = evidence_of(grid, cells)
        if is_header(evidence) or grid.has_row_names or is_above_index(grid, cells):
            remarks = (read_as_names(grid, cells),) if evidence.numbers else ()
            return without_repeats(with_names(below(grid, 1), cells, remarks))
        if are_consecutive(grid, cells, evidence):
            return with_names(below(grid, 1), cells, (read_as_names(grid, cells),))
    elif not any(is_number_like(cell) or is_missing(cell) for cell in cells):
        return with_names(below(grid, 1), cells, ())
    names = names_in_comment(grid)
    if names is not None:
        return with_names(grid, names, ("the names of the columns stand in a comment above them",))
    remark = f"line {grid.lines[0]} holds no names, so the columns are called x0, x1 and so on"
    return replace(grid, remarks=(*grid.remarks, remark))


def read_as_names(grid: Grid, cells: Sequence[str]) -> str:
    return f"line {grid.lines[0]} ({listed(cells)}) is read as the names of the columns"


def is_above_index(grid: Grid, cells: Sequence[str]) -> bool:
    """Whether nothing stands above whole numbers that all differ, and something above the rest."""
    below_it = [row[0].strip() for row in grid.cells[1:]]
    return (
        not cells[0]
        and all(cells[1:])
        and len(set(below_it)) == len(below_it)
        and all(cell.isdigit() for cell in below_it)
    )


def are_consecutive(grid: Grid, cells: Sequence[str], evidence: Evidence) -> bool:
    """Whether the first row counts columns from 0, as pandas names those that have no names: with
    nothing above the index, and words in the end."""
    start = 0 if cells[0] else 1
    end = len(cells)
    while end > start and not cells[end - 1].isdigit():
        end -= 1
    first = int(cells[start]) if start < end and cells[start] in ("0", "1") else None
    if first is None or evidence.known_words:
        return False
    if cells[start:end] != [str(number) for number in range(first, first + end - start)]:
        return False
    if first == 0 and (start == 1 or (end < len(cells) and end > 1)):
        return True
    # It may be a sample as well, where many others are whole.
    if end - start < 3 or end < len(cells):
        return False
    body = grid.cells[1:50]
    fractions = sum(any("." in row[column] for row in body) for column in range(len(cells)))
    return 2 * fractions > len(cells) or (first == 0 and len(cells) >= 5)
