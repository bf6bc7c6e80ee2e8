"""What each column of a grid holds: how its numbers are written is decided over all of it, and
in doubt by the other columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.arrays import Array
from microtui.tables.columns.column import Column
from microtui.tables.columns.number_formats import (
    COMMA,
    PATTERNS,
    PLAIN,
    NumberFormat,
    certain_decimal,
    fits_any,
    fitting,
)
from microtui.tables.columns.units import without_unit
from microtui.tables.limits import MOST_CATEGORIES
from microtui.tables.rows.cell_kinds import (
    INFINITE,
    MINUS,
    MISSING,
    MISSING_NUMBER,
    is_date,
    is_number_like,
)
from microtui.tables.rows.grid import Grid
from microtui.tables.sentences import AboutColumn, shown

PLAIN_CHARACTERS = frozenset("0123456789+-.eE")
THOUSANDS_WITH_POINT = NumberFormat(".", ",")
MONTH = re.compile(r"(0[1-9]|1[0-2])\.(19|20)\d\d")
LARGEST = 1e100
"""Beyond it squares are no numbers to calculate with."""

Place = Callable[[int], str]
"""Where a row's cell stands in the file, in words."""


@dataclass(frozen=True)
class Written:
    """A column of numbers whose format is still to be chosen among those that fit."""

    column: Column
    texts: dict[str, str]
    """By cell, the number in it without unit; not needed where there is no choice."""
    formats: tuple[NumberFormat, ...]
    decimal: str | None
    """What certainly stands in front of decimals in this column."""
    unit: str = ""
    plain: Array | None = None
    """The numbers, where they are as Python writes them."""


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
        settled(each, decimal, grid) if isinstance(each, Written) else each for each in found
    )


def place_in(grid: Grid, column: int, name: str) -> Place:
    called = f" ({name})" if grid.names is not None else ""
    return lambda row: f"{grid.name}, line {grid.lines[row]}, column {column + 1}{called}"


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


def plain_numbers(cells: Sequence[str], marks: set[str]) -> Array | None:
    """NaN where a mark of what is missing stands; None where something is no number."""
    present = ["nan" if cell in marks else cell for cell in cells] if marks else cells
    try:
        return np.array(list(map(float, present)))
    except ValueError:
        return None


def plainly_written(column: Column, known: Collection[str], numbers: Array) -> Written:
    """A point may stand between thousands where it is in front of three digits in every number
    that has one."""
    has_points = any("." in cell for cell in known)
    pattern = PATTERNS[THOUSANDS_WITH_POINT]
    if has_points and all(map(pattern.fullmatch, known)):
        formats = (PLAIN, THOUSANDS_WITH_POINT)
        texts = {cell: cell for cell in known}
        return Written(column, texts, formats, certain_decimal(formats, known), plain=numbers)
    return Written(column, {}, (PLAIN,), "." if has_points else None, plain=numbers)


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


def written(column: Column, likely: set[str], where: Place) -> Column | Written:
    """Numbers in some way of writing, or the problem with them."""
    in_order = dict.fromkeys(cell for cell in column.cells if cell in likely)
    texts = {cell: cell.translate(MINUS).replace("’", "'") for cell in in_order}
    bare, unit = without_unit(texts)
    if bare is None:
        row = next(row for row, cell in enumerate(column.cells) if cell in likely)
        return replace(
            column,
            problem=f"{where(row)}: some numbers of this column have a unit as in "
            f"{shown(unit)}, others none or another: write them all alike",
        )
    formats = fitting(bare.values())
    if formats:
        return Written(column, bare, formats, certain_decimal(formats, bare.values()), unit)
    # What fits less than the others is what somebody has to look at.
    best = max(PATTERNS, key=lambda each: sum(map(fits(each), bare.values())))
    row = next(
        row for row, cell in enumerate(column.cells) if cell in bare and not fits(best)(bare[cell])
    )
    text = column.cells[row]
    example = next((cell for cell in column.cells if cell in bare and fits(best)(bare[cell])), "")
    alike = f", unlike {shown(example)}" if example and fits_any(bare[text]) else ""
    return replace(
        column,
        problem=f"{where(row)}: {shown(text)} is not a number written as the others of its "
        f"column are{alike}: write decimals with a point alone, and thousands without a mark",
    )


def fits(number_format: NumberFormat) -> Callable[[str], bool]:
    return lambda text: PATTERNS[number_format].fullmatch(text) is not None


def settled(each: Written, decimal: str | None, grid: Grid) -> Column:
    """The numbers, in the format that fits or that the other columns speak for."""
    column, where = each.column, place_in(grid, each.column.number - 1, each.column.name)
    fitting_best = [f for f in each.formats if decimal is None or f.decimal == decimal]
    chosen = fitting_best[0] if fitting_best else each.formats[0]
    remarks: list[AboutColumn] = []
    if len(each.formats) > 1:
        if len(fitting_best) != 1 and is_doubtful(each, grid.separator):
            return replace(column, kind="numbers", problem=doubt(each, where))
        if len(fitting_best) != 1:
            chosen = PLAIN
    if chosen == PLAIN and each.plain is not None:
        numbers = each.plain
    else:
        values = {cell: chosen.value(text) for cell, text in each.texts.items()}
        numbers = np.array([values.get(cell, np.nan) for cell in column.cells])
    too_large = np.abs(numbers) > LARGEST
    if too_large.any():
        row = int(np.argmax(too_large))
        problem = f"{where(row)}: {not_calculable(column.cells[row])}"
        return replace(column, kind="numbers", problem=problem)
    if chosen != PLAIN or (len(each.formats) > 1 and is_doubtful(each, grid.separator)):
        remarks += format_remark(each, chosen, is_by_others=len(each.formats) > 1)
    if each.unit:
        text = f"is read without its {each.unit}"
        remarks.append(AboutColumn(column.name, text, f"are read without their {each.unit}"))
    return replace(column, kind="numbers", values=numbers, remarks=tuple(remarks))


def not_calculable(cell: str) -> str:
    return f"{cell} is not a number to calculate with: it is beyond {LARGEST:g}"


def is_doubtful(each: Written, separator: str) -> bool:
    """A comma in doubt always is; a point is where semicolons or tabs show that the file may be
    from where commas are decimal."""
    if each.formats[0] != PLAIN:
        return True
    is_mixed = any("." not in text for text in each.texts.values())
    return separator == ";" or (separator in "\t|" and is_mixed)


def doubt(each: Written, where: Place) -> str:
    row, cell = next(
        (row, cell)
        for row, cell in enumerate(each.column.cells)
        if cell in each.texts and any(mark in cell for mark in ".,")
    )
    readings = " or ".join(f"{f.value(each.texts[cell]):.12g}" for f in each.formats)
    return (
        f"{where(row)}: {shown(cell)} may be {readings}, and nothing in the file tells which: "
        "write thousands without a mark and decimals with a point"
    )


def format_remark(each: Written, chosen: NumberFormat, *, is_by_others: bool) -> list[AboutColumn]:
    cell = next(
        (cell for cell in each.column.cells if cell in each.texts and differs(each, cell, chosen)),
        None,
    )
    if cell is None:
        return []
    what = "a decimal comma" if chosen.decimal == "," else "a decimal point"
    if chosen.thousands and chosen.thousands in cell.translate(MINUS).replace("’", "'"):
        what = "a mark between thousands"
    why = f", as the other columns write {chosen.decimal} in front of decimals" * is_by_others
    number = f"{chosen.value(each.texts[cell]):.12g}"
    text = f"has {what}: {cell} is {number}{why}"
    return [AboutColumn(each.column.name, text, f"have {what}, as in {cell} for {number}{why}")]


def differs(each: Written, cell: str, chosen: NumberFormat) -> bool:
    """Whether this cell shows that the format is not the plain one, or that there was a doubt."""
    marks = (
        set(",.' ")
        if len(each.formats) > 1
        else {chosen.thousands} | ({","} if chosen.decimal == "," else set())
    )
    text = each.texts[cell]
    return any(mark and mark in text for mark in marks)


__all__ = ["COMMA", "columns_of"]
