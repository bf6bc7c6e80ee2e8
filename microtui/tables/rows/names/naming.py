"""What columns are called in the end: in one line, and each in its own way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from microtui.tables.rows.cell_kinds import is_missing, is_number_like
from microtui.tables.rows.grid import Grid
from microtui.tables.rows.splitting import split
from microtui.tables.sentences import AboutColumn, in_one_line, shown

LONGEST_NAME = 80


def names_in_comment(grid: Grid) -> list[str] | None:
    """Where the comment above the rows has as many words as they have cells, it holds names."""
    if not grid.names_in_comment:
        return None
    records = split("", grid.names_in_comment, grid.separator)
    words = [cell.strip() for cell in records[0].cells] if records else []
    while words and not words[-1]:
        del words[-1]
    are_names = len(words) == grid.width and not any(
        is_missing(word) or is_number_like(word) for word in words
    )
    return words if are_names else None


def with_names(grid: Grid, cells: Sequence[str], remarks: tuple[str | AboutColumn, ...]) -> Grid:
    """Names that differ: what is called as one before gets a number, what has none is called by
    its place."""
    has_no_first = not cells[0].strip()
    # What has no name is called by its place, and gives way to what is called so.
    names = [name_in(cell) or f"x{place}" for place, cell in enumerate(cells)]
    given = {name for name, cell in zip(names, cells, strict=True) if cell}
    found: set[str] = set()
    numbers: dict[str, int] = {}
    for place, (name, cell) in enumerate(zip(names, cells, strict=True)):
        called = name
        if name in found or (not cell and name in given):
            number = numbers.get(name, 2)
            while f"{name}.{number}" in found or f"{name}.{number}" in given:
                number += 1
            called, numbers[name] = f"{name}.{number}", number + 1
        found.add(called)
        names[place] = called
        if cell and called != name:
            text = f"is read as {called}: two columns are called {shown(name)}"
            again = AboutColumn(
                str(place + 1), text, "are called as some before, with numbers behind"
            )
            remarks = (*remarks, again)
        elif not cell and place > 0:
            text = f"has no name and is called {called}"
            nameless = AboutColumn(str(place + 1), text, "have no names and are called by place")
            remarks = (*remarks, nameless)
    return replace(
        grid,
        names=tuple(names),
        remarks=(*grid.remarks, *remarks),
        has_row_names=grid.has_row_names or has_no_first,
    )


def name_in(cell: str) -> str:
    """In one line, and not endless."""
    name = " ".join(in_one_line(cell).split())
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"
