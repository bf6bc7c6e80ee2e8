"""Columns of numbers, and the ways in which they can be written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.arrays import Array
from microtui.tables.columns.column import Column
from microtui.tables.columns.numbers.number_formats import (
    PATTERNS,
    PLAIN,
    NumberFormat,
    certain_decimal,
    fits_any,
    fitting,
)
from microtui.tables.columns.numbers.units import without_unit
from microtui.tables.rows.cell_kinds import (
    MINUS,
)
from microtui.tables.sentences import shown

THOUSANDS_WITH_POINT = NumberFormat(".", ",")

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
