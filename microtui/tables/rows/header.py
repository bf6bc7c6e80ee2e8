"""The names of the columns: whether the first row holds them is seen by what is below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from microtui.tables.rows.cell_kinds import is_boolean, is_date, is_missing, is_number_like
from microtui.tables.rows.grid import Grid
from microtui.tables.rows.splitting import split
from microtui.tables.sentences import AboutColumn, counted, in_one_line, listed, shown

LONGEST_NAME = 80

ROWS_LOOKED_AT = 200

UNNAMED = re.compile(r"(Unnamed: ?\d+(_level_\d+)?|X\.?\d*|V1|\.\.\.1|index|level_0|rownames)?")
"""What pandas, R and others call a column that has no name of its own."""


@dataclass(frozen=True)
class Evidence:
    """What speaks for a row of names, column by column."""

    words_above_numbers: int
    """A word, where numbers stand below."""
    new_words: int
    """A word that does not come again below, where words stand."""
    known_words: int
    """A word that does."""
    numbers: tuple[str, ...]
    """Numbers above numbers, or above words."""
    known_numbers: int
    """Those of them that come again below."""
    numbers_above_words: int


def named(grid: Grid) -> Grid:
    """The grid without its row of names, if it has one, and with the names, which all differ."""
    if grid.names is not None:
        return grid
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


def below(grid: Grid, rows: int) -> Grid:
    return replace(grid, cells=grid.cells[rows:], lines=grid.lines[rows:])


def evidence_of(grid: Grid, cells: Sequence[str]) -> Evidence:
    above_numbers = new = known = known_numbers = above_words = 0
    numbers = []
    for column, first in enumerate(cells):
        body = [row[column].strip() for row in grid.cells[1 : ROWS_LOOKED_AT + 1]]
        present = [cell for cell in body if not is_missing(cell)]
        are_numbers = bool(present) and most(map(is_number_like, present), len(present))
        are_dates = bool(present) and most(map(is_date, present), len(present))
        if is_missing(first):
            continue
        if is_number_like(first):
            numbers.append(first)
            known_numbers += first in present
            above_words += bool(present) and not (are_numbers or are_dates or first in present)
        elif are_numbers or (are_dates and not is_date(first)) or are_yes_and_no(present, first):
            above_numbers += 1
        elif first in present or any(row[column].strip() == first for row in grid.cells[1:]):
            known += 1
        else:
            new += 1
    return Evidence(above_numbers, new, known, tuple(numbers), known_numbers, above_words)


def are_yes_and_no(present: Sequence[str], first: str) -> bool:
    """Whether all below says yes or no, which the first does not."""
    return bool(present) and not is_boolean(first) and all(map(is_boolean, present))


def most(are_so: object, count: int) -> bool:
    return sum(are_so) >= 0.8 * count  # type: ignore[call-overload, no-any-return]


def is_above_index(grid: Grid, cells: Sequence[str]) -> bool:
    """Whether nothing stands above whole numbers that all differ, and something above the rest."""
    below_it = [row[0].strip() for row in grid.cells[1:]]
    return (
        not cells[0]
        and all(cells[1:])
        and len(set(below_it)) == len(below_it)
        and all(cell.isdigit() for cell in below_it)
    )


def is_header(evidence: Evidence) -> bool:
    if not evidence.numbers:
        if evidence.words_above_numbers:
            return evidence.words_above_numbers > evidence.known_words
        return evidence.new_words > 0 and not evidence.known_words
    # Years, and other numbers that a table is laid out by, are names beside words.
    are_whole = all(number.isdigit() for number in evidence.numbers)
    differ = len(set(evidence.numbers)) == len(evidence.numbers)
    if not (are_whole and differ) or evidence.known_words:
        return False
    if evidence.numbers_above_words:
        return True
    if evidence.known_numbers:
        return False
    are_years = len(evidence.numbers) > 1 and all(map(is_year, evidence.numbers))
    return evidence.words_above_numbers > 0 or (are_years and evidence.new_words > 0)


def is_year(number: str) -> bool:
    return 1800 <= int(number) <= 2200


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
        if not present or not most(map(is_number_like, present), len(present)):
            if first.strip() in present:
                return False
            continue
        if is_number_like(first.strip()):
            return False
        words += not is_missing(first.strip())
    return words > 1
