"""What is to be learned, row by row: the names of classes, or numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from engine.arrays import Array
from engine.run.outputs import MOST_CLASSES
from microtui.tables.column_names import names_text
from microtui.tables.columns.column import Column, columns_named
from microtui.tables.columns.missing_cells import marks_in
from microtui.tables.columns.target.class_column import are_classes, class_counts, labels_of
from microtui.tables.sentences import AboutColumn, counted, in_one_line, listed, shown
from microtui.tables.table_error import TableFileError
from microtui.tables.table_options import TableOptions


@dataclass(frozen=True)
class Targets:
    """The columns that are learned, and the rows in which there is something to learn."""

    columns: tuple[Column, ...]
    labels: list[str] | None = field(repr=False)
    """The class of each row of the file; None where numbers are fitted."""
    rows: NDArray[np.bool_] = field(repr=False)
    remarks: tuple[str | AboutColumn, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def are_numbers(self) -> bool:
        """Whether these could be fitted as well, where they are classes."""
        column = self.columns[0]
        return column.kind == "numbers" and self.labels == labels_of(column)

    def labels_in(self, rows: NDArray[np.bool_]) -> list[str]:
        return list(compress(self.labels or [], rows.tolist()))

    def of(self, rows: NDArray[np.bool_]) -> Array | list[str]:
        """The labels, or the numbers of shape (samples,) or (samples, targets)."""
        if self.labels is not None:
            return self.labels_in(rows)
        numbers = [column.numbers[rows] for column in self.columns]
        return numbers[0] if len(numbers) == 1 else np.array(numbers).T


def targets_of(
    columns: tuple[Column, ...], options: TableOptions, class_names: Sequence[str], file: str
) -> Targets:
    """`class_names` are what 0, 1, 2 … stand for, where the file says so.

    Raises `TableFileError` for words or dates where numbers are needed, and for too many classes.
    """
    for column in columns:
        if column.kind in ("dates", "nothing"):
            what = "dates or times" if column.kind == "dates" else "nothing"
            raise TableFileError(
                f"{file}: column {column.name} holds {what}, which cannot be learned: choose "
                "another with --target"
            )
        if column.kind == "words" and column.problem is not None and not options.task:
            raise TableFileError(column.problem)
    if len(columns) > 1 or options.task == "regression":
        return numeric_targets(columns, options, file)
    column = columns[0]
    is_asked = options.task == "classification" or bool(options.classes)
    if is_asked or column.kind == "words" or are_classes(column):
        return class_targets(column, options, class_names, file)
    return numeric_targets(columns, options, file)


def numeric_targets(columns: tuple[Column, ...], options: TableOptions, file: str) -> Targets:
    for column in columns:
        if column.kind == "words":
            raise TableFileError(
                f"{file}: column {column.name} holds words ({listed(distinct(column), 3)}), not "
                "numbers to be fitted: "
                + (
                    "leave out --task regression"
                    if len(columns) == 1
                    else "name several columns with --target where all of them are numbers"
                )
            )
    if options.classes or options.task == "classification":
        option = "--classes" if options.classes else "--task classification"
        raise TableFileError(
            f"{file}: {option} is about classes, but {columns_named(columns)} "
            f"{'are' if len(columns) > 1 else 'is'} to be fitted as numbers: leave it out"
        )
    present = np.ones(len(columns[0].missing), dtype=np.bool_)
    for column in columns:
        present &= ~np.isnan(column.numbers)
    for column in columns:
        known = column.numbers[present]
        if not options.are_as_they_are and len(known) and known.min() == known.max():
            raise TableFileError(
                f"{file} has {known[0]:g} as its only target in column {column.name}: nothing "
                "can be learned from that, so choose another with --target"
            )
    remarks: list[str | AboutColumn] = [each for column in columns for each in column.remarks]
    return Targets(columns, None, present, (*remarks, *target_missing(present, columns)))


def class_targets(
    column: Column, options: TableOptions, class_names: Sequence[str], file: str
) -> Targets:
    labels = labels_of(column)
    if class_names and set(labels) <= {"", *map(str, range(len(class_names)))}:
        labels = [class_names[int(label)] if label else "" for label in labels]
    present = np.array([label != "" for label in labels])
    remarks: list[str | AboutColumn] = [*column.remarks, *target_missing(present, (column,))]
    rows = present
    if options.classes:
        asked = [in_one_line(wanted) for wanted in options.classes]
        rows = present & np.array([label in asked for label in labels])
        for wanted in asked:
            if wanted not in labels:
                known = listed(distinct(column), MOST_CLASSES)
                raise TableFileError(
                    f"--classes {shown(wanted)}: column {column.name} of {file} has no such "
                    f"class: it has {known}"
                )
        others = int(present.sum() - rows.sum())
        if others:
            remarks.append(f"{counted(others, 'row')} of other classes left out, as --classes asks")
    counts = Counter(compress(labels, rows.tolist()))
    if len(counts) < 2:
        if options.classes:
            raise TableFileError(
                f"--classes keeps {shown(options.classes[0])} of {file} alone: at least two "
                "classes are needed"
            )
        only = next(iter(counts), None)
        raise TableFileError(
            f"{file} has {'nothing' if only is None else shown(only)} as its only target in column "
            f"{column.name}: two classes are needed, or numbers, so choose another with --target"
        )
    if len(counts) > MOST_CLASSES:
        raise too_many(column, counts, file)
    single = [label for label, count in counts.items() if count == 1]
    if single:
        have = "has" if len(single) == 1 else "have"
        remarks.append(
            f"class{'es' * (len(single) > 1)} {listed(single)} {have} one sample only, which is "
            "either trained on or tested with"
        )
    if alike := alike_but_for_capitals(counts):
        remarks.append(f"classes {listed(alike)} differ in small and capital letters only")
    return Targets((column,), labels, rows, tuple(remarks))


def alike_but_for_capitals(labels: Iterable[str]) -> list[str]:
    known = sorted(labels)
    folded = Counter(map(str.casefold, known))
    return [label for label in known if folded[label.casefold()] > 1]


def too_many(column: Column, counts: Mapping[str, int], file: str) -> TableFileError:
    often = sorted(counts, key=lambda label: -counts[label])[:3]
    numbers = ", or fit numbers with --task regression" if column.kind == "numbers" else ""
    return TableFileError(
        f"{file} has {len(counts):,} classes in column {column.name}, and at most {MOST_CLASSES} "
        f"are told apart: keep some with --classes {names_text(often)}, choose another column "
        f"with --target{numbers}"
    )


def target_missing(present: NDArray[np.bool_], columns: Sequence[Column]) -> list[str]:
    gone = int(len(present) - present.sum())
    if not gone:
        return []
    target = f"the target {columns_named(columns)} {'is' if len(columns) == 1 else 'are'} missing"
    return [f"{counted(gone, 'row')} left out in which {target}{marks_in(columns)}"]


def distinct(column: Column) -> list[str]:
    return list(class_counts(column))
