"""What separates the cells of a file: what makes rows of one length, and numbers, of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from microtui.tables.rows.cell_kinds import is_missing, is_number_like
from microtui.tables.rows.grid import Record
from microtui.tables.rows.splitting import BLANKS, WIDE_BLANKS, split
from microtui.tables.table_error import TableFileError

CANDIDATES = ("\t", ";", "|", ",", BLANKS, WIDE_BLANKS)
"""The first of those that do equally well is taken."""

NAMES = {
    "\t": "tabs",
    ";": "semicolons",
    "|": "bars",
    ",": "commas",
    BLANKS: "blanks",
    WIDE_BLANKS: "runs of blanks",
}

LINES_LOOKED_AT = 100

SEPARATOR_LINE = re.compile(r'\s*"?sep=(.)"?[,;\t ]*\n', re.IGNORECASE)
"""What Excel puts, and understands, in a first line."""


def separator_of(text: str) -> str:
    """What suits the first lines best, a comma where nothing does."""
    sample = first_lines(text)
    best, separator = (0.0, 0.0), ","
    for candidate in CANDIDATES:
        try:
            records = split("", sample, candidate)
        except TableFileError:
            continue
        found = fitness(records)
        if found > best:
            best, separator = found, candidate
    return separator


def first_lines(text: str) -> str:
    end = 0
    for _ in range(LINES_LOOKED_AT):
        following = text.find("\n", end)
        if following < 0:
            return text
        end = following + 1
    sample = text[:end]
    # What ends within a quoted cell would look as if its quotes were wrong.
    while sample.count('"') % 2 and (following := text.find("\n", end)) >= 0:
        end = following + 1
        sample = text[:end]
        if end > 1_000_000:
            break
    return sample


def fitness(records: Sequence[Record]) -> tuple[float, float]:
    """How many of the rows are of one length, which is more than one cell; and how many of their
    cells are numbers."""
    lengths = Counter(len(record.cells) for record in records)
    lengths.pop(1, None)
    if not lengths:
        return 0.0, 0.0
    length, count = lengths.most_common(1)[0]
    if count < 0.5 * len(records):
        return 0.0, 0.0
    cells = [
        cell for record in records[1:] if len(record.cells) == length for cell in record.cells
    ] or records[0].cells
    present = [cell for cell in cells if not is_missing(cell.strip())]
    numbers = sum(is_number_like(cell.strip()) for cell in present)
    return count / len(records), numbers / len(present) if present else 0.0
