"""Names of columns in one line, as they are typed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable


def names_typed(text: str) -> tuple[str, ...]:
    """A list with commas; a name with a comma in it stands in double quotes."""
    rows = csv.reader(io.StringIO(text), skipinitialspace=True)
    return tuple(cell.strip() for row in rows for cell in row if cell.strip())


def names_text(names: Iterable[str]) -> str:
    """The list from which `names_typed` gets these names back."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(names)
    return line.getvalue()
