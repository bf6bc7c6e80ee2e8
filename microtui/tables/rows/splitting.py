"""Lines as cells, given what separates them."""

from __future__ import annotations

import csv
import io
import re

from microtui.tables.rows.grid import Record
from microtui.tables.table_error import TableFileError

BLANKS, WIDE_BLANKS = " ", "  "
WORD = re.compile(r"\"((?:[^\"]|\"\")*)\"(?!\S)|'([^']*)'(?!\S)|(\S+)")
SINGLE_QUOTED = re.compile(r"(?:^|[,;\t|])[ ]*'[^'\n]*'[ ]*(?=[,;\t|\n]|$)", re.MULTILINE)


def split(name: str, text: str, separator: str) -> list[Record]:
    """All rows in which there is anything.

    Raises `TableFileError` where a quote is opened and never closed.
    """
    if separator in (BLANKS, WIDE_BLANKS):
        parts = words_of if separator == BLANKS else wide_words_of
        return [
            Record(number, parts(line))
            for number, line in enumerate(text.split("\n"), start=1)
            if line and not line.isspace()
        ]
    try:
        return quoted_records(text, separator, strict=True)
    except csv.Error:
        return carelessly_quoted(name, text, separator)


def words_of(line: str) -> list[str]:
    if '"' not in line and "'" not in line:
        return line.split()
    return [
        in_double.replace('""', '"') or in_single or bare
        for in_double, in_single, bare in WORD.findall(line)
    ]


def wide_words_of(line: str) -> list[str]:
    return re.split(r"[ \t]{2,}|\t", line.strip())


def quoted_records(text: str, separator: str, *, strict: bool) -> list[Record]:
    """As the csv module reads them, with empty lines left out."""
    quote = "'" if '"' not in text and SINGLE_QUOTED.search(text[:5000]) else '"'
    reader = csv.reader(
        io.StringIO(text),
        delimiter=separator,
        quotechar=quote,
        skipinitialspace=True,
        strict=strict,
    )
    records, line = [], 1
    try:
        for cells in reader:
            if any(cells) and (cells[0].strip() or any(cell.strip() for cell in cells)):
                records.append(Record(line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise csv.Error(f"line {line}: {error}") from None
    return records


def carelessly_quoted(name: str, text: str, separator: str) -> list[Record]:
    """Where something stands behind the end of a quote: what is on one line is one row all the
    same, but where a row would go on beyond its line nobody knows what was meant."""
    last = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count('"') % 2:
            last = f"{name}, line {number}: a quote is opened or closed alone"
            break
    try:
        records = quoted_records(text, separator, strict=False)
    except csv.Error as error:
        raise TableFileError(f"{last}: {error}" if last else f"{name}, {error}") from None
    if last:
        raise TableFileError(f"{last}: write each quote within a cell twice")
    return records


def swallowed(record: Record, separator: str, width: int) -> bool:
    """Whether a quoted cell looks as if it had taken in whole rows: one of its lines has as many
    separators as a row."""
    return any(
        line.count(separator) >= max(width - 1, 1)
        for cell in record.cells
        if "\n" in cell
        for line in cell.split("\n")[1:-1] or cell.split("\n")
    )
