"""What a run has from files of the reader's own, packed: a table, and parameters to begin with."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import numpy as np

from engine.data.table import Table
from engine.replay.saved_run import SavedRun
from engine.run.starting_parameters import StartingParameters
from microtui.saving.packed.arrays import Arrays

TABLE_ARRAYS = ("points", "targets", "offsets", "scales", "target_offsets", "target_scales")


def pack_table(run: SavedRun, arrays: Arrays) -> None:
    """Put the reader's own data, if there are any, where all changes of the run find them."""
    tables = [change.configuration.table for change in run.changes]
    table = next((table for table in tables if table is not None), None)
    if table is None:
        return
    words = {
        field.name: getattr(table, field.name)
        for field in fields(Table)
        if field.name not in TABLE_ARRAYS
    }
    arrays["table"] = np.frombuffer(json.dumps(words).encode(), dtype=np.uint8)
    for array in TABLE_ARRAYS:
        arrays[f"table.{array}"] = getattr(table, array)


def unpacked_table(arrays: Arrays) -> Table | None:
    if "table" not in arrays:
        return None
    words: dict[str, Any] = json.loads(arrays["table"].tobytes())
    tuples = {name: as_tuples(value) for name, value in words.items() if isinstance(value, list)}
    words = {**one_target_in_arrays(words), **tuples}
    words.update(
        {array: arrays[f"table.{array}"] for array in TABLE_ARRAYS if f"table.{array}" in arrays}
    )
    table = Table(**words)
    require_sound(table)
    return table


def require_sound(table: Table) -> None:
    """Raises `ValueError` where its arrays are not as large as its names say."""
    samples, outputs = len(table.points), table.dataset.outputs
    shapes = {
        "points": (samples, len(table.column_names)),
        "targets": (samples,) if outputs == 1 else (samples, outputs),
        "offsets": (len(table.column_names),),
        "scales": (len(table.column_names),),
        "target_offsets": (len(table.target_names),),
        "target_scales": (len(table.target_names),),
    }
    for name, shape in shapes.items():
        if getattr(table, name).shape != shape:
            raise ValueError(f"the {name.replace('_', ' ')} of its table are not {shape}")


def as_tuples(values: list[Any]) -> tuple[Any, ...]:
    return tuple(as_tuples(value) if isinstance(value, list) else value for value in values)


def one_target_in_arrays(words: dict[str, Any]) -> dict[str, Any]:
    """As it is now what older versions wrote, which knew one target alone."""
    numbers = {
        f"{name}s": np.array([words[name]])
        for name in ("target_offset", "target_scale")
        if name in words
    }
    return {name: word for name, word in words.items() if f"{name}s" not in numbers} | numbers


def pack_parameters(run: SavedRun, arrays: Arrays) -> None:
    """Put the reader's own parameters, if there are any: a run begins with one set of them."""
    parameters = run.changes[0].configuration.parameters
    if parameters is not None:
        arrays["parameters"] = parameters.values
        arrays["parameters.name"] = np.frombuffer(json.dumps(parameters.name).encode(), np.uint8)


def unpacked_parameters(arrays: Arrays) -> StartingParameters | None:
    if "parameters" not in arrays:
        return None
    name = json.loads(arrays["parameters.name"].tobytes())
    return StartingParameters(name, arrays["parameters"])
