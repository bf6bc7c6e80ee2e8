"""Columns that tell nothing, or that tell the target itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.run.outputs import MOST_CLASSES
from microtui.tables.columns.column import Column
from microtui.tables.sentences import AboutColumn, listed

LEAST_SPREAD = 1e-9
"""Of a column's numbers, in parts of their size."""

LEAST_ROWS = 10
"""In fewer a column may agree with the target by chance."""


def without_constant(
    columns: Sequence[Column], rows: str = "each row"
) -> tuple[list[Column], list[AboutColumn]]:
    """Without those that are the same in each row, which are called so."""
    kept, remarks = [], []
    for column in columns:
        if column.kind == "numbers":
            known = column.numbers[~column.missing]
            # What differs by rounding alone would be blown up to noise of deviation 1.
            is_constant = bool(np.ptp(known) <= LEAST_SPREAD * np.abs(known).max())
        else:
            is_constant = len(set(column.present)) == 1
        if is_constant:
            only = listed(column.present[:1])
            text = f"left out: it is {only} in {rows}"
            remarks.append(AboutColumn(column.name, text, f"left out, each the same in {rows}"))
        else:
            kept.append(column)
    return kept, remarks


def without_the_target_again(
    columns: Sequence[Column], labels: Sequence[str], target: str
) -> tuple[list[Column], list[AboutColumn]]:
    """Without those that name the very classes to be learned in other words or numbers: whoever
    had them had nothing to learn. They are kept where there are no others."""
    if len(labels) < LEAST_ROWS:
        return list(columns), []
    again = [column for column in columns if is_the_same(column, labels)]
    if len(again) == len(columns):
        return list(columns), []
    again_said = f"the same as the target {target}"
    remarks = [
        AboutColumn(
            column.name,
            f"left out: it says {again_said}",
            f"left out, each of which says {again_said}",
        )
        for column in again
    ]
    return [column for column in columns if column not in again], remarks


def is_the_same(column: Column, labels: Sequence[str]) -> bool:
    """Whether each of its words stands beside one class alone, and the other way round."""
    if column.missing.any() or (column.kind == "numbers" and not column.are_whole):
        return False
    words = column.numbers.tolist() if column.kind == "numbers" else column.cells
    count = len(set(labels))
    return (
        len(set(words[:LEAST_ROWS])) <= count <= MOST_CLASSES
        and len(set(words)) == count
        and len(set(zip(words, labels, strict=True))) == count
    )
