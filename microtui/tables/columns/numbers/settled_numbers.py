"""The numbers of a column, once it is known how they are written: in doubt by the other columns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from microtui.tables.columns.column import Column
from microtui.tables.columns.numbers.number_formats import (
    PLAIN,
    NumberFormat,
)
from microtui.tables.columns.numbers.written_numbers import Place, Written
from microtui.tables.rows.cell_kinds import (
    MINUS,
)
from microtui.tables.sentences import AboutColumn, shown

LARGEST = 1e100
"""Beyond it squares are no numbers to calculate with."""


def settled(each: Written, decimal: str | None, separator: str, where: Place) -> Column:
    """The numbers, in the format that fits or that the other columns speak for."""
    column = each.column
    fitting_best = [f for f in each.formats if decimal is None or f.decimal == decimal]
    chosen = fitting_best[0] if fitting_best else each.formats[0]
    remarks: list[AboutColumn] = []
    if len(each.formats) > 1 and len(fitting_best) != 1:
        if is_doubtful(each, separator):
            return replace(column, kind="numbers", problem=doubt(each, where))
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
    if chosen != PLAIN or (len(each.formats) > 1 and is_doubtful(each, separator)):
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
    return [AboutColumn(each.column.name, text, f"have {what}{why}", f"{cell} for {number}")]


def differs(each: Written, cell: str, chosen: NumberFormat) -> bool:
    """Whether this cell shows that the format is not the plain one, or that there was a doubt."""
    marks = (
        set(",.' ")
        if len(each.formats) > 1
        else {chosen.thousands} | ({","} if chosen.decimal == "," else set())
    )
    text = each.texts[cell]
    return any(mark and mark in text for mark in marks)
