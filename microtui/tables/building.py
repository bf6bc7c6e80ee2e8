"""A grid of cells as a table to learn from: what is learned, what from, and of which rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.data.table import Table, scaled_table
from engine.run.configuration import MOST_SAMPLES
from microtui.tables.columns.column import Column
from microtui.tables.columns.column_reading import columns_of
from microtui.tables.columns.feature_columns import Features, features_of, fit_to_learn_from
from microtui.tables.columns.index_columns import count_doubt
from microtui.tables.columns.missing_cells import (
    filled,
    rows_without_gaps,
    without_mostly_missing,
)
from microtui.tables.columns.picked_columns import PickedColumns, picked_columns
from microtui.tables.columns.superfluous_columns import without_constant, without_the_target_again
from microtui.tables.columns.target.targets import Targets, targets_of
from microtui.tables.limits import LEAST_SAMPLES, MOST_COLUMNS
from microtui.tables.rows.grid import Grid
from microtui.tables.sentences import AboutColumn, counted, sentences
from microtui.tables.summary import summary
from microtui.tables.table_error import TableFileError
from microtui.tables.table_options import TableOptions


@dataclass(frozen=True)
class TableRead:
    """A table, and a sentence for everything that was decided where nobody said."""

    table: Table
    remarks: tuple[str, ...]
    columns: tuple[str, ...]
    """What all columns of the file are called, in their order."""


@dataclass(frozen=True)
class LearnedFrom:
    """The features, and the rows of the file that they are of."""

    features: Features
    rows: NDArray[np.bool_]
    remarks: tuple[str | AboutColumn, ...]


def table_of(grid: Grid, options: TableOptions) -> TableRead:
    """Raises `TableFileError` where there is nothing to learn, or nothing to learn it from."""
    require_samples(len(grid.cells), grid.name)
    if not options.classes:
        require_fitting(len(grid.cells), grid.name)
    if not options.columns and grid.width > 1.5 * MOST_COLUMNS:
        require_columns(grid.width - 1, grid.name)
    columns = columns_of(grid)
    picked = picked_columns(columns, grid, options)
    targets = targets_of(picked.targets, options, grid.class_names, grid.name)
    from_these = learned_from(picked, targets, options, grid.name)
    features = from_these.features
    require_size(features, grid.name)
    table = scaled_table(
        grid.name,
        features.names,
        features.values,
        targets.of(from_these.rows),
        scale=options.scale,
        target_names=targets.names,
        asked=options.asked,
    )
    if not options.are_as_they_are:
        require_spread(table)
    first = summary(table, picked, targets)
    return TableRead(
        table,
        sentences((first, *grid.remarks, *targets.remarks, *from_these.remarks)),
        tuple(column.name for column in columns),
    )


def learned_from(
    picked: PickedColumns, targets: Targets, options: TableOptions, file: str
) -> LearnedFrom:
    """What of the columns, and of the rows with a target, is of use."""
    candidates = [column.taken(targets.rows) for column in picked.features]
    are_named, rows = picked.are_named, targets.rows.copy()
    columns, unfit = fit_to_learn_from(candidates, are_named=are_named, file=file)
    columns, gone = without_mostly_missing(columns, options.missing, are_named=are_named)
    remarks: list[str | AboutColumn] = [*unfit, *gone]
    if not options.are_as_they_are:
        columns, constant = without_constant(columns)
        remarks += constant
    require_any(columns, file, [*picked.left_out, *remarks])
    if options.missing == "omit":
        complete, omitted = rows_without_gaps(columns, file)
        columns = [column.taken(complete) for column in columns]
        rows[targets.rows] = complete
        remarks += omitted
        if omitted and not options.are_as_they_are:
            columns, constant = without_constant(columns, "each row that is left")
            remarks += constant
    if not are_named and targets.labels is not None:
        labels = targets.labels_in(rows)
        columns, again = without_the_target_again(columns, labels, targets.names[0])
        remarks += again
    require_any(columns, file, [*picked.left_out, *remarks])
    remarks += [doubt for column in columns if (doubt := count_doubt(column)) is not None]
    features, means = filled(features_of(columns), columns)
    return LearnedFrom(features, rows, (*remarks, *features.remarks, *means))


def require_any(columns: list[Column], file: str, remarks: list[str | AboutColumn]) -> None:
    if not columns:
        why = f": {'; '.join(sentences(remarks)[:3])}" if remarks else ""
        raise TableFileError(
            f"{file} has no column to learn from beside its target{why}; --columns and --target "
            "choose"
        )


def require_samples(count: int, file: str) -> None:
    if count < LEAST_SAMPLES:
        raise TableFileError(
            f"{file} holds {counted(count, 'sample')}: at least {LEAST_SAMPLES} are needed, to "
            "train and test"
        )


def require_not_too_long(name: str, text: str) -> None:
    """Raises `TableFileError` for so many lines that nobody has to look what stands in them."""
    lines = text.count("\n")
    if lines > 10 * MOST_SAMPLES:
        require_fitting(lines, name)


def require_fitting(count: int, file: str) -> None:
    if count > MOST_SAMPLES:
        raise TableFileError(
            f"{file} holds {count:,} samples: at most {MOST_SAMPLES:,} fit into memory in the "
            f"scalar engine, so take a part of them, such as with shuf -n {MOST_SAMPLES}, or of "
            "the classes with --classes"
        )


def require_size(features: Features, file: str) -> None:
    samples, columns = features.values.shape
    require_samples(samples, file)
    require_fitting(samples, file)
    require_columns(columns, file)


def require_columns(columns: int, file: str) -> None:
    if columns > MOST_COLUMNS:
        raise TableFileError(
            f"{file} has {columns:,} columns to learn from: at most {MOST_COLUMNS} fit into "
            "memory, so choose some with --columns"
        )


def require_spread(table: Table) -> None:
    """What remains once rows are left out may be one class, or one number, alone."""
    if table.task == "classification":
        if len(table.labels) < 2:
            raise TableFileError(
                f"{table.name} has {table.labels[0]!r} as its only target in the rows that are "
                "left: --missing mean keeps those in which something is missing"
            )
        return
    if (np.ptp(np.atleast_2d(table.targets.T), axis=1) == 0.0).any():
        raise TableFileError(
            f"{table.name} has one number as its only target in the rows that are left: --missing "
            "mean keeps those in which something is missing"
        )
