"""What the confusion matrix says: of one of its cells, of all of them, and why there is none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.arrays import Indices
from microtui.session.snapshot import Snapshot
from microtui.words.number_text import percent
from microtui.words.samples.short_names import shortened

Cell = tuple[int, int]
"""The number of a class, and of the class that its samples are taken for."""

FOR_REGRESSION = (
    "No classes here: the targets are numbers, so no sample can be taken for one of another class."
)
NOT_A_NUMBER = (
    "A score is not a number, so its sample is in no class at all: there is nothing to count."
)


def why_none(snapshot: Snapshot) -> str:
    """Why there is no matrix; empty where there is one, or where it was not asked for yet."""
    if snapshot.configuration.task == "regression":
        return FOR_REGRESSION
    is_known = snapshot.accuracy is not None
    if snapshot.test_loss is not None:
        is_known = is_known and snapshot.test_accuracy is not None
    return "" if is_known else NOT_A_NUMBER


def cell_texts(names: Sequence[str], cell: Cell, count: int) -> list[str]:
    """What is in a cell, and how to see it, the longest first."""
    text = cell_text(names, cell, count)
    shorter = [cell_text(shortened(names, width), cell, count) for width in (10, 6, 3)]
    return [f"{text}, enter lists them", text, *shorter] if count else [text, *shorter]


def cell_text(names: Sequence[str], cell: Cell, count: int) -> str:
    """`true versicolor, taken for virginica: 4`"""
    truth, taken_for = cell
    other = "it" if truth == taken_for else names[taken_for]
    return f"true {names[truth]}, taken for {other}: {count}"


def title_text(*, is_test: bool) -> str:
    return f"Confusion, {'test' if is_test else 'training'} set"


def right_text(counts: Indices) -> str:
    """`95% right`"""
    total, right = int(counts.sum()), int(np.trace(counts))
    return f"{percent(right / total if total else None)} right"


def part_text(shown: range, classes: int, what: str) -> str:
    """`rows 1 to 8 of 10`; empty where all are shown."""
    if len(shown) == classes:
        return ""
    return f"{what} {shown.start + 1} to {shown.stop} of {classes}"
