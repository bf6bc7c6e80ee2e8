"""A configuration as what JSON can hold, and back."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from engine.data.table import Table
from engine.run.configuration import Configuration
from engine.run.starting_parameters import StartingParameters


def as_dict(configuration: Configuration) -> dict[str, Any]:
    """All fields by name; of what the reader's own files held, only what they are called, and how
    they were read."""
    values = {field.name: getattr(configuration, field.name) for field in fields(Configuration)}
    table, parameters = values.pop("table"), values["parameters"]
    if table is not None:
        values["data"] = table.name
        values["scale"] = table.is_scaled
        values.update(table.asked)
    values["parameters"] = parameters and parameters.name
    return values


def from_dict(
    values: dict[str, Any], table: Table | None, parameters: StartingParameters | None
) -> Configuration:
    """The configuration that a dictionary was made of, given the table and the parameters that it
    names; what it does not name is as it was before there was any choice."""
    tuples = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    values = {**values, **tuples}
    for name in ("scale", *(() if table is None else dict(table.asked))):
        values.pop(name, None)
    has_table = values.pop("data", None) is not None
    has_parameters = values.pop("parameters", None) is not None
    return Configuration(
        **values,
        table=table if has_table else None,
        parameters=parameters if has_parameters else None,
    )
