"""Weka's files (ARFF): names and kinds in front, then rows with commas."""

from __future__ import annotations

import io
import re

from microtui.tables.rows.grid import Grid
from microtui.tables.rows.splitting import split
from microtui.tables.table_error import TableFileError

ATTRIBUTE = re.compile(
    r"\s*@attribute\s+(?:'((?:[^'\\]|\\.)*)'|\"([^\"]*)\"|(\S+))\s*(.*)", re.IGNORECASE
)


def is_arff(text: str) -> bool:
    lines = (line.strip() for line in io.StringIO(text))
    first = next((line for line in lines if line and not line.startswith("%")), "")
    return first.lower().startswith("@relation")


def arff_grid(name: str, text: str) -> Grid:
    """Raises `TableFileError` where the rows are not as the attributes say."""
    names: list[str] = []
    lines = text.split("\n")
    start = None
    for place, line in enumerate(lines):
        if line.strip().lower() == "@data":
            start = place + 1
            break
        if found := ATTRIBUTE.match(line):
            names.append(next(part for part in found.groups() if part is not None))
    if start is None or not names:
        raise TableFileError(f"{name} is a file of Weka's (ARFF) without its @attribute or @data")
    rows = ["" if line.lstrip().startswith("%") else line for line in lines[start:]]
    if any(row.lstrip().startswith("{") for row in rows):
        raise TableFileError(
            f"{name} is a sparse file of Weka's (ARFF), which is not read: save it as CSV there"
        )
    records = split(name, "\n" * start + "\n".join(rows), ",")
    for record in records:
        if len(record.cells) != len(names):
            raise TableFileError(
                f"{name}, line {record.line}: {len(record.cells)} cells where there are "
                f"{len(names)} attributes"
            )
    if not records:
        raise TableFileError(f"{name} is empty: a line a sample is needed")
    return Grid(
        name,
        [record.cells for record in records],
        [record.line for record in records],
        ",",
        ("it is a file of Weka's (ARFF), whose attributes name the columns",),
        names=tuple(names),
    )
