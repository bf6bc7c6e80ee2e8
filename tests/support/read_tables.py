"""Tables read from what stands in a test, and their numbers as the file has them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine.arrays import Array
from engine.data.table import Table
from microtui.tables.read_table import TableRead, table_from_bytes
from microtui.tables.table_error import TableFileError
from microtui.tables.table_options import TableOptions

NAME = "data.csv"


def read(content: str | bytes, **options: Any) -> TableRead:
    data = content.encode() if isinstance(content, str) else content
    return table_from_bytes(NAME, data, TableOptions(**options))


def refusal(content: str | bytes, **options: Any) -> str:
    """The one sentence that it is refused with."""
    with pytest.raises(TableFileError) as caught:
        read(content, **options)
    sentence = str(caught.value)
    assert "\n" not in sentence
    return sentence


def raw(table: Table) -> list[list[float]]:
    """The numbers learned from, row by row."""
    rows: list[list[float]] = np.round(table.points * table.scales + table.offsets, 9).tolist()
    return rows


def labels(table: Table) -> list[str]:
    """The class of each row."""
    if len(table.labels) == 2:
        return [table.labels[int(target > 0.0)] for target in table.targets]
    return [table.labels[int(place)] for place in table.targets.argmax(axis=1)]


def numbers(table: Table) -> Array:
    """The targets as the file has them."""
    return np.round(table.targets * table.target_scales + table.target_offsets, 9)


def said(result: TableRead, words: str) -> bool:
    return any(words in remark for remark in result.remarks)
