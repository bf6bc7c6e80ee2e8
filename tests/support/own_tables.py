"""Small tables of each kind that a reader's own data may be."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.data.table import Table, scaled_table

SAMPLES = 40
RAW = np.random.default_rng(1).normal(3.0, 20.0, size=(SAMPLES, 64))
"""What stands in the file: as many of its columns as the table has, and columns 5 to 7 as
targets."""
KINDS = ("rose", 'a "lily"', "tulip\\\x1b[2J")


def of_kinds(count: int) -> list[str]:
    return [KINDS[i % count] for i in range(SAMPLES)]


KNOWN: dict[str, tuple[int, Any, dict[str, Any]]] = {
    "three classes": (2, of_kinds(3), {}),
    "ten classes of 64 columns": (64, [str(i % 10) for i in range(SAMPLES)], {}),
    "two classes of one column": (1, of_kinds(2), {}),
    "one target of one column": (1, RAW[:, 5], {"target_names": ("price",)}),
    "three targets": (4, RAW[:, 5:8], {"target_names": ("price", "it's", '"size"')}),
    "two targets, as they are": (2, RAW[:, 5:7], {"target_names": ("a", "b"), "scale": False}),
}
"""Columns, targets, and what else the table is told."""


def table_of(what: str, **more: Any) -> Table:
    """One of these; `more` is for `scaled_table`."""
    columns, targets, told = KNOWN[what]
    names = tuple(f"column {{{i}}}" for i in range(columns))
    return scaled_table("own.csv", names, RAW[:, :columns], targets, **{**told, **more})
