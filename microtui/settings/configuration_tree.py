"""A configuration as what JSON can hold, and back."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from engine.data.table import Table
from engine.run.configuration import Configuration


def as_tree(configuration: Configuration) -> dict[str, Any]:
    """All fields by name; of a table of the reader's own, only what it is called."""
    tree = {field.name: getattr(configuration, field.name) for field in fields(Configuration)}
    table = tree.pop("table")
    if table is not None:
        tree["data"] = table.name
    return tree


def from_tree(tree: dict[str, Any], table: Table | None) -> Configuration:
    """The configuration that a tree was made of, given the table that it speaks of."""
    lists = {name: tuple(value) for name, value in tree.items() if isinstance(value, list)}
    values = {**tree, **lists}
    has_table = values.pop("data", None) is not None
    return Configuration(**values, table=table if has_table else None)
