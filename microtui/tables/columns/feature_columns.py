"""What is learned from, as numbers: words become columns of 0 and 1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from engine.arrays import Array
from engine.data.table import label_order
from microtui.tables.columns.column import Column
from microtui.tables.limits import MOST_CATEGORIES
from microtui.tables.rows.cell_kinds import FALSE, INFINITE, TRUE, is_boolean, is_number_like
from microtui.tables.sentences import AboutColumn, counted, in_one_line, listed, shown
from microtui.tables.table_error import TableFileError

WITH_UNIT = re.compile(r"[-+]?\d[\d.,]* ?[^\s\d.,:/+-][^\s\d]{0,9}")
"""A number and a unit."""


@dataclass(frozen=True)
class Features:
    """Columns of numbers, NaN where something is missing: shape (samples, names)."""

    names: tuple[str, ...]
    values: Array = field(repr=False)
    remarks: tuple[AboutColumn, ...]


def fit_to_learn_from(
    columns: Iterable[Column], *, are_named: bool, file: str
) -> tuple[list[Column], list[AboutColumn]]:
    """The columns that can be used, and remarks on those left out.

    Raises `TableFileError` where somebody has named one that cannot.
    """
    kept, remarks = [], []
    for column in columns:
        reason = reason_to_leave_out(column)
        if reason is None:
            kept.append(column)
        elif are_named:
            raise TableFileError(
                f"{file}: column {column.name} {reason[0]}, so nothing can be learned from it: "
                "leave it out of --columns"
            )
        else:
            it, they = reason
            text = f"left out: it {it}"
            remarks.append(AboutColumn(column.name, text, f"left out, each of which {they}"))
    return kept, remarks


def reason_to_leave_out(column: Column) -> tuple[str, str] | None:
    """Why nothing can be learned from it, and why not from others like it."""
    if column.kind == "nothing":
        return "is empty", "is empty"
    if column.kind == "dates":
        dates = "holds dates or times, which are no numbers"
        return dates, dates
    if column.kind != "words":
        return None
    words = set(column.present)
    if len(words) > MOST_CATEGORIES and all(map(WITH_UNIT.fullmatch, words)):
        units = f"holds numbers with something behind them, as {shown(column.present[0])}"
        return units, "holds numbers with something behind them"
    what = "words"
    if numbers := sum(map(is_number_like, words)):
        other = next((cell for cell in column.present if not is_number_like(cell)), "")
        if INFINITE.fullmatch(other) and len(words) > MOST_CATEGORIES:
            infinite = f"holds {other}, which is no number to calculate with"
            return infinite, infinite
        what = f"words and numbers, as {shown(other)} among {numbers:,} numbers"
    if len(words) > MOST_CATEGORIES:
        most = f"and at most {MOST_CATEGORIES} words get a column each"
        return f"holds {len(words):,} different {what}, {most}", f"holds more words, {most}"
    if len(words) > 2 and 2 * len(words) > len(column.present):
        names = "holds words of which most are different in each row"
        return names, names
    return None


def features_of(columns: Sequence[Column]) -> Features:
    """Numbers as they are; two words as one column of 0 and 1, more as one each.

    Raises `TableFileError` for numbers that cannot be read.
    """
    names: list[str] = []
    values: list[Array] = []
    remarks: list[AboutColumn] = []
    for column in columns:
        if column.kind == "numbers":
            names.append(column.name)
            values.append(column.numbers)
            remarks += column.remarks
            continue
        words = ordered(set(column.present))
        pair = [*words[1:], *words[:1]]
        if len(words) > 2 and are_booleans(words):
            column, words, pair = as_one_pair(column, words)
        for word in words[1:] if len(words) == 2 else words:
            names.append(f"{column.name}={in_one_line(word)}")
            values.append(indicator(column, word))
        if len(words) == 2:
            text = f"is 1 for {pair[0]}, 0 for {pair[1]}"
            several = f"are 1 for {pair[0]}, 0 for {pair[1]}"
            remarks.append(AboutColumn(column.name, text, several))
        elif len(words) > 2:
            text = (
                f"becomes {counted(len(words), 'column')} of 0 and 1, one for each of "
                f"{listed(words, MOST_CATEGORIES)}"
            )
            several = "become columns of 0 and 1, one for each word in them"
            remarks.append(AboutColumn(column.name, text, several))
    matrix = np.array(values).T if values else np.empty((0, 0))
    return Features(tuple(unlike(names)), np.ascontiguousarray(matrix), tuple(remarks))


def are_booleans(words: Iterable[str]) -> bool:
    """Whether each says yes or no in some way."""
    return all(is_boolean(word) or word in ("0", "1") for word in words)


def as_one_pair(column: Column, words: Sequence[str]) -> tuple[Column, list[str], list[str]]:
    """The same column with one word for yes and one for no, those two, and all that they stand for:
    the first of each that it has."""
    no = next((word for word in words if word.casefold() in FALSE), "no")
    yes = next((word for word in words if word.casefold() in TRUE), "yes")
    cells = [yes if cell == "1" or cell.casefold() in TRUE else no for cell in column.cells]
    said = [word for word in words if word == "1" or word.casefold() in TRUE]
    denied = [word for word in words if word not in said]
    return replace(column, cells=cells), [no, yes], [" and ".join(said), " and ".join(denied)]


def unlike(names: Sequence[str]) -> list[str]:
    """The same, with a number behind what is called as one before."""
    found: dict[str, None] = {}
    for name in names:
        again, number = name, 1
        while again in found:
            number += 1
            again = f"{name}.{number}"
        found[again] = None
    return list(found)


def indicator(column: Column, word: str) -> Array:
    """1 where this word stands, NaN where nothing is known."""
    numbers = np.array([float(cell == word) for cell in column.cells])
    numbers[column.missing] = np.nan
    return numbers


def ordered(words: Iterable[str]) -> list[str]:
    """By alphabet, numbers by size; but what says no in front of what says yes."""

    def order(word: str) -> tuple[int, float, str]:
        return (0, float(word.casefold() in TRUE), word) if is_boolean(word) else label_order(word)

    return sorted(words, key=order)
