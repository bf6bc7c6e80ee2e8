"""Reads a table from a file of comma-separated values; what is wrong with it gets a sentence."""

from __future__ import annotations

import csv
import io
import math
import stat
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.data.table import Table, scaled_table
from engine.run.configuration import MOST_SAMPLES
from microtui.settings.plain_text_file import text_of
from microtui.tables.table_error import TableFileError
from microtui.tables.table_options import UNASKED, TableOptions

MOST_COLUMNS = 500
MOST_BYTES = 100_000_000
"""As much as the largest table there can be takes: 10,000 samples of 500 columns of 20 digits."""

MOST_LABELS_SHOWN = 4


@dataclass(frozen=True)
class Rows:
    """The cells of a file, with the number of the line that each row begins on, from 1."""

    name: str
    cells: list[list[str]]
    lines: list[int]
    delimiter: str


@dataclass(frozen=True)
class TableRead:
    """A table, and a sentence for everything that was decided where nobody said."""

    table: Table
    remarks: tuple[str, ...]


def read_table(path: Path, options: TableOptions = UNASKED) -> TableRead:
    """The table that a file holds; raises `TableFileError` where it holds none."""
    return table_from_bytes(path.name, bytes_of(path), options)


def table_from_bytes(name: str, data: bytes, options: TableOptions = UNASKED) -> TableRead:
    """The same of what stands in a file, or comes from elsewhere, and is called so."""
    text = text_of(name, data, "text with commas is needed", TableFileError)
    if not text.strip():
        raise TableFileError(f"{name} is empty: a line a sample is needed")
    return TableRead(table_of(consistent_rows(name, text), options.scale), ())


def table_of(rows: Rows, scale: bool) -> Table:
    """A table whose last column is the target, the others what the network is given: each scaled,
    or, without `scale`, as it is.

    Columns are separated by comma, semicolon or tab; the first line may hold their names. Two
    different targets are two classes; more than two must be numbers, to be fitted.
    """
    names, rows = split_header(rows)
    if len(rows.cells) < 4:
        raise TableFileError(
            f"{rows.name} holds {len(rows.cells)} samples: at least 4 are needed, to train and test"
        )
    if len(rows.cells) > MOST_SAMPLES:
        raise TableFileError(
            f"{rows.name} holds {len(rows.cells):,} samples: at most {MOST_SAMPLES:,} fit into "
            "memory in the scalar engine, so take a part of them"
        )
    columns = len(names) - 1
    raw = np.array(
        [[number(rows, row, column) for column in range(columns)] for row in range(len(rows.cells))]
    )
    targets = [row[-1].strip() for row in rows.cells]
    for row, target in enumerate(targets):
        if not target:
            raise TableFileError(f"{cell_name(rows, row, columns)}: the target is missing")
    labels = sorted(set(targets))
    if len(labels) == 1:
        raise TableFileError(
            f"{rows.name} has {labels[0]!r} as its only target: two classes are needed, or numbers"
        )
    if len(labels) == 2:
        return scaled_table(rows.name, names[:-1], raw, targets, scale=scale)
    if not is_number(labels[0], rows.delimiter) and not is_number(labels[-1], rows.delimiter):
        shown = ", ".join(labels[:MOST_LABELS_SHOWN]) + (
            ", …" if len(labels) > MOST_LABELS_SHOWN else ""
        )
        raise TableFileError(
            f"{rows.name} has {len(labels)} classes ({shown}): this network tells two apart, so "
            "keep the rows of two of them"
        )
    numbers = np.array([number(rows, row, columns) for row in range(len(targets))])
    return scaled_table(rows.name, names[:-1], raw, numbers, scale=scale)


def bytes_of(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise TableFileError(f"{path} is a directory: a file with commas is needed")
        if not stat.S_ISREG(status.st_mode):
            raise TableFileError(f"{path} is no ordinary file: save what it gives in one first")
        if status.st_size > MOST_BYTES:
            raise TableFileError(
                f"{path} has {status.st_size:,} bytes: at most {MOST_BYTES:,} are read, as many "
                f"as {MOST_SAMPLES:,} samples of {MOST_COLUMNS} columns take"
            )
        data = path.read_bytes()
    except OSError as error:
        raise TableFileError(f"{path} cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise TableFileError(f"{str(path)!r} cannot be read: {error}") from None
    return data


def consistent_rows(name: str, text: str) -> Rows:
    """The cells, with the separator that the first line holds most of."""
    first = next(line for line in text.splitlines() if line.strip())
    delimiter = max(",;\t", key=first.count)
    if delimiter == "," and first.count(";") > 0:
        delimiter = ";"
    cells, lines = [], []
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                cells.append(row)
                lines.append(reader.line_num)
    except csv.Error as error:
        raise TableFileError(f"{name}, line {reader.line_num}: {error}") from None
    if not cells:
        raise TableFileError(f"{name} is empty: a line a sample is needed")
    width = len(cells[0])
    if width < 3:
        raise TableFileError(
            f"{name} has {width} column{'s' * (width > 1)}, separated by comma, semicolon or tab: "
            "two columns of numbers and a target in the last are the least"
        )
    if width > MOST_COLUMNS + 1:
        raise TableFileError(
            f"{name} has {width:,} columns: at most {MOST_COLUMNS} and a target fit into memory"
        )
    for row, line in zip(cells, lines, strict=True):
        if len(row) != width:
            raise TableFileError(
                f"{name}, line {line}: {len(row)} columns where the first line has {width}"
            )
    return Rows(name, cells, lines, delimiter)


def split_header(rows: Rows) -> tuple[tuple[str, ...], Rows]:
    """The names of the columns, which stand in the first line where it holds no numbers at all."""
    first = [cell.strip() for cell in rows.cells[0]]
    if any(is_number(cell, rows.delimiter) for cell in first[:-1]) or not all(first):
        return tuple(f"x{i}" for i in range(len(first))), rows
    if len(set(first)) < len(first):
        twice = next(name for name in first if first.count(name) > 1)
        raise TableFileError(
            f"{rows.name}, line {rows.lines[0]}: two columns are called {twice!r}: each needs a "
            "name of its own"
        )
    return tuple(first), Rows(rows.name, rows.cells[1:], rows.lines[1:], rows.delimiter)


def cell_name(rows: Rows, row: int, column: int) -> str:
    """Where it stands in the file, counted from 1."""
    return f"{rows.name}, line {rows.lines[row]}, column {column + 1}"


def without_decimal_comma(text: str, delimiter: str) -> str:
    """Where semicolons or tabs separate the columns, a comma can only be a decimal one."""
    return text if delimiter == "," else text.replace(",", ".")


def is_number(text: str, delimiter: str) -> bool:
    try:
        float(without_decimal_comma(text, delimiter))
    except ValueError:
        return False
    return True


def number(rows: Rows, row: int, column: int) -> float:
    text = rows.cells[row][column].strip()
    if not text:
        raise TableFileError(f"{cell_name(rows, row, column)}: the value is missing")
    try:
        value = float(without_decimal_comma(text, rows.delimiter))
    except ValueError:
        shown = text if len(text) <= 20 else f"{text[:20]}…"
        raise TableFileError(f"{cell_name(rows, row, column)}: {shown!r} is not a number") from None
    if not math.isfinite(value) or abs(value) > 1e100:
        raise TableFileError(
            f"{cell_name(rows, row, column)}: {text} is not a number to calculate with"
        )
    return value
