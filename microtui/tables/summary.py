"""The first sentence that is said of a table: what was read."""

from __future__ import annotations

from engine.data.table import Table
from engine.run.outputs import MOST_CLASSES
from microtui.tables.columns.column import columns_named
from microtui.tables.columns.picked_columns import PickedColumns
from microtui.tables.columns.target.targets import Targets
from microtui.tables.sentences import counted, listed


def summary(table: Table, picked: PickedColumns, targets: Targets) -> str:
    """How many rows and features, which classes or numbers, and from which column."""
    rows = counted(len(table.points), "row")
    features = counted(len(table.column_names), "feature")
    if table.task == "classification":
        classes = f"{len(table.labels)} classes ({listed(table.labels, MOST_CLASSES)})"
        learned = f"{classes} from {columns_named(targets.columns)}"
    else:
        learned = f"{columns_named(targets.columns)} to be fitted as numbers"
    why = f", {picked.why}: --target chooses another" if picked.why else ""
    as_numbers = ""
    if table.task == "classification" and targets.are_numbers:
        as_numbers = ", which --task regression fits as numbers"
    left_out = "".join(f"; {each}" for each in picked.left_out)
    return f"read {rows}, {features}, {learned}{as_numbers}{why}{left_out}"
