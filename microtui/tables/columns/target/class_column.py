"""Whether a column holds classes, and what they are called."""

from __future__ import annotations

from collections import Counter

import numpy as np

from engine.run.outputs import MOST_CLASSES
from microtui.tables.columns.column import Column
from microtui.tables.sentences import in_one_line


def labels_of(column: Column) -> list[str]:
    """What each row's class is called: words as they are but in one line, numbers as short as they
    can be; empty where it is missing."""
    if column.kind != "numbers":
        missing = column.missing.tolist()
        return [
            "" if gone else in_one_line(cell)
            for cell, gone in zip(column.cells, missing, strict=True)
        ]
    return [number_label(number) for number in column.numbers.tolist()]


def number_label(number: float) -> str:
    if np.isnan(number):
        return ""
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)


def class_counts(column: Column) -> Counter[str]:
    """How many rows each class has."""
    counts = Counter(labels_of(column))
    del counts[""]
    return counts


def are_classes(column: Column) -> bool:
    """Whether it looks like classes: a few words, or a few whole numbers, that come again.

    Two different numbers are classes however they are written.
    """
    if column.kind == "words":
        counts = class_counts(column)
        return 2 <= len(counts) <= MOST_CLASSES and counts.total() > len(counts)
    if column.kind != "numbers" or column.values is None:
        return False
    known = column.values[~column.missing]
    distinct = np.unique(known)
    if len(distinct) == 2:
        return True
    if not (2 < len(distinct) <= MOST_CLASSES and column.are_whole):
        return False
    return len(known) >= 2 * len(distinct) or (counts_up(distinct) and len(known) > len(distinct))


def counts_up(distinct: np.ndarray[tuple[int], np.dtype[np.float64]]) -> bool:
    """Whether whole numbers leave out none, from 0 or 1 on."""
    return distinct[0] in (0.0, 1.0) and len(distinct) == distinct[-1] - distinct[0] + 1
