"""What each column of a grid holds: how its numbers are written is decided over all of it, and
in doubt by the other columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from microtui.tables.columns.column import Column
from microtui.tables.columns.numbers.settled_numbers import settled
from microtui.tables.columns.numbers.written_numbers import (
    Place,
    Written,
    plain_numbers,
    plainly_written,
    written,
)
from microtui.tables.limits import MOST_CATEGORIES
from microtui.tables.rows.cell_kinds import (
    INFINITE,
    MISSING,
    MISSING_NUMBER,
    is_date,
    is_number_like,
)
from microtui.tables.rows.grid import Grid
from microtui.tables.sentences import shown

PLAIN_CHARACTERS = frozenset("0123456789+-.eE")
MONTH = re.compile(r"(0[1-9]|1[0-2])\.(19|20)\d\d")


def columns_of(grid: Grid) -> tuple[Column, ...]:
    """All columns; those whose numbers cannot be read have a problem that says why."""
    names = grid.names or tuple(f"x{place}" for place in range(grid.width))
    found = [
        column_of(grid, place, name, cells)
        for place, (name, cells) in enumerate(
            zip(names, zip(*grid.cells, strict=True), strict=True)
        )
    ]
    decimals = {each.decimal for each in found if isinstance(each, Written)} - {None}
    decimal = decimals.pop() if len(decimals) == 1 else None
    return tuple(
        settled(
            each,
            decimal,
            grid.separator,
            place_in(grid, each.column.number - 1, each.column.name),
        )
        if isinstance(each, Written)
        else each
        for each in found
    )


def column_of(grid: Grid, place: int, name: str, raw: Sequence[str]) -> Column | Written:
    characters = set("".join(raw))
    has_blanks = any(map(str.isspace, characters))
    cells = [cell.strip() for cell in raw] if has_blanks else list(raw)
    none = np.zeros(len(cells), dtype=np.bool_)
    column = Column(place + 1, name, cells, none, "nothing")
    if are_months(cells):
        return replace(column, kind="dates", missing=mask(cells, MISSING & set(cells)))
    if characters <= PLAIN_CHARACTERS and (numbers := plain_numbers(cells, set())) is not None:
        return plainly_written(column, cells, numbers)
    distinct = set(cells)
    marks = distinct & MISSING
    if "+" in distinct:
        marks -= {"-"}
    known = distinct - marks
    column = replace(column, missing=mask(cells, marks))
    if not known:
        return column
    if set("".join(known)) <= PLAIN_CHARACTERS:
        numbers = plain_numbers(cells, marks)
        if numbers is not None:
            return plainly_written(column, known, numbers)
    likely = {cell for cell in known if is_number_like(cell)}
    counts = Counter(cell for cell in cells if cell in known)
    count = sum(counts[cell] for cell in likely)
    unknown = known & MISSING_NUMBER
    others = known - likely - unknown
    total = count + sum(counts[cell] for cell in others)
    if 2 * count < total or not likely:
        dates = sum(counts[cell] for cell in others if is_date(cell))
        return replace(column, kind="dates" if dates >= 0.8 * total else "words")
    where, problem = place_in(grid, place, name), None
    if others:
        row = next(row for row, cell in enumerate(cells) if cell in others)
        problem = f"{where(row)}: {not_a_number(cells[row])}"
    if are_categories(counts, others):
        return replace(column, kind="words")
    if are_many(total - count, total):
        return replace(column, kind="words", problem=problem)
    column = replace(column, kind="numbers", missing=mask(cells, marks | unknown))
    if problem is not None:
        return replace(column, problem=problem)
    return written(column, likely, where)


def are_months(cells: Sequence[str]) -> bool:
    """Whether all are a month and a year with a point between, such as 01.2024."""
    known = (cell for cell in cells if cell not in MISSING)
    first = next(known, "")
    return MONTH.fullmatch(first) is not None and all(map(MONTH.fullmatch, known))


def mask(cells: Sequence[str], marks: Collection[str]) -> NDArray[np.bool_]:
    if not marks:
        return np.zeros(len(cells), dtype=np.bool_)
    return np.array([cell in marks for cell in cells], dtype=np.bool_)


def are_categories(counts: Counter[str], others: set[str]) -> bool:
    """Whether numbers and words together are few, and each word comes more than once."""
    return (
        bool(others)
        and len(counts) <= MOST_CATEGORIES
        and sum(counts.values()) >= 3 * len(counts)
        and all(counts[cell] > 1 for cell in others)
        and not any(map(INFINITE.fullmatch, others))
    )


def are_many(others: int, total: int) -> bool:
    """Whether words among numbers are too many to be slips."""
    return others >= 3 and others > 0.1 * total


def not_a_number(cell: str) -> str:
    if INFINITE.fullmatch(cell):
        return f"{cell} is not a number to calculate with: leave the line out, or the cell empty"
    return (
        f"{shown(cell)} is not a number: mend it, leave it empty where none is known, or the whole "
        "column out with --columns"
    )


def place_in(grid: Grid, column: int, name: str) -> Place:
    called = f" ({name})" if grid.names is not None else ""
    return lambda row: f"{grid.name}, line {grid.lines[row]}, column {column + 1}{called}"
