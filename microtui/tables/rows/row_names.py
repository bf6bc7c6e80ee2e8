"""The names of rows, as R puts them in front of the columns without a name above."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from microtui.tables.rows.grid import Record


def are_row_names(records: Sequence[Record]) -> bool:
    """Whether the first cells below the first row differ and are words or count rows, as R writes
    the names of rows."""
    names = [record.cells[0].strip() for record in records[1:]]
    if len(set(names)) < len(names):
        return False
    if not any(is_decimal(name) for name in names):
        return not all(name.isdigit() for name in names) or counts(names)
    return False


def is_decimal(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return not text.isdigit()


def counts(names: Sequence[str]) -> bool:
    """Whether they are whole numbers one after the other, from any one on."""
    numbers = [int(name) for name in names if name.isascii() and name.isdigit()]
    return len(numbers) == len(names) and all(after > before for before, after in pairwise(numbers))
