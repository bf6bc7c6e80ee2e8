"""What separates the cells of a file: what makes rows of one length, and numbers, of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from microtui.tables.rows.cell_kinds import is_boolean, is_missing, is_number_like
from microtui.tables.rows.grid import Record
from microtui.tables.rows.names.row_names import are_row_names
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

NEARLY_EVEN = 0.999
"""What rows of one length are worth below a first one that is shorter by a cell."""

LINES_LOOKED_AT = 100

SEPARATOR_LINE = re.compile(r'\s*"?sep=(.)"?[,;\t ]*\n', re.IGNORECASE)
"""What Excel puts, and understands, in a first line."""


def separator_of(text: str) -> str:
    """What suits the first lines best, a comma where nothing does."""
    sample = first_lines(text)
    best, separator = (0.0, 0.0), ","
    for candidate in CANDIDATES:
        if candidate in (BLANKS, WIDE_BLANKS) and separator in "\t;|" and is_good(best):
            # Cells may have blanks in them, which nobody beside a tab means to separate any.
            break
        try:
            records = split("", sample, candidate)
        except TableFileError:
            continue
        found = fitness(records, candidate)
        if found > best:
            best, separator = found, candidate
    return separator


def is_good(found: tuple[float, float]) -> bool:
    """Whether all rows are alike, with numbers in most of their cells."""
    return found[0] >= NEARLY_EVEN and found[1] >= 0.5


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


def fitness(records: Sequence[Record], separator: str) -> tuple[float, float]:
    """How many of the rows are of one length, which is more than one cell; and how many of their
    cells are numbers."""
    lengths = Counter(len(record.cells) for record in records)
    lengths.pop(1, None)
    if not lengths:
        return 0.0, 0.0
    length, count = lengths.most_common(1)[0]
    if count < 0.5 * len(records):
        return 0.0, 0.0
    # R writes one name less than there are columns, since the names of rows have none.
    is_short = count == len(records) - 1 and len(records[0].cells) == length - 1 > 0
    cells = [
        cell.strip()
        for record in records[1:]
        if len(record.cells) == length
        for cell in record.cells
    ] or records[0].cells
    present = [cell for cell in cells if not is_missing(cell)]
    known = sum(is_number_like(cell) or is_boolean(cell) for cell in present)
    even = NEARLY_EVEN if is_short and are_row_names(records) else count / len(records)
    if separator in (BLANKS, WIDE_BLANKS) and not known:
        # Lines of text have as many words by chance, but hardly a number.
        even *= 0.8
    return even, known / len(present) if present else 0.0
