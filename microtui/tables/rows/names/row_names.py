"""The names of rows, as R puts them in front of the columns without a name above."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from microtui.tables.rows.cell_kinds import is_number_like
from microtui.tables.rows.grid import Record


def are_row_names(records: Sequence[Record]) -> bool:
    """Whether the first cells below the first row differ and are words or count rows, as R writes
    the names of rows."""
    names = [record.cells[0].strip() for record in records[1:]]
    if len(set(names)) < len(names):
        return False
    if all(name.isdigit() and name.isascii() for name in names):
        return all(int(after) > int(before) for before, after in pairwise(names))
    return not any(is_number_like(name) and not name.isdigit() for name in names)
