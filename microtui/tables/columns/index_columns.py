"""Columns that only count or name rows: nothing is to be learned from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from microtui.tables.columns.column import Column
from microtui.tables.rows.grid import Grid
from microtui.tables.sentences import AboutColumn, shown

UNNAMED = re.compile(
    r"Unnamed: ?\d+([._](level_)?\d+)*|index|level_0|row[._ ]?names|\.\.\.1",
    re.IGNORECASE,
)
"""What pandas, R and others call a column of theirs."""

COUNTING = re.compile(
    r"#|no|nr|num|number|s\.? ?no|row|rows|obs|observation|case|sample|record|instance|serial|key"
    r"|id|ids|idx|ix|pk|row ?num(ber)?",
    re.IGNORECASE,
)
NAMING = re.compile(r"(.*[ _.-])?(id|ids|uid|uuid|guid|identifier)|pk", re.IGNORECASE)
LIKE_AN_ID = re.compile(
    r"(.*[ _.-])?(id|ids|identifier|number|index|code)|no\.?|nr\.?", re.IGNORECASE
)
LEAST_SHARE_OF_IDS = 0.3
"""Of different ones among all: what comes again and again is none."""

CAPITAL_ID = re.compile(r".*[a-z]I[dD]")

LEAST_COUNTED = 10
"""Fewer rows, with no name above them, may count up by chance."""


def index_columns(columns: Sequence[Column], grid: Grid) -> dict[int, str]:
    """By their numbers, those that are left out, each with why."""
    found = {}
    for column in columns:
        if reason := reason_of(column, grid):
            called = "without a name" if is_first_unnamed(column, grid) else shown(column.name)
            found[column.number] = f"column {called} left out {reason}"
    return found


def count_doubt(column: Column) -> AboutColumn | None:
    """What is said of a column that is learned from, though its name is that of an id."""
    is_like_one = LIKE_AN_ID.fullmatch(column.name) or CAPITAL_ID.fullmatch(column.name)
    if not column.are_whole or is_like_one is None:
        return None
    if len(set(column.cells)) < LEAST_SHARE_OF_IDS * len(column.cells):
        return None
    text = "is learned from, though it may only number the rows"
    several = "are learned from, though they may only number the rows"
    return AboutColumn(column.name, text, several)


def reason_of(column: Column, grid: Grid) -> str | None:
    if is_first_unnamed(column, grid):
        return "as the names of the rows" if column.kind == "words" else "as an index"
    if column.missing.any():
        return None
    if grid.names is None:
        is_wide = grid.width > 2 and len(column.cells) >= LEAST_COUNTED
        is_index = column.number == 1 and is_wide and does_count(column, (0, 1))
        return "as an index, which it looks like" if is_index else None
    name = column.name
    is_from_r = name == "X" and column.number == 1 and grid.width > 3
    if (is_from_r or UNNAMED.fullmatch(name)) and does_count(column, (0, 1)):
        return "as an index"
    is_name = NAMING.fullmatch(name) or CAPITAL_ID.fullmatch(name)
    different = len(set(column.cells)) if is_name else 0
    if different > max(2, 0.5 * len(column.cells)) and (column.are_whole or column.kind == "words"):
        each = "each row" if different == len(column.cells) else "most rows"
        return f"as an id, different in {each}"
    if COUNTING.fullmatch(name) and does_count(column, (0, 1)):
        return "as an id, which counts the rows"
    return None


def is_first_unnamed(column: Column, grid: Grid) -> bool:
    """Whether it is the first, has no name, and something else in each row that is no measure."""
    return (
        column.number == 1
        and grid.has_row_names
        and len(set(column.cells)) == len(column.cells)
        and (column.are_whole or column.kind in ("words", "dates"))
    )


def does_count(column: Column, starts: Iterable[int]) -> bool:
    """Whether it is 0, 1, 2 … or 1, 2, 3 …"""
    if not column.are_whole or column.values is None:
        return False
    count = np.arange(len(column.values))
    return any((column.values == count + start).all() for start in starts)
