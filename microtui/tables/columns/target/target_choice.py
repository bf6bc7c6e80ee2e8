"""Which column is learned, where nobody says: the last one, unless another is clearly the label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from microtui.tables.columns.column import Column
from microtui.tables.columns.target.class_column import are_classes, class_counts
from microtui.tables.table_error import TableFileError

LABELS = (
    *("target", "label", "labels", "survived", "class", "classes", "y", "outcome", "output"),
    *("species", "diagnosis", "response", "result", "category", "variety", "target name"),
    *("class name", "class label", "classification", "is spam", "spam", "churn", "approved"),
    *("default", "digit", "quality"),
)
"""What labels are called, the surest first."""

SURE = LABELS[: LABELS.index("output") + 1]
"""What is called so is learned whatever else there is; the others only where they hold classes."""

MEASURES = frozenset(
    {
        *("price", "value", "cost", "costs", "charges", "sales", "income", "salary", "wage"),
        *("amount", "total", "score", "count", "freq", "frequency", "rate", "yield", "rating"),
    }
)
"""Words in the names of numbers that people want to know from others."""

LABEL_WORDS = frozenset({"target", "label", "class", "species", "diagnosis", "outcome"})


@dataclass(frozen=True)
class TargetChoice:
    """The column to be learned, and why it is not the last; empty where that goes without
    saying."""

    column: Column
    why: str = ""


def chosen_target(columns: Sequence[Column], *, have_names: bool, file: str) -> TargetChoice:
    """Of the columns that are no index. Raises `TableFileError` where none can be learned."""
    if not columns:
        raise TableFileError(
            f"{file} has no column left to be learned: name fewer with --columns, or one of them "
            "with --target"
        )
    label = named_label(columns) if have_names else None
    if label is not None:
        return TargetChoice(label, "" if label is columns[-1] else "as its name says")
    usable = [column for column in columns if can_be_learned(column)]
    if not usable:
        raise TableFileError(
            f"{file} has no column that could be learned: numbers that differ are needed, or words "
            "that come again"
        )
    last = columns[-1]
    classes = [column for column in usable if are_classes(column)]
    words = [column for column in classes if column.kind == "words"]
    if last in classes and (last in words or is_binary(last)):
        return TargetChoice(last)
    if have_names:
        for column in classes:
            if LABEL_WORDS & set(name_of(column).split()) and column is not last:
                return TargetChoice(column, "as its name says")
    is_measure = have_names and bool(MEASURES & set(name_of(last).split()))
    if is_measure and last in usable:
        return TargetChoice(last)
    if len(words) == 1 and words == [c for c in columns if c.kind == "words"]:
        return TargetChoice(words[0], "the only one of words")
    if not have_names and classes == [columns[0]] and columns[0].are_whole:
        return TargetChoice(columns[0], "the only one of a few whole numbers")
    if last in usable:
        return TargetChoice(last)
    return TargetChoice(usable[-1], f"since the last, {last.name}, {why_not(last)}")


def named_label(columns: Sequence[Column]) -> Column | None:
    """The column that is called as labels are, the last one rather than others."""
    called = {column.number: name_of(column) for column in columns}
    names = set(called.values())
    # Beside x it is the other coordinate.
    known = [name for name in LABELS if name != "y" or len(columns) == 2 or "x" not in names]
    labels = [
        column
        for column in columns
        if (name := called[column.number]) in known and (name in SURE or are_classes(column))
    ]
    if columns[-1] in labels:
        return columns[-1]
    return min(labels, key=lambda column: known.index(called[column.number]), default=None)


def can_be_learned(column: Column) -> bool:
    """Numbers that differ, or words of which some come again."""
    if column.kind == "numbers":
        return column.values is None or len(set(column.values[~column.missing].tolist())) > 1
    if column.kind == "words":
        counts = class_counts(column)
        return 2 <= len(counts) <= counts.total() / 2 or are_classes(column)
    return False


def why_not(column: Column) -> str:
    if column.kind == "dates":
        return "holds dates"
    if column.kind == "nothing":
        return "is empty"
    if len(class_counts(column)) < 2:
        return "is the same everywhere"
    return "is different in nearly each row"


def is_binary(column: Column) -> bool:
    return len(class_counts(column)) == 2


def name_of(column: Column) -> str:
    """In small letters, with blanks for other signs."""
    words = re.sub(r"([a-z])([A-Z])", r"\1 \2", column.name)
    return " ".join(re.findall(r"\w+", words.lower().replace("_", " ")))
