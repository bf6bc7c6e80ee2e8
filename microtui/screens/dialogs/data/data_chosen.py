"""Data that the reader has chosen to learn from, before it is settled how they are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from microtui.tables.read_table import TableRead
from microtui.tables.table_options import TableOptions


@dataclass(frozen=True)
class DataChosen:
    """Data, and what was read from them when nothing was said of how."""

    name: str
    typed: str
    """The path as it was typed; nothing where none was."""
    read: TableRead
    read_as: Callable[[TableOptions], TableRead]
    """Reads them otherwise; raises `ConfigurationError` where that cannot be."""
