"""A configuration as what JSON can hold, and back."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from engine.data.table import Table
from engine.run.configuration import Configuration


def as_dict(configuration: Configuration) -> dict[str, Any]:
    """All fields by name; of a table of the reader's own, only what it is called."""
    values = {field.name: getattr(configuration, field.name) for field in fields(Configuration)}
    table = values.pop("table")
    if table is not None:
        values["data"] = table.name
    return values


def from_dict(values: dict[str, Any], table: Table | None) -> Configuration:
    """The configuration that a dictionary was made of, given the table that it names."""
    tuples = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    values = {**values, **tuples}
    has_table = values.pop("data", None) is not None
    return Configuration(**values, table=table if has_table else None)
