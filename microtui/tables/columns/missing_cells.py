"""Rows in which something is missing: they are left out, or filled with the mean of the column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from microtui.tables.columns.column import Column
from microtui.tables.columns.feature_columns import Features
from microtui.tables.sentences import AboutColumn, counted, listed, shown
from microtui.tables.table_error import TableFileError
from microtui.tables.table_options import Missing


def without_mostly_missing(
    columns: Sequence[Column], missing: Missing, *, are_named: bool
) -> tuple[list[Column], list[AboutColumn]]:
    """Where rows would be left out, without the columns that are missing in more than half of
    them; in any case a remark on each."""
    kept, remarks = [], []
    for column in columns:
        gone = int(column.missing.sum())
        if 2 * gone <= len(column.missing):
            kept.append(column)
            continue
        is_kept = gone < len(column.missing) and (are_named or missing == "mean")
        where = f"in {gone:,} of {len(column.missing):,} rows"
        text = f"is missing {where}" if is_kept else f"left out: it is missing {where}"
        several = "are missing" if is_kept else "left out, each of which is missing"
        remarks.append(AboutColumn(column.name, text, f"{several} in more than half of the rows"))
        if is_kept:
            kept.append(column)
    return kept, remarks


def rows_without_gaps(columns: Sequence[Column], file: str) -> tuple[NDArray[np.bool_], list[str]]:
    """The rows in which nothing is missing; raises `TableFileError` where there are none."""
    gaps = np.array([column.missing for column in columns])
    rows: NDArray[np.bool_] = np.asarray(~gaps.any(axis=0))
    gone = int(len(rows) - rows.sum())
    if not gone:
        return rows, []
    if gone == len(rows):
        raise TableFileError(
            f"{file}: something is missing in each of its {gone:,} rows ({places(columns)}): fill "
            "it with the mean of its column with --missing mean, or choose other --columns"
        )
    return rows, [
        f"{counted(gone, 'row')} left out in which something is missing ({places(columns)})"
        f"{marks_in(columns)}: --missing mean keeps them"
    ]


def filled(features: Features, columns: Sequence[Column]) -> tuple[Features, list[str]]:
    """With the mean of its column wherever something is missing."""
    gaps = np.isnan(features.values)
    if not gaps.any():
        return features, []
    values = np.where(gaps, np.nanmean(features.values, axis=0), features.values)
    count = counted(sum(int(column.missing.sum()) for column in columns), "missing cell")
    where = f"({places(columns)}){marks_in(columns)}"
    remark = f"{count} filled with the mean of the column {where}"
    return replace(features, values=values), [remark]


def marks_in(columns: Sequence[Column]) -> str:
    """How it is written that something is missing, where that is not by nothing at all."""
    marks = dict.fromkeys(
        column.cells[row]
        for column in columns
        for row in np.flatnonzero(column.missing).tolist()
        if column.cells[row]
    )
    return f", written as {listed([shown(mark) for mark in marks], 3)}" if marks else ""


def places(columns: Sequence[Column]) -> str:
    """How many cells are missing in which column, most first."""
    counts = {column.name: int(column.missing.sum()) for column in columns}
    names = sorted((name for name in counts if counts[name]), key=lambda name: -counts[name])
    return listed([f"{counts[name]:,} in {name}" for name in names])
