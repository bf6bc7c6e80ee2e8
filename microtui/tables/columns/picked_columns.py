"""Which columns are learned, and which are learned from: as asked, or as the file suggests."""

from __future__ import annotations

from dataclasses import dataclass

from microtui.tables.columns.column import Column, columns_named
from microtui.tables.columns.index_columns import index_columns
from microtui.tables.columns.named_columns import columns_called
from microtui.tables.columns.target.target_choice import chosen_target
from microtui.tables.rows.grid import Grid
from microtui.tables.table_error import TableFileError
from microtui.tables.table_options import TableOptions


@dataclass(frozen=True)
class PickedColumns:
    targets: tuple[Column, ...]
    why: str
    """Why nobody's choice, and not the last column, is the target; empty where there is no need."""
    features: tuple[Column, ...]
    are_named: bool
    """Whether somebody has named the features."""
    left_out: tuple[str, ...]
    """Those that only count or name rows, in a word each."""


def picked_columns(columns: tuple[Column, ...], grid: Grid, options: TableOptions) -> PickedColumns:
    """Raises `TableFileError` for a name that no column has, or where none can be learned."""
    targets = columns_called(columns, options.target, "--target", grid.name)
    asked = columns_called(columns, options.columns, "--columns", grid.name)
    if both := [column for column in asked if column in targets]:
        raise TableFileError(
            f"{columns_named(both)} cannot be the target and be learned from at once: leave it "
            "out of --columns"
        )
    if targets and asked:
        return PickedColumns(targets, "", asked, True, ())
    indices = index_columns(columns, grid)
    why = ""
    if not targets:
        free = [each for each in columns if each.number not in indices and each not in asked]
        choice = chosen_target(free, have_names=grid.names is not None, file=grid.name)
        targets, why = (choice.column,), choice.why
    if asked:
        return PickedColumns(targets, why, asked, True, ())
    others = [column for column in columns if column not in targets]
    return PickedColumns(
        targets,
        why,
        tuple(column for column in others if column.number not in indices),
        False,
        tuple(indices[column.number] for column in others if column.number in indices),
    )
