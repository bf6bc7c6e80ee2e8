"""What the table of examples says of itself: which samples it lists, in what order, and what is
counted as the loss of one."""

from __future__ import annotations

from collections.abc import Sequence

from engine.run.configuration import Configuration
from microtui.session.snapshot import Examples
from microtui.session.view import ExamplesView
from microtui.words.samples.confusion_text import cell_text
from microtui.words.samples.data_words import class_names
from microtui.words.samples.example_columns import ExampleColumns
from microtui.words.samples.loss_sum import sample_loss_formula


def title_text(configuration: Configuration, examples: Examples, view: ExamplesView) -> str:
    """How the loss of one is counted; or, where only those of a cell are listed, of which."""
    if view.cell is not None:
        names = class_names(configuration)
        return f"Examples: {cell_text(names, view.cell, len(examples.order))}"
    return f"Examples, loss of each: {sample_loss_formula(configuration)}"


def list_text(
    examples: Examples,
    columns: ExampleColumns,
    first: int,
    rows: int,
    view: ExamplesView,
    missing: int | None,
) -> str:
    """Which part of the list is in view, in what order; whether the chosen sample is missing."""
    count = len(examples.order)
    place = f"{first + 1}-{first + rows} of {count}" if count else "none"
    parts = [f"{place}{kind_text(columns, view)}"]
    if not view.by_loss:
        parts.append("by number")
    elif examples.not_numbers:
        parts.append(f"{examples.not_numbers} losses are no numbers: first")
    else:
        parts.append("largest loss first" if columns.is_comfortable else "by loss")
    if columns.is_classification and not columns.is_comfortable:
        parts.append("! wrong")
    parts += missing_columns(columns)
    if missing is not None:
        parts.insert(0, f"sample {missing} is not listed")
    return " · ".join(parts)


def kind_text(columns: ExampleColumns, view: ExamplesView) -> str:
    """Of which set."""
    sets = "test" if view.only_test else "" if view.with_test else "training"
    if columns.is_comfortable:
        return f" {sets} samples" if sets else " samples"
    return " train" if sets == "training" else f" {sets}".rstrip()


def missing_columns(columns: ExampleColumns) -> Sequence[str]:
    """Of what not all is shown."""
    parts = []
    if columns.kind == "numbers" and len(columns.targets) < columns.target_count:
        parts.append(f"{len(columns.targets)} of {columns.target_count} targets")
    if len(columns.names) < columns.count:
        parts.append(f"{len(columns.names)} of {columns.count} columns")
    return parts
