"""What the data stand for: the classes, or the numbers to be fitted, and their columns."""

from __future__ import annotations

from engine.data.table import Table
from engine.run.configuration import Configuration
from microtui.words.number_text import short
from microtui.words.signs import class_signs, signs

MOST_COLUMNS = 20
"""More than these are not listed one by one."""


def class_names(configuration: Configuration) -> tuple[str, ...]:
    """Of all classes, in their order; of two, what is below 0 and above it, and so for numbers."""
    data = configuration.data
    if data.task == "regression":
        return "a target below 0", "a target above 0"
    return data.classes or ("class -1", "class 1")


def output_name(configuration: Configuration, unit: int) -> str:
    """What an output is for: the name of its class, or of its target; empty where it is the only
    one."""
    data = configuration.data
    if data.outputs == 1:
        return ""
    names = data.classes if data.has_several_classes else data.target_names
    return names[unit]


def is_scaled(table: Table) -> bool:
    return bool((table.offsets != 0.0).any() or (table.scales != 1.0).any())


def table_notice(table: Table, *, ascii_only: bool) -> str:
    """Which label has which sign, or what the targets stand for, in one line."""
    sign = signs(ascii_only=ascii_only)
    if table.task == "regression":
        texts = target_texts(table)
        what = "; ".join(f"{name}: {text}" for name, text in texts)
    elif len(table.labels) > 2:
        letters = class_signs(table.labels, ascii_only=ascii_only)
        what = ", ".join(
            f"{label} {letter}" for label, letter in zip(table.labels, letters, strict=True)
        )
    else:
        low, high = table.labels
        what = f"{low} {sign.negative}, {high} {sign.positive}"
    return f"{what}; columns standardised" if is_scaled(table) else what


def target_texts(table: Table) -> list[tuple[str, str]]:
    """What the numbers from -1 to 1 are that the network fits, by the names of the targets; the
    only one is called so."""
    scaling = zip(table.target_offsets.tolist(), table.target_scales.tolist(), strict=True)
    names = table.target_names if len(table.target_names) > 1 else ("target",)
    return [(name, scale_text(*each)) for name, each in zip(names, scaling, strict=True)]


def scale_text(offset: float, scale: float) -> str:
    if (offset, scale) == (0.0, 1.0):
        return "as it is in the file"
    low, high = offset - scale, offset + scale
    return f"-1 is {short(low)}, 1 is {short(high)}"


def column_texts(table: Table) -> list[tuple[str, str]]:
    """The names of the columns, and what has been made of their numbers."""
    if not is_scaled(table):
        return [("columns", "As they are in the file.")]
    texts = [("columns", "Standardised: each has mean 0 and standard deviation 1.")]
    columns = zip(table.column_names, table.offsets.tolist(), table.scales.tolist(), strict=True)
    for name, offset, scale in list(columns)[:MOST_COLUMNS]:
        texts.append((name, f"({name} - {short(offset)}) / {short(scale)}"))
    rest = len(table.column_names) - MOST_COLUMNS
    return [*texts, ("...", f"and {rest} more columns")] if rest > 0 else texts
